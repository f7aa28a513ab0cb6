import { describe, expect, it } from 'vitest';
import { SHAPES, shippedNetwork } from '../../bench/risk-generator.ts';
import { createSimulator } from '../../bench/risk-simulation.ts';

/** A small share of `npm run bench -- risk`, on the same seed. */
const RUNS = 8;

describe('risk planted on the shipped network', () => {
  const simulator = createSimulator(shippedNetwork());
  const shapes = SHAPES.map((shape) => {
    const runs = Array.from({ length: RUNS }, (_, run) => simulator.run(shape, 1, run));
    const mean = (of: (run: (typeof runs)[number]) => number) =>
      runs.reduce((sum, run) => sum + of(run), 0) / RUNS;
    return { shape, mean };
  });

  it.each(shapes.filter(({ shape }) => shape !== 'hostile'))(
    'is held by 90 % intervals in 85 to 95 of 100 cases: $shape',
    ({ mean }) => {
      const held = mean((run) => run.held / run.stretches);
      expect(held).toBeGreaterThan(0.85);
      expect(held).toBeLessThan(0.95);
      expect(mean(({ bias }) => bias)).toBeGreaterThan(0.93);
      expect(mean(({ bias }) => bias)).toBeLessThan(1.07);
      expect(mean(({ dispersion }) => dispersion)).toBeLessThan(1.15);
    },
  );

  it('that comes in runs is seen to, and held as far as it is reported; what is not reported is not', () => {
    const { mean } = shapes.find(({ shape }) => shape === 'hostile')!;
    expect(mean(({ dispersion }) => dispersion)).toBeGreaterThan(1.8);
    const reported = mean((run) => run.heldReported / run.stretches);
    expect(reported).toBeGreaterThan(0.8);
    expect(mean((run) => run.held / run.stretches)).toBeLessThan(reported);
  });

  it('is foretold no worse than by planar density, and nearly as well as by who knew it', () => {
    for (const { mean } of shapes) {
      const [network, planar, oracle] = [
        mean((run) => run.network),
        mean((run) => run.planar),
        mean((run) => run.oracle),
      ];
      expect(network).toBeGreaterThan(0.9 * planar);
      expect(network).toBeGreaterThan(0.75 * oracle);
    }
  });
});
