import { type RandomStream, randomStream } from '../../random.ts';
import type { KeepGoing } from '../answer.ts';
import type { ScanProblem } from './problem.ts';
import { emptyRecent, greatestRatioSearch, sortByPlace } from './search.ts';

/** Fills place and age of the recent cases of one replicate; returns how many there are. */
type Draw = (random: RandomStream, place: Int32Array, age: Int32Array) => number;

/**
 * The greatest log likelihood ratio of replicates `from` up to, not including, `to`. Each has a stream of its own: the
 * answer is the same however the replicates are shared out among threads.
 * @returns null where it was called off
 */
export function replicateMaxima(
  problem: ScanProblem,
  seed: number,
  from: number,
  to: number,
  keepGoing?: KeepGoing,
): Float64Array | null {
  const draw = problem.model === 'poisson' ? poissonDraw(problem) : permutationDraw(problem);
  const greatest = greatestRatioSearch(problem);
  const recent = emptyRecent(problem);
  const place = new Int32Array(problem.cases);
  const age = new Int32Array(problem.cases);
  const maxima = new Float64Array(to - from);
  for (let replicate = from; replicate < to; replicate++) {
    if (keepGoing && !keepGoing(replicate - from, to - from)) return null;
    const size = draw(randomStream(seed, replicate), place, age);
    sortByPlace(recent, place, age, size);
    maxima[replicate - from] = greatest(recent);
  }
  return maxima;
}

/**
 * Days dealt out anew over the cases: only who gets the recent ones matters, so only these are dealt (a Fisher-Yates
 * shuffle that stops after them).
 */
function permutationDraw({ placeOfCase, recentAge }: ScanProblem): Draw {
  const order = placeOfCase.slice();
  const n = order.length;
  const m = recentAge.length;
  const swapped = new Int32Array(m);
  return (random, place, age) => {
    for (let i = 0; i < m; i++) {
      const other = i + random.below(n - i);
      swapped[i] = other;
      const held = order[other]!;
      order[other] = order[i]!;
      order[i] = held;
      place[i] = held;
      age[i] = recentAge[i]!;
    }
    // Back as it was: a replicate must not depend on the one before.
    for (let i = m - 1; i >= 0; i--) {
      const other = swapped[i]!;
      const held = order[other]!;
      order[other] = order[i]!;
      order[i] = held;
    }
    return m;
  };
}

/** Each case falls on any day alike, and on a place by its exposure. */
function poissonDraw({ cases, days, maxDays, weight }: ScanProblem): Draw {
  const { share, other } = aliasTable(weight);
  // Gaps between the cases that are recent are geometric: the others need not be drawn.
  const logMiss = Math.log1p(-maxDays / days);
  return (random, place, age) => {
    let size = 0;
    for (let at = -1; ; ) {
      at += 1 + Math.floor(Math.log1p(-random.uniform()) / logMiss);
      if (at >= cases) return size;
      const slot = random.below(share.length);
      place[size] = random.uniform() < share[slot]! ? slot : other[slot]!;
      age[size++] = random.below(maxDays);
    }
  };
}

/** Table for drawing an index by weight in constant time (Walker 1977; Vose 1991). */
function aliasTable(weight: Float64Array): { share: Float64Array; other: Int32Array } {
  const n = weight.length;
  const total = weight.reduce((sum, value) => sum + value, 0);
  const share = weight.map((value) => (value * n) / total);
  const other = Int32Array.from({ length: n }, (_, i) => i);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < n; i++) (share[i]! < 1 ? small : large).push(i);
  while (small.length > 0 && large.length > 0) {
    const less = small.pop()!;
    const more = large.at(-1)!;
    other[less] = more;
    share[more]! -= 1 - share[less]!;
    if (share[more]! < 1) small.push(large.pop()!);
  }
  for (const i of [...small, ...large]) share[i] = 1;
  return { share, other };
}
