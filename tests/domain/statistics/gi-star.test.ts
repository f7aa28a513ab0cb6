import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiYekutieli } from '../../../domain/statistics/adjust.ts';
import { giWithoutSelf } from '../../../domain/statistics/gi.ts';
import { giStar } from '../../../domain/statistics/gi-star.ts';
import { giStarExactP } from '../../../domain/statistics/gi-star-exact.ts';
import { giStarPermutationP } from '../../../domain/statistics/gi-star-permutation.ts';
import { h3Neighbours, occupiedCellsAndRing } from '../../../domain/statistics/h3-study-area.ts';
import { type Neighbours, neighboursOfPairs } from '../../../domain/statistics/neighbours.ts';
import { answerOf, column, greatestDifference, referenceNeighbours, referenceRows } from './fixture.ts';

const Z_TOLERANCE = 1e-9;

function ring(n: number, weights?: (from: number, to: number) => number): Neighbours {
  const from: number[] = [];
  const to: number[] = [];
  for (let i = 0; i < n; i++) {
    from.push(i, i);
    to.push((i + 1) % n, (i + n - 1) % n);
  }
  const pairs = { from: Int32Array.from(from), to: Int32Array.from(to) };
  if (!weights) return neighboursOfPairs(n, pairs, 1);
  return neighboursOfPairs(
    n,
    { ...pairs, weights: Float64Array.from(from, (i, k) => weights(i, to[k]!)) },
    1,
  );
}

describe('Gi* against spdep', () => {
  it.each([
    ['the 16 x 16 example', 'getisord_input.csv', 'val', 'getisord_nb30.csv', 'getisord_gistar_d30.csv'],
    ['1,353 H3 cells', 'h3_cells.csv', 'count', 'h3_neighbours.csv', 'h3_gistar.csv'],
  ])('agrees in z, p and q on %s', (_, input, value, pairs, result) => {
    const values = column(referenceRows(`gi-star/${input}`), value);
    const expected = referenceRows(`gi-star/${result}`);
    const found = answerOf(giStar(values, referenceNeighbours(`gi-star/${pairs}`, values.length, 1)));
    expect(greatestDifference(found.z, column(expected, 'z'))).toBeLessThan(Z_TOLERANCE);
    expect(greatestDifference(found.neighbourCount, column(expected, 'n_nb_incl_self'))).toBe(0);
    const relative = (ours: Float64Array, name: string) =>
      expect(greatestDifference(ours, column(expected, name), 'relative')).toBeLessThan(1e-9);
    relative(found.pTwoSided, 'p_two');
    relative(found.qTwoSided, 'q_BH_two');
    relative(benjaminiYekutieli(found.pTwoSided), 'q_BY_two');
    relative(found.pUpper, 'p_upper');
    relative(found.qUpper, 'q_BH_upper');
  });

  it('agrees in z of Gi without the cell itself', () => {
    const values = column(referenceRows('gi-star/getisord_input.csv'), 'val');
    const expected = column(referenceRows('gi-star/getisord_gi_noself_d30.csv'), 'z_Gi_noself');
    const z = answerOf(giWithoutSelf(values, referenceNeighbours('gi-star/getisord_nb30.csv', 256, null)));
    expect(greatestDifference(z, expected)).toBeLessThan(Z_TOLERANCE);
  });
});

describe('the study area by H3 cells', () => {
  const rows = referenceRows('gi-star/h3_cells.csv');
  const cells = rows.map((row) => row.cell!);

  it('finds the neighbours that the reference lists', () => {
    const ours = h3Neighbours(cells);
    const theirs = referenceNeighbours('gi-star/h3_neighbours.csv', cells.length, 1);
    const rowsOf = ({ offsets, targets }: Neighbours) =>
      cells.map((_, i) => Array.from(targets.subarray(offsets[i], offsets[i + 1])).sort((a, b) => a - b));
    expect(rowsOf(ours)).toEqual(rowsOf(theirs));
  });

  it('is the occupied cells and the ring around them', () => {
    const occupied = rows.filter((row) => row.count !== '0').map((row) => row.cell!);
    expect(occupiedCellsAndRing(occupied)).toEqual([...cells].sort());
  });
});

describe('Gi* as a statistic', () => {
  const counts = fc
    .array(fc.nat(20), { minLength: 8, maxLength: 40 })
    .filter((values) => new Set(values).size > 1 && values.filter((value) => value > 0).length > 1)
    .filter((values) => values.reduce((sum, value) => sum + value, 0) >= 10)
    .map((values) => Float64Array.from(values));

  it('does not change when all values are scaled or moved up', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 9 }), fc.nat(50), (values, factor, added) => {
        const neighbours = ring(values.length);
        const plain = answerOf(giStar(values, neighbours)).z;
        const changed = answerOf(
          giStar(
            values.map((x) => factor * x + added),
            neighbours,
          ),
        ).z;
        expect(greatestDifference(changed, plain)).toBeLessThan(1e-9);
      }),
    );
  });

  it('follows the cells when they are renumbered', () => {
    fc.assert(
      fc.property(counts, fc.nat(), (values, by) => {
        const n = values.length;
        const turned = values.map((_, i) => values[(i + by) % n]!);
        const plain = answerOf(giStar(values, ring(n))).z;
        const moved = answerOf(giStar(turned, ring(n))).z;
        expect(
          greatestDifference(
            moved,
            plain.map((_, i) => plain[(i + by) % n]!),
          ),
        ).toBeLessThan(1e-9);
      }),
    );
  });

  it('does not change when all weights are scaled, and weights of 1 are the binary statistic', () => {
    fc.assert(
      fc.property(counts, (values) => {
        const n = values.length;
        const plain = answerOf(giStar(values, ring(n))).z;
        const ones = answerOf(
          giStar(
            values,
            ring(n, () => 1),
          ),
        ).z;
        expect(greatestDifference(ones, plain)).toBe(0);
        const weighted = ring(n, (from, to) => 1 + ((from * to) % 3));
        const tripled = { ...weighted, weights: weighted.weights!.map((weight) => 3 * weight) };
        const once = answerOf(giStar(values, weighted)).z;
        expect(greatestDifference(answerOf(giStar(values, tripled)).z, once)).toBeLessThan(1e-9);
      }),
    );
  });

  it('has z of mean 0 and variance 1 over all orders of the values', () => {
    const values = [0, 1, 5, 4, 2];
    const neighbours = neighboursOfPairs(5, { from: Int32Array.of(0, 0), to: Int32Array.of(1, 2) }, 1);
    const found: number[] = [];
    for (const order of permutations(values)) {
      found.push(
        answerOf(
          giStar(
            Float64Array.from(order, (x) => x + 1),
            neighbours,
          ),
        ).z[0]!,
      );
    }
    const mean = found.reduce((sum, z) => sum + z, 0) / found.length;
    const variance = found.reduce((sum, z) => sum + z * z, 0) / found.length;
    expect(mean).toBeCloseTo(0, 12);
    expect(variance).toBeCloseTo(1, 12);
  });

  it('says 0, not NaN, where the neighbourhood is the whole study area', () => {
    const all = neighboursOfPairs(3, { from: Int32Array.of(0, 0), to: Int32Array.of(1, 2) }, 1);
    expect(answerOf(giStar(Float64Array.of(9, 4, 1), all)).z[0]).toBe(0);
  });

  it.each([
    ['too-few-incidents', [3, 4, 2, 0]],
    ['one-cell', [40]],
    ['one-place', [0, 40, 0, 0]],
    ['no-variation', [4, 4, 4, 4]],
    ['not-a-number', [4, Number.NaN, 9]],
    ['negative-count', [4, -1, 9]],
  ])('refuses with %s', (reason, values) => {
    const answer = giStar(Float64Array.from(values), ring(Math.max(values.length, 3)));
    expect(answer).toMatchObject({ status: 'refused', reason });
  });
});

describe('p of Gi* by permutation', () => {
  const values = column(referenceRows('gi-star/h3_cells.csv'), 'count');
  const neighbours = referenceNeighbours('gi-star/h3_neighbours.csv', values.length, 1);

  it('is exact where all orders can be counted by hand', () => {
    const small = Float64Array.of(0, 1, 5, 4, 2);
    const pair = neighboursOfPairs(5, { from: Int32Array.of(0), to: Int32Array.of(2) }, 1);
    const exact = giStarExactP(small, pair)!;
    const orders = permutations([...small]);
    const reached = orders.filter((order) => order[0]! + order[2]! >= 5).length;
    expect(exact[0]).toBeCloseTo(reached / orders.length, 12);
  });

  it('approaches the exact p within its sampling error, and is never 0', () => {
    const exact = giStarExactP(values, neighbours)!;
    const drawn = answerOf(giStarPermutationP(values, neighbours, { permutations: 1999, seed: 5 }));
    for (let i = 0; i < values.length; i++) {
      const error = Math.sqrt((exact[i]! * (1 - exact[i]!)) / 1999);
      expect(Math.abs(drawn[i]! - exact[i]!)).toBeLessThan(5 * error + 2 / 2000);
      expect(drawn[i]).toBeGreaterThanOrEqual(1 / 2000);
    }
  });

  it('repeats itself for a seed and stops when told to', () => {
    const run = (seed: number) =>
      answerOf(giStarPermutationP(values, neighbours, { permutations: 50, seed }));
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
    const stopped = giStarPermutationP(values, neighbours, {
      permutations: 50,
      seed: 1,
      keepGoing: (done) => done < 10,
    });
    expect(stopped).toMatchObject({ status: 'refused', reason: 'cancelled', value: 10 });
  });
});

function permutations(values: readonly number[]): number[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, i) =>
    permutations(values.filter((_, j) => j !== i)).map((rest) => [value, ...rest]),
  );
}
