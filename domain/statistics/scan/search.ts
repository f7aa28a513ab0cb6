import { logLikelihoodRatio } from './likelihood.ts';
import type { ScanProblem } from './problem.ts';

/** Recent cases by place: those of place p have the ages age[first[p]] .. age[first[p + 1] - 1], in days. */
export interface RecentCases {
  first: Int32Array;
  age: Int32Array;
}

/** Sorts recent cases by place, the first `size` of them, into room that is used again and again. */
export function sortByPlace(into: RecentCases, place: Int32Array, age: Int32Array, size: number): void {
  const { first } = into;
  first.fill(0);
  for (let i = 0; i < size; i++) first[place[i]!]!++;
  // Ends of the rows, from which they are filled backwards.
  for (let p = 1; p < first.length; p++) first[p]! += first[p - 1]!;
  for (let i = 0; i < size; i++) into.age[--first[place[i]!]!] = age[i]!;
}

/** Room for the recent cases of a problem. */
export function emptyRecent({ places, cases }: ScanProblem): RecentCases {
  return { first: new Int32Array(places + 1), age: new Int32Array(cases) };
}

/** The recent cases as they were reported. */
export function observedRecent(problem: ScanProblem): RecentCases {
  const recent = emptyRecent(problem);
  sortByPlace(recent, problem.recentPlace, problem.recentAge, problem.recentAge.length);
  return recent;
}

/**
 * Makes the search for the greatest log likelihood ratio over all zones and windows. Two bounds make it fast:
 *
 * - The ratio falls as more is expected. So of zones and windows with equally many cases only what expects less than
 *   all before can be greater: `least` holds that bound by number of cases, and a logarithm is taken only where it is
 *   passed.
 * - Windows are looked at in blocks of similar length. A block has no more cases than its longest window and expects
 *   no less than its shortest; where that is not enough, none of its windows is.
 */
export function greatestRatioSearch(problem: ScanProblem): (recent: RecentCases) => number {
  const { zones, places, cases, maxDays, minCases, weight, windowWeight, scale } = problem;
  const { offsets, members, closes } = zones;
  const { starts, blockOf } = windowBlocks(maxDays);
  const blocks = starts.length - 1;
  const leastOfBlock = Float64Array.from({ length: blocks }, (_, b) => windowWeight[starts[b]!]!);
  const least = new Float64Array(cases + 1);
  const byAge = new Int32Array(maxDays);
  const byBlock = new Int32Array(blocks);
  return ({ first, age }) => {
    // Where as many are expected as there are, nothing is in excess.
    for (let c = minCases; c <= cases; c++) least[c] = c * scale;
    let best = 0;
    for (let centre = 0; centre < places; centre++) {
      byAge.fill(0);
      byBlock.fill(0);
      let zoneWeight = 0;
      // The first block whose windows have gained cases since the last look; the others only expect more.
      let from = blocks;
      for (let k = offsets[centre]!, end = offsets[centre + 1]!; k < end; k++) {
        const place = members[k]!;
        zoneWeight += weight[place]!;
        for (let i = first[place]!, stop = first[place + 1]!; i < stop; i++) {
          const days = age[i]!;
          const block = blockOf[days]!;
          byAge[days]!++;
          byBlock[block]!++;
          if (block < from) from = block;
        }
        // A place without recent cases only adds to what is expected: the zone before it was better.
        if (from === blocks || closes[k] === 0) continue;
        let before = 0;
        for (let block = 0; block < from; block++) before += byBlock[block]!;
        for (let block = from; block < blocks; block++) {
          const inBlock = before + byBlock[block]!;
          if (zoneWeight * leastOfBlock[block]! < least[inBlock]!) {
            let c = before;
            for (let t = starts[block]!, stop = starts[block + 1]!; t < stop; t++) {
              c += byAge[t]!;
              const expects = zoneWeight * windowWeight[t]!;
              if (expects >= least[c]!) continue;
              least[c] = expects;
              const ratio = logLikelihoodRatio(c, expects / scale, cases);
              if (ratio > best) best = ratio;
            }
          }
          before = inBlock;
        }
        from = blocks;
      }
    }
    return best;
  };
}

/** Blocks of windows, each a third longer than the one before; block b holds windows starts[b] + 1 .. starts[b + 1] days. */
function windowBlocks(maxDays: number): { starts: Int32Array; blockOf: Int32Array } {
  const starts = [0];
  const blockOf = new Int32Array(maxDays);
  while (starts.at(-1)! < maxDays) {
    const from = starts.at(-1)!;
    const to = Math.min(maxDays, from + Math.max(1, Math.floor((from + 1) / 3)));
    blockOf.fill(starts.length - 1, from, to);
    starts.push(to);
  }
  return { starts: Int32Array.from(starts), blockOf };
}

/** A zone and window with more cases than expected. */
export interface Excess {
  centre: number;
  /** The zone is the centre's first `size` members. */
  size: number;
  /** Days of the window, which ends on the last day. */
  days: number;
  observed: number;
  expected: number;
  llr: number;
}

/** Visits every zone and window with `minCases` or more and more than expected; no bound, no shortcut. */
export function forEachExcess(problem: ScanProblem, visit: (excess: Excess) => void): void {
  const { zones, places, cases, maxDays, minCases, weight, windowWeight, scale } = problem;
  const { offsets, members, closes } = zones;
  const { first, age } = observedRecent(problem);
  const byAge = new Int32Array(maxDays);
  for (let centre = 0; centre < places; centre++) {
    byAge.fill(0);
    let zoneWeight = 0;
    for (let k = offsets[centre]!; k < offsets[centre + 1]!; k++) {
      const place = members[k]!;
      zoneWeight += weight[place]!;
      for (let i = first[place]!; i < first[place + 1]!; i++) byAge[age[i]!]!++;
      if (!closes[k]) continue;
      let observed = 0;
      for (let t = 0; t < maxDays; t++) {
        observed += byAge[t]!;
        const expected = (zoneWeight * windowWeight[t]!) / scale;
        if (observed < minCases || observed <= expected) continue;
        const llr = logLikelihoodRatio(observed, expected, cases);
        visit({ centre, size: k + 1 - offsets[centre]!, days: t + 1, observed, expected, llr });
      }
    }
  }
}
