import { randomStream } from '../random.ts';
import { type Answer, answered, type KeepGoing, refused } from './answer.ts';
import { closePairs, countPairsWithin } from './close-pairs.ts';
import { refuseDegeneratePoints } from './input-checks.ts';
import { poissonUpper } from './special/tails.ts';

/** Incidents in a plane and in time; equal lengths. */
export interface SpaceTimePoints {
  /** km */
  x: Float64Array;
  y: Float64Array;
  /** days */
  t: Float64Array;
}

export interface KnoxOptions {
  spaceKm: number;
  timeDays: number;
  permutations: number;
  seed: number;
  keepGoing?: KeepGoing;
}

export interface Knox {
  n: number;
  pairs: number;
  closeInSpace: number;
  closeInTime: number;
  /** Pairs close in both. */
  observed: number;
  /** closeInSpace x closeInTime / pairs: the exact mean over all permutations of time. */
  expected: number;
  /** P(Poisson(expected) > observed), strictly, as R's surveillance has it: rough and a little too small. */
  pPoissonAbove: number;
  /** (permutations with at least as many + 1) / (permutations + 1): never 0. */
  pPermutation: number;
  permutations: number;
}

/**
 * Knox's test of space-time interaction: are incidents near in space nearer in time than chance would have them?
 * Close means ds <= spaceKm and dt <= timeDays. Knox, Appl. Statist. 13 (1964); p by permuting the times over the
 * places (Besag & Newell 1991). Leave out incidents whose place or date is imprecise: they fake "same place".
 */
export function knox(points: SpaceTimePoints, options: KnoxOptions): Answer<Knox> {
  const { spaceKm, timeDays, permutations, seed, keepGoing } = options;
  const degenerate = refuseDegeneratePoints(points.x, points.y, points.t);
  if (degenerate) return degenerate;
  if (!(spaceKm > 0)) return refused('radius-zero', { field: 'spaceKm', value: spaceKm });
  if (!(timeDays >= 0)) return refused('bad-parameter', { field: 'timeDays', value: timeDays });

  const { first, second } = closePairs(points.x, points.y, spaceKm);
  const closeInBoth = (times: Float64Array): number => {
    let count = 0;
    for (let k = 0; k < first.length; k++) {
      if (Math.abs(times[first[k]!]! - times[second[k]!]!) <= timeDays) count++;
    }
    return count;
  };
  const n = points.t.length;
  const pairs = (n * (n - 1)) / 2;
  const observed = closeInBoth(points.t);
  const closeInTime = countPairsWithin(points.t, timeDays);
  const expected = (first.length * closeInTime) / pairs;

  let reached = 0;
  const times = new Float64Array(n);
  for (let replicate = 0; replicate < permutations; replicate++) {
    if (keepGoing && !keepGoing(replicate, permutations)) return refused('cancelled', { value: replicate });
    times.set(points.t);
    randomStream(seed, replicate).shuffle(times);
    if (closeInBoth(times) >= observed) reached++;
  }
  return answered({
    n,
    pairs,
    closeInSpace: first.length,
    closeInTime,
    observed,
    expected,
    pPoissonAbove: poissonUpper(observed + 1, expected),
    pPermutation: (reached + 1) / (permutations + 1),
    permutations,
  });
}
