import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closePairs, countPairsWithin } from '../../../domain/statistics/close-pairs.ts';
import { knox, type SpaceTimePoints } from '../../../domain/statistics/knox.ts';
import { nearRepeat } from '../../../domain/statistics/near-repeat.ts';
import { answerOf, column, referenceRows } from './fixture.ts';

const KM_PER_DEGREE = (6371.0088 * Math.PI) / 180;

function burkitt(): SpaceTimePoints {
  const rows = referenceRows('knox/burkitt_input.csv');
  return { x: column(rows, 'x'), y: column(rows, 'y'), t: column(rows, 't') };
}

function synthetic(): SpaceTimePoints {
  const rows = referenceRows('inputs_synth_1000.csv');
  const across = KM_PER_DEGREE * Math.cos((23 * Math.PI) / 180);
  return {
    x: column(rows, 'lon').map((lon) => lon * across),
    y: column(rows, 'lat').map((lat) => lat * KM_PER_DEGREE),
    t: column(rows, 'day'),
  };
}

const data: Record<string, SpaceTimePoints> = { burkitt: burkitt(), synth1000: synthetic() };

describe('Knox against surveillance', () => {
  const rows = referenceRows('knox/knox_tests.csv').filter((row) => row.data! in data);

  it.each(rows.map((row) => [row.data!, row.eps_s!, row.eps_t!, row] as const))(
    'agrees on %s within %s km and %s days',
    (name, spaceKm, timeDays, expected) => {
      const options = { spaceKm: Number(spaceKm), timeDays: Number(timeDays), permutations: 999, seed: 1 };
      const found = answerOf(knox(data[name]!, options));
      expect(found.pairs).toBe(Number(expected.pairs));
      expect(found.closeInSpace).toBe(Number(expected.n_close_s));
      expect(found.closeInTime).toBe(Number(expected.n_close_t));
      expect(found.observed).toBe(Number(expected.X));
      expect(Math.abs(found.expected - Number(expected.expected))).toBeLessThan(1e-9);
      expect(Math.abs(found.pPoissonAbove / Number(expected.p_poisson) - 1)).toBeLessThan(1e-9);
      // Two independent Monte Carlo p-values of 999 permutations each.
      const p = Number(expected.p_MC);
      expect(Math.abs(found.pPermutation - p)).toBeLessThan(4 * Math.sqrt((2 * p * (1 - p)) / 999) + 0.002);
    },
  );
});

describe('near repeats against the reference', () => {
  it.each([
    ['burkitt', [0, 1e-9, 2, 5, 10, 20], [0, 30, 60, 120, 240]],
    ['synth1000', [0, 0.1, 2, 5, 10, 20, 50], [0, 7, 14, 21, 28, 60]],
  ] as const)('agrees on %s in every band', (name, spaceEdgesKm, timeEdgesDays) => {
    const expected = referenceRows(`knox/nearrepeat_${name}.csv`);
    const options = { spaceEdgesKm, timeEdgesDays, permutations: 999, seed: 1 };
    const found = answerOf(nearRepeat(data[name]!, options));
    expect(found).toHaveLength(expected.length);
    for (const [k, row] of expected.entries()) {
      const band = found[k]!;
      expect(band.observed).toBe(Number(row.observed));
      expect(Math.abs(band.expected - Number(row.expected_exact))).toBeLessThan(1e-9);
      const tolerance = (4 * Number(row.sd_sim)) / Math.sqrt(999);
      expect(Math.abs(band.mean - Number(row.mean_sim))).toBeLessThanOrEqual(tolerance);
      const p = Number(row.p);
      expect(Math.abs(band.p - p)).toBeLessThan(4 * Math.sqrt((2 * p * (1 - p)) / 999) + 0.002);
      if (row.mean_sim === '0') expect(band.ratio).toBeNull();
    }
  });

  it('finds the near repeats planted in the synthetic incidents, and no more than chance at 28 to 60 days', () => {
    const options = { spaceEdgesKm: [0, 10], timeEdgesDays: [0, 7, 28, 60], permutations: 999, seed: 2 };
    const [week, , late] = answerOf(nearRepeat(synthetic(), options));
    expect(week!.p).toBe(0.001);
    expect(late!.p).toBeGreaterThan(0.1);
  });
});

describe('pairs', () => {
  const coordinates = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 40 });

  it('are all those within the distance, each once', () => {
    fc.assert(
      fc.property(coordinates, fc.nat(12), (points, maxDistance) => {
        const x = Float64Array.from(points, ([a]) => a);
        const y = Float64Array.from(points, ([, b]) => b);
        const { first, second, distance } = closePairs(x, y, maxDistance);
        const ours = Array.from(first, (i, k) => `${i}-${second[k]}:${distance[k]}`).sort();
        const theirs: string[] = [];
        for (let i = 0; i < x.length; i++) {
          for (let j = i + 1; j < x.length; j++) {
            const apart = Math.sqrt((x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2);
            if (apart <= maxDistance) theirs.push(`${i}-${j}:${apart}`);
          }
        }
        expect(ours).toEqual(theirs.sort());
      }),
    );
  });

  it('in time are counted up to the limit or strictly below it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 40 }), fc.nat(10), (times, limit) => {
        const apart = times.flatMap((a, i) => times.slice(i + 1).map((b) => Math.abs(a - b)));
        const values = Float64Array.from(times);
        expect(countPairsWithin(values, limit)).toBe(apart.filter((gap) => gap <= limit).length);
        expect(countPairsWithin(values, limit, true)).toBe(apart.filter((gap) => gap < limit).length);
      }),
    );
  });
});

describe('Knox and near repeats without an answer', () => {
  const points = burkitt();
  const few = { x: points.x.slice(0, 9), y: points.y.slice(0, 9), t: points.t.slice(0, 9) };
  const alike = (values: Float64Array) => new Float64Array(values.length).fill(3);
  const options = { spaceKm: 5, timeDays: 30, permutations: 9, seed: 1 };
  const bands = { spaceEdgesKm: [0, 5], timeEdgesDays: [0, 30], permutations: 9, seed: 1 };

  it.each([
    ['too-few-incidents', few],
    ['one-day', { ...points, t: alike(points.t) }],
    ['one-place', { ...points, x: alike(points.x), y: alike(points.y) }],
    ['not-a-number', { ...points, t: points.t.map((t, i) => (i === 4 ? Number.NaN : t)) }],
  ])('say %s', (reason, input) => {
    expect(knox(input, options)).toMatchObject({ status: 'refused', reason });
    expect(nearRepeat(input, bands)).toMatchObject({ status: 'refused', reason });
  });

  it('say that a radius of 0 is none, and that bands must rise', () => {
    expect(knox(points, { ...options, spaceKm: 0 })).toMatchObject({ reason: 'radius-zero' });
    expect(nearRepeat(points, { ...bands, spaceEdgesKm: [0, 0] })).toMatchObject({ reason: 'radius-zero' });
    expect(nearRepeat(points, { ...bands, spaceEdgesKm: [0, 5, 4] })).toMatchObject({ reason: 'bad-bands' });
  });
});
