import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dbscan } from '../../../domain/statistics/dbscan.ts';
import { knnDistances } from '../../../domain/statistics/knn-distance.ts';
import { answerOf, column, greatestDifference, referenceRows } from './fixture.ts';

describe('DBSCAN against R', () => {
  it.each([
    ['DS3first4000_eps10_min12', 10, 12, true],
    ['moons_eps0.3_min5', 0.3, 5, true],
    ['synth3000_km_eps15_min8', 15, 8, true],
    ['synth3000_km_eps15_min8_star_noborder', 15, 8, false],
  ])('finds the same cores, clusters, border and noise on %s', (name, eps, minPoints, withBorder) => {
    const rows = referenceRows(`dbscan/${name}.csv`);
    const found = answerOf(dbscan(column(rows, 'x'), column(rows, 'y'), { eps, minPoints, withBorder }));
    expect(Array.from(found.isCore)).toEqual(Array.from(column(rows, 'is_core')));
    // Even the numbers of the clusters are those of R, which numbers by first core too.
    expect(Array.from(found.labels)).toEqual(Array.from(column(rows, 'label')));
  });
});

describe('DBSCAN', () => {
  // Whole coordinates put many points exactly on the radius and many at one place.
  const points = fc.array(fc.tuple(fc.nat(25), fc.nat(25)), { minLength: 10, maxLength: 90 });

  it('finds what the definition, tried on every pair, finds', () => {
    fc.assert(
      fc.property(
        points,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        (given, eps, minPoints) => {
          const x = Float64Array.from(given, ([a]) => a);
          const y = Float64Array.from(given, ([, b]) => b);
          fc.pre(new Set(given.map(String)).size > 1);
          const found = answerOf(dbscan(x, y, { eps, minPoints }));
          const expected = byDefinition(x, y, eps, minPoints);
          expect(Array.from(found.isCore)).toEqual(expected.isCore);
          expect(Array.from(found.labels)).toEqual(expected.labels);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has the same cores and noise whatever the order of the points', () => {
    fc.assert(
      fc.property(points, (given) => {
        fc.pre(new Set(given.map(String)).size > 1);
        const run = (list: readonly (readonly [number, number])[]) =>
          answerOf(
            dbscan(
              Float64Array.from(list, ([a]) => a),
              Float64Array.from(list, ([, b]) => b),
              { eps: 3, minPoints: 4 },
            ),
          );
        const plain = run(given);
        const backwards = run([...given].reverse());
        expect(Array.from(backwards.isCore).reverse()).toEqual(Array.from(plain.isCore));
        const isNoise = (labels: Int32Array) => Array.from(labels, (label) => label === 0);
        expect(isNoise(backwards.labels).reverse()).toEqual(isNoise(plain.labels));
      }),
    );
  });

  const tenApart = Float64Array.from({ length: 10 }, (_, i) => i);
  it.each([
    ['radius-zero', tenApart, { eps: 0, minPoints: 3 }],
    ['bad-parameter', tenApart, { eps: 1, minPoints: 0 }],
    ['bad-parameter', tenApart, { eps: 1e-16, minPoints: 2 }],
    ['too-few-incidents', tenApart.slice(1), { eps: 1, minPoints: 3 }],
    ['one-place', new Float64Array(10), { eps: 1, minPoints: 3 }],
    ['not-a-number', tenApart.map((x) => (x === 3 ? Number.NaN : x)), { eps: 1, minPoints: 3 }],
  ])('refuses with %s', (reason, x, options) => {
    expect(dbscan(x, x, options)).toMatchObject({ status: 'refused', reason });
  });
});

describe('the distance to the k-th neighbour', () => {
  it("agrees with R's kNNdist", () => {
    const rows = referenceRows('dbscan/synth3000_km_eps15_min8.csv');
    const expected = column(referenceRows('dbscan/synth3000_kNNdist7.csv'), 'd7');
    const found = answerOf(knnDistances(column(rows, 'x'), column(rows, 'y'), 7));
    expect(greatestDifference(found, expected)).toBeLessThan(1e-9);
  });

  it('is that of sorting all distances, on lines and lattices too', () => {
    const coordinate = fc.oneof(fc.nat(9), fc.double({ min: -50, max: 50, noNaN: true }), fc.constant(4));
    const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 10, maxLength: 50 });
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 9 }), (given, k) => {
        fc.pre(new Set(given.map(String)).size > 1);
        const x = Float64Array.from(given, ([a]) => a);
        const y = Float64Array.from(given, ([, b]) => b);
        const sorted = Array.from(x, (_, i) =>
          Float64Array.from(x, (_, j) => Math.sqrt((x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2)).sort(),
        );
        const expected = Float64Array.from(sorted, (row) => row[k]!);
        expect(greatestDifference(answerOf(knnDistances(x, y, k)), expected)).toBe(0);
      }),
    );
  });

  it('has no answer for more neighbours than there are', () => {
    const x = Float64Array.from({ length: 12 }, (_, i) => i);
    expect(knnDistances(x, x, 12)).toMatchObject({ status: 'refused', reason: 'bad-parameter' });
  });
});

/** Ester et al. 1996 word for word, on every pair. */
function byDefinition(x: Float64Array, y: Float64Array, eps: number, minPoints: number) {
  const near = Array.from(x, (_, i) =>
    Array.from(x.keys()).filter((j) => (x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2 <= eps * eps),
  );
  const isCore = near.map((list) => Number(list.length >= minPoints));
  const labels = new Array<number>(x.length).fill(0);
  let clusters = 0;
  for (let i = 0; i < x.length; i++) {
    if (!isCore[i] || labels[i] !== 0) continue;
    const queue = [i];
    clusters++;
    while (queue.length > 0) {
      const at = queue.pop()!;
      if (labels[at] !== 0) continue;
      labels[at] = clusters;
      if (isCore[at]) queue.push(...near[at]!);
    }
  }
  return { isCore, labels };
}
