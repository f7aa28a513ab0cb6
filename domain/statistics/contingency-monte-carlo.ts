import { type RandomStream, randomStream } from '../random.ts';
import { type Answer, answered, type KeepGoing, refused } from './answer.ts';
import type { Contingency } from './contingency.ts';

/** Over this share of cells with E < 5, the asymptotic p of X2 gives way to the simulated one (Cochran 1954). */
export const MAX_SHARE_UNDER_5 = 0.2;

/**
 * p of X2 by tables drawn at random with the same margins: (number with X2 >= observed, + 1) / (replicates + 1).
 * A table is drawn cell by cell, each from the hypergeometric that the cells before it leave (the distribution of
 * Patefield, Algorithm AS 159, Appl. Statist. 30 (1981)), so that its cost goes with the cells and not the cases.
 * Replicate r draws from stream r of the seed.
 */
export function chiSquaredMonteCarloP(
  table: Contingency,
  { replicates, seed, keepGoing }: { replicates: number; seed: number; keepGoing?: KeepGoing },
): Answer<number> {
  const { rows, columns, rowSums, columnSums, total, cells } = table;
  const logFactorials = logFactorialsTo(total);
  const left = new Float64Array(columns);
  let reached = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    if (keepGoing && !keepGoing(replicate, replicates)) return refused('cancelled', { value: replicate });
    const stream = randomStream(seed, replicate);
    left.set(columnSums);
    let pool = total;
    let chiSquared = 0;
    for (let row = 0; row < rows; row++) {
      let open = rowSums[row]!;
      let beyond = pool;
      pool -= open;
      for (let column = 0; column < columns; column++) {
        const n = drawHypergeometric(left[column]!, open, beyond, stream, logFactorials);
        beyond -= left[column]!;
        left[column]! -= n;
        open -= n;
        const e = cells.expected[row * columns + column]!;
        chiSquared += (n - e) ** 2 / e;
      }
    }
    // A table as extreme as the observed one may differ in the last bits.
    if (chiSquared >= table.chiSquared * (1 - 1e-9)) reached++;
  }
  return answered((reached + 1) / (replicates + 1));
}

/**
 * How many of `marked` come among `drawn` out of `total`, by inversion outwards from the most likely number: about as
 * many steps as the distribution is wide.
 */
function drawHypergeometric(
  marked: number,
  drawn: number,
  total: number,
  stream: RandomStream,
  logFactorials: Float64Array,
): number {
  const least = Math.max(0, drawn + marked - total);
  const most = Math.min(drawn, marked);
  if (least === most) return least;
  const unmarked = total - marked;
  const mode = Math.min(most, Math.max(least, Math.floor(((drawn + 1) * (marked + 1)) / (total + 2))));
  const choose = (n: number, k: number) => logFactorials[n]! - logFactorials[k]! - logFactorials[n - k]!;
  const density = Math.exp(choose(marked, mode) + choose(unmarked, drawn - mode) - choose(total, drawn));
  let rest = stream.uniform() - density;
  let [down, up] = [mode, mode];
  let [below, above] = [density, density];
  while (rest >= 0 && (up < most || down > least)) {
    if (up < most) {
      above *= ((marked - up) * (drawn - up)) / ((up + 1) * (unmarked - drawn + up + 1));
      up++;
      rest -= above;
      if (rest < 0) return up;
    }
    if (down > least) {
      below *= (down * (unmarked - drawn + down)) / ((marked - down + 1) * (drawn - down + 1));
      down--;
      rest -= below;
      if (rest < 0) return down;
    }
  }
  // Rounding may leave a last crumb of probability to nobody.
  return mode;
}

/** ln n! for n from 0 to the largest. */
function logFactorialsTo(largest: number): Float64Array {
  const logs = new Float64Array(largest + 1);
  for (let n = 2; n <= largest; n++) logs[n] = logs[n - 1]! + Math.log(n);
  return logs;
}
