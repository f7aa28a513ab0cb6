import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeLines } from '../../../domain/network/noding/node-lines.ts';
import { readNetworkFile } from '../../../etl/network-file.ts';
import { shared } from '../../shared.ts';

/** About 105 m of longitude at 20 N. */
const STEP = 0.001;

function line(points: [number, number][], name = '') {
  return { name, operator: '', points: points.map(([x, y]) => [-100 + x * STEP, 20 + y * STEP] as const) };
}

const lengths = (result: ReturnType<typeof nodeLines>) =>
  result.lines.map(({ km }) => Math.round(km[km.length - 1] * 1000)).sort((a, b) => a - b);

describe('lines of a file made into a network', () => {
  it('keeps what lines say twice once, whole lines and parts, forward and back', () => {
    const once = nodeLines(
      [
        line([
          [0, 0],
          [100, 0],
        ]),
      ],
      0,
    );
    const again = nodeLines(
      [
        line([
          [0, 0],
          [100, 0],
        ]),
        line([
          [100, 0],
          [0, 0],
        ]),
        line([
          [20, 0],
          [60, 0],
        ]),
      ],
      0,
    );
    expect(again.report.lengthKm).toBeCloseTo(once.report.lengthKm, 3);
    expect(again.report.duplicateKm).toBeCloseTo(1.4 * once.report.lengthKm, 2);
    expect(again.lines).toHaveLength(1);
  });

  it('goes on straight through a crossing, with a vertex there in both lines', () => {
    const { lines, report } = nodeLines(
      [
        line([
          [-50, 0],
          [50, 0],
        ]),
        line([
          [0, -50],
          [0, 50],
        ]),
      ],
      0,
    );
    expect(report).toMatchObject({ crossings: 1, selfCrossings: 0, componentKm: [expect.any(Number)] });
    expect(lines).toHaveLength(2);
    for (const { lon } of lines) expect(lon).toContain(-100);
  });

  it('cuts a line that crosses itself', () => {
    const { report } = nodeLines(
      [
        line([
          [-50, 0],
          [50, 0],
          [50, 50],
          [0, 50],
          [0, -50],
        ]),
      ],
      0,
    );
    expect(report).toMatchObject({ crossings: 0, selfCrossings: 1 });
  });

  it.each([
    ['joins an end that stops short within the tolerance', 10, 1500, 1, 1],
    ['leaves one that stops shorter', 20, 1500, 0, 2],
    ['joins none with a tolerance of 0', 10, 0, 0, 2],
  ])('%s', (_, gap, joinM, joined, components) => {
    const { report } = nodeLines(
      [
        line([
          [-50, 0],
          [50, 0],
        ]),
        line([
          [0, gap],
          [0, 90],
        ]),
      ],
      joinM,
    );
    expect(report.joinedEnds).toBe(joined);
    expect(report.componentKm).toHaveLength(components);
  });

  it('joins two ends that point at each other by one piece, not two', () => {
    const result = nodeLines(
      [
        line([
          [0, 0],
          [50, 0],
        ]),
        line([
          [60, 0],
          [110, 0],
        ]),
      ],
      1500,
    );
    expect(result.report).toMatchObject({ joinedEnds: 1, looseEnds: 2 });
    expect(result.lines).toHaveLength(1);
    expect(lengths(result)[0]).toBeGreaterThan(11_400);
  });

  it('keeps an end from joining the track it came along', () => {
    const { report } = nodeLines(
      [
        line([
          [0, 0],
          [3, 0],
          [3, 3],
        ]),
      ],
      1500,
    );
    expect(report.joinedEnds).toBe(0);
  });

  it('ends a line where its name ends', () => {
    const { lines } = nodeLines(
      [
        line(
          [
            [0, 0],
            [50, 0],
          ],
          'Norte',
        ),
        line(
          [
            [50, 0],
            [90, 0],
          ],
          'Sur',
        ),
      ],
      0,
    );
    expect(lines.map(({ name }) => name).sort()).toEqual(['Norte', 'Sur']);
  });

  it('has each line once however often and in which order it is given (property)', () => {
    const whole = fc.integer({ min: 0, max: 40 });
    const anyLine = fc
      .array(fc.tuple(whole, whole), { minLength: 2, maxLength: 5 })
      .filter((points) => new Set(points.map(String)).size > 1);
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 5 }), (given) => {
        const lines = given.map((points) => line(points));
        const once = nodeLines(lines, 0).report.lengthKm;
        const twice = nodeLines([...lines, ...lines.toReversed()], 0).report.lengthKm;
        // Crossings fall on rounded coordinates, so lengths agree to rounding.
        expect(Math.abs(once - twice)).toBeLessThan(0.02 * once + 0.01);
        expect(once).toBeLessThanOrEqual(nodeLines(lines, 0).report.sourceKm + 0.01);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  const naturalEarth = shared('data', 'rail', 'railroads-natural-earth-10m.geojson');
  it.skipIf(!naturalEarth.present)('makes the railways of Natural Earth one component (../shared)', () => {
    const file = readNetworkFile(readFileSync(naturalEarth.file, 'utf8'));
    if (!file.ok) throw new Error(JSON.stringify(file.problems));
    expect(file.lines).toHaveLength(95);
    expect(nodeLines(file.lines, 0).report.componentKm.map(Math.round)).toEqual([15310, 260, 107]);
    const { report } = nodeLines(file.lines);
    expect(report.componentKm).toHaveLength(1);
    expect(report).toMatchObject({ joinedEnds: 4, looseEnds: 30 });
    expect(report.lengthKm - report.sourceKm).toBeLessThan(4 * 1.5);
  });
});
