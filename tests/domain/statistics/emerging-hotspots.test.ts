import { describe, expect, it } from 'vitest';
import { emergingHotspots } from '../../../domain/statistics/emerging-hotspots.ts';
import { classifyPattern } from '../../../domain/statistics/emerging-patterns.ts';
import { mannKendall, senSlope } from '../../../domain/statistics/mann-kendall.ts';
import { neighboursOfPairs } from '../../../domain/statistics/neighbours.ts';
import { answerOf, column, greatestDifference, referenceNeighbours, referenceRows } from './fixture.ts';

describe('Mann-Kendall against R', () => {
  const rows = referenceRows('mann-kendall/series_input.csv');

  it.each(referenceRows('mann-kendall/series_mk.csv').map((row) => [row.series!, row] as const))(
    'agrees on %s',
    (name, expected) => {
      const series = rows.filter((row) => row.series === name);
      const values = column(series, 'y');
      const found = answerOf(mannKendall(values));
      expect(found.s).toBe(Number(expected.S));
      expect(Math.abs(found.varianceS - Number(expected.varS))).toBeLessThan(1e-8);
      expect(Math.abs(found.z - Number(expected.z_nocc))).toBeLessThan(1e-9);
      expect(Math.abs(found.zCorrected - Number(expected.z_cc))).toBeLessThan(1e-9);
      expect(Math.abs(found.tau - Number(expected.tau_b))).toBeLessThan(1e-9);
      expect(Math.abs(found.p / Number(expected.p_nocc) - 1)).toBeLessThan(1e-9);
      expect(Math.abs(found.pCorrected / Number(expected.p_cc) - 1)).toBeLessThan(1e-9);
      const slope = senSlope(column(series, 't'), values);
      expect(Math.abs(slope! - Number(expected.sen_slope))).toBeLessThan(1e-9);
    },
  );

  it('leaves the slope out where its pairs would not fit into memory', () => {
    const long = Float64Array.from({ length: 10_001 }, (_, t) => t);
    expect(senSlope(long, long)).toBeNull();
  });

  it('has no answer for a series that is short or never changes', () => {
    expect(mannKendall(Float64Array.of(1, 2, 3))).toMatchObject({ reason: 'series-too-short', needed: 4 });
    expect(mannKendall(new Float64Array(20))).toMatchObject({ reason: 'no-variation' });
  });
});

describe('emerging hotspots against the reference cube', () => {
  const expected = referenceRows('mann-kendall/h3_emerging_hotspot.csv');
  const cells = expected.length;
  const slices = 12;
  const cellOf = new Map(expected.map((row, index) => [row.cell!, index]));
  const counts = new Float64Array(cells * slices);
  for (const row of referenceRows('mann-kendall/h3_cube.csv')) {
    counts[(Number(row.t) - 1) * cells + cellOf.get(row.cell!)!] = Number(row.count);
  }
  const neighbours = referenceNeighbours('gi-star/h3_neighbours.csv', cells, 1);
  const found = answerOf(emergingHotspots(counts, cells, neighbours));

  it('agrees in z and q of every cell and slice', () => {
    for (let t = 1; t <= slices; t++) {
      const z = found.z.subarray((t - 1) * cells, t * cells);
      const q = found.q.subarray((t - 1) * cells, t * cells);
      expect(greatestDifference(z, column(expected, `z${t}`))).toBeLessThan(1e-9);
      expect(greatestDifference(q, column(expected, `qBH${t}`), 'relative')).toBeLessThan(1e-9);
    }
  });

  it('agrees in the trend of every cell', () => {
    const of = (name: 's' | 'varianceS' | 'z' | 'p') => found.trends.map((trend) => trend[name]);
    expect(greatestDifference(of('s'), column(expected, 'S'))).toBe(0);
    expect(greatestDifference(of('varianceS'), column(expected, 'varS'))).toBeLessThan(1e-9);
    expect(greatestDifference(of('z'), column(expected, 'z_nocc'))).toBeLessThan(1e-9);
    expect(greatestDifference(of('p'), column(expected, 'p_nocc'), 'relative')).toBeLessThan(1e-9);
  });

  it('gives every cell the same class', () => {
    const ours = found.patterns.map((pattern) =>
      pattern === 'none' ? 'no pattern detected' : `${pattern.replace('-', ' ')}spot`,
    );
    expect(ours).toEqual(expected.map((row) => row.class));
  });

  it.each([
    ['too-few-slices', counts.subarray(0, 9 * cells)],
    ['one-day', counts.map((count, index) => (index < cells ? count : 0))],
    ['one-place', counts.map((_, index) => (index % cells === 0 ? 2 : 0))],
    ['negative-count', counts.map((count, index) => (index === 7 ? -1 : count))],
  ])('refuses with %s', (reason, cube) => {
    expect(emergingHotspots(cube, cells, neighbours)).toMatchObject({ status: 'refused', reason });
  });

  it('refuses a cube of one cell', () => {
    const self = neighboursOfPairs(1, { from: new Int32Array(0), to: new Int32Array(0) }, 1);
    const answer = emergingHotspots(
      Float64Array.from({ length: 12 }, (_, t) => t),
      1,
      self,
    );
    expect(answer).toMatchObject({ status: 'refused', reason: 'one-cell' });
  });
});

describe('the classes of a pattern', () => {
  // One letter a slice: H and C significant, h and c only leaning that way.
  const cases: [string, number, number, string][] = [
    ['hhhhhhhhhhhH', 1, 0.5, 'new-hot'],
    ['cccccccccccC', -1, 0.5, 'new-cold'],
    ['hhhhhhhhhHHH', 1, 0.5, 'consecutive-hot'],
    ['HHHHHHHHHHHH', 20, 0.01, 'intensifying-hot'],
    ['HHHHHHHHHHHH', 0, 1, 'persistent-hot'],
    ['HHHHHHHHHHHH', -20, 0.01, 'diminishing-hot'],
    ['CCCCCCCCCCCC', -20, 0.01, 'intensifying-cold'],
    ['CCCCCCCCCCCC', 20, 0.01, 'diminishing-cold'],
    ['hhChhhhHhhhH', 1, 0.5, 'oscillating-hot'],
    ['HHHHHHHHHHHc', -20, 0.01, 'historical-hot'],
    ['hHhhHhhhhhhh', 1, 0.5, 'sporadic-hot'],
    ['cCccccccCccc', 1, 0.5, 'sporadic-cold'],
    ['hChhHhhhhhhh', 1, 0.5, 'none'],
    ['hhhhhhhhhhhh', 20, 0.01, 'none'],
  ];

  it.each(cases)('calls %s with trend %d and p %d %s', (letters, s, p, pattern) => {
    const z = Float64Array.from(letters, (letter) => (letter.toLowerCase() === 'h' ? 1 : -1));
    const isSignificant = Uint8Array.from(letters, (letter) => Number(letter === letter.toUpperCase()));
    expect(classifyPattern(z, isSignificant, { s, p }, 0.05)).toBe(pattern);
  });
});
