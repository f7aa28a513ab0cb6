import { randomStream } from '../random.ts';
import { type Answer, answered, type KeepGoing, refused } from './answer.ts';
import type { Contingency } from './contingency.ts';

/** Over this share of cells with E < 5, the asymptotic p of X2 gives way to the simulated one (Cochran 1954). */
export const MAX_SHARE_UNDER_5 = 0.2;

/**
 * p of X2 by tables drawn at random with the same margins: (number with X2 >= observed, + 1) / (replicates + 1).
 * A table is drawn by dealing the column labels of all cases out anew (Agresti, Wackerly & Boyett 1979). Replicate r
 * draws from stream r of the seed.
 */
export function chiSquaredMonteCarloP(
  table: Contingency,
  { replicates, seed, keepGoing }: { replicates: number; seed: number; keepGoing?: KeepGoing },
): Answer<number> {
  const { rows, columns, rowSums, columnSums, total, cells } = table;
  const labels = new Int32Array(total);
  let at = 0;
  for (let column = 0; column < columns; column++) {
    labels.fill(column, at, at + columnSums[column]!);
    at += columnSums[column]!;
  }
  const dealt = new Int32Array(total);
  const counts = new Float64Array(rows * columns);
  let reached = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    if (keepGoing && !keepGoing(replicate, replicates)) return refused('cancelled', { value: replicate });
    dealt.set(labels);
    randomStream(seed, replicate).shuffle(dealt);
    counts.fill(0);
    let next = 0;
    for (let row = 0; row < rows; row++) {
      const end = next + rowSums[row]!;
      while (next < end) counts[row * columns + dealt[next++]!]!++;
    }
    let chiSquared = 0;
    for (let k = 0; k < counts.length; k++) {
      const e = cells.expected[k]!;
      chiSquared += (counts[k]! - e) ** 2 / e;
    }
    // A table as extreme as the observed one may differ in the last bits.
    if (chiSquared >= table.chiSquared * (1 - 1e-9)) reached++;
  }
  return answered((reached + 1) / (replicates + 1));
}
