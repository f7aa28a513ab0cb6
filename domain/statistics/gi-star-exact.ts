import type { Neighbours } from './neighbours.ts';

/** Above this many steps the exact distribution is left to the permutations. */
const MAX_STEPS = 50_000_000;

/**
 * Upper-tail p of Gi* under all permutations at once: with equal weights the sum around a cell is that of m values
 * drawn without replacement from all cells, so its distribution depends on m alone and follows exactly from the
 * generating function prod over values v of (1 + z q^v)^(number of cells with v): the limit that
 * giStarPermutationP approaches with many permutations.
 * @returns one p a cell; null where weights differ, values are not whole, or the work would be too much
 */
export function giStarExactP(values: Float64Array, neighbours: Neighbours): Float64Array | null {
  const { offsets, targets } = neighbours;
  if (neighbours.weights && !neighbours.weights.every((weight) => weight === 1)) return null;
  if (!values.every(Number.isInteger)) return null;
  const n = values.length;
  let most = 0;
  for (let i = 0; i < n; i++) most = Math.max(most, offsets[i + 1]! - offsets[i]!);
  const cellsOf = new Map<number, number>();
  for (const value of values) cellsOf.set(value, (cellsOf.get(value) ?? 0) + 1);
  const greatestSum = values
    .slice()
    .sort()
    .slice(-most)
    .reduce((sum, value) => sum + value, 0);
  if (cellsOf.size * most * most * (greatestSum + 1) > MAX_STEPS) return null;
  if (!Number.isFinite(choose(n, most))) return null;

  const upper = upperTails(cellsOf, most, greatestSum, n);
  return Float64Array.from(values, (_, i) => {
    let sum = 0;
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) sum += values[targets[k]!]!;
    return Math.min(1, upper[offsets[i + 1]! - offsets[i]!]![sum]!);
  });
}

/** For each number m of cells drawn, P(their sum >= s) for s = 0..greatestSum. */
function upperTails(
  cellsOf: Map<number, number>,
  most: number,
  greatestSum: number,
  n: number,
): Float64Array[] {
  const width = greatestSum + 1;
  // ways[m][s]: ways to draw m cells with sum s, each divided by C(n, m) at the end.
  let ways = Array.from({ length: most + 1 }, () => new Float64Array(width));
  ways[0]![0] = 1;
  for (const [value, cells] of cellsOf) {
    const next = ways.map((row) => row.slice());
    let choices = 1;
    for (let drawn = 1; drawn <= Math.min(cells, most); drawn++) {
      choices *= (cells - drawn + 1) / drawn;
      const shift = drawn * value;
      for (let m = 0; m + drawn <= most; m++) {
        const from = ways[m]!;
        const into = next[m + drawn]!;
        for (let s = 0; s + shift < width; s++) into[s + shift]! += choices * from[s]!;
      }
    }
    ways = next;
  }
  return ways.map((row, m) => {
    const all = choose(n, m);
    let running = 0;
    for (let s = width - 1; s >= 0; s--) {
      running += row[s]!;
      row[s] = running / all;
    }
    return row;
  });
}

function choose(n: number, m: number): number {
  let ways = 1;
  for (let k = 1; k <= m; k++) ways *= (n - m + k) / k;
  return ways;
}
