import { beforeAll, describe, expect, it } from 'vitest';
import { SHAPES, type Shape, shippedNetwork } from '../../bench/risk-generator.ts';
import { createSimulator, type Run } from '../../bench/risk-simulation.ts';

/** A small share of `npm run bench -- risk`, on the same seed. */
const RUNS = 4;

describe('risk planted on the shipped network', () => {
  let runsOf: Record<Shape, Run[]>;

  beforeAll(() => {
    const simulator = createSimulator(shippedNetwork());
    runsOf = Object.fromEntries(
      SHAPES.map((shape) => [shape, Array.from({ length: RUNS }, (_, run) => simulator.run(shape, 1, run))]),
    ) as Record<Shape, Run[]>;
  }, 600_000);

  const mean = (shape: Shape, of: (run: Run) => number) =>
    runsOf[shape].reduce((sum, run) => sum + of(run), 0) / RUNS;

  it.each(SHAPES.filter((shape) => shape !== 'hostile'))(
    'is held by 90 %% intervals in 85 to 95 of 100 cases: %s',
    (shape) => {
      const held = mean(shape, (run) => run.held / run.stretches);
      expect(held).toBeGreaterThan(0.85);
      expect(held).toBeLessThan(0.95);
      expect(mean(shape, ({ bias }) => bias)).toBeGreaterThan(0.93);
      expect(mean(shape, ({ bias }) => bias)).toBeLessThan(1.07);
      expect(mean(shape, ({ dispersion }) => dispersion)).toBeLessThan(1.15);
    },
  );

  it('that comes in runs is seen to, and held as far as it is reported; what is not reported is not', () => {
    expect(mean('hostile', ({ dispersion }) => dispersion)).toBeGreaterThan(1.8);
    const reported = mean('hostile', (run) => run.heldReported / run.stretches);
    expect(reported).toBeGreaterThan(0.8);
    expect(mean('hostile', (run) => run.held / run.stretches)).toBeLessThan(reported);
    // What readers are shown compares stretches, and is held all the same.
    const score = mean('hostile', (run) => run.heldScore / run.stretches);
    expect(score).toBeGreaterThan(0.85);
    expect(score).toBeLessThan(0.95);
  });

  it('is foretold no worse than by planar density, and nearly as well as by who knew it', () => {
    for (const shape of SHAPES) {
      const network = mean(shape, (run) => run.network);
      expect(network).toBeGreaterThan(0.9 * mean(shape, (run) => run.planar));
      expect(network).toBeGreaterThan(0.75 * mean(shape, (run) => run.oracle));
    }
  });
});
