import { randomStream } from '../random.ts';
import { type Answer, answered, type KeepGoing, type Refusal, refused } from './answer.ts';
import { closePairs, countPairsWithin } from './close-pairs.ts';
import { refuseDegeneratePoints } from './input-checks.ts';
import type { SpaceTimePoints } from './knox.ts';
import { median } from './mann-kendall.ts';

export interface NearRepeatOptions {
  /** Band edges, rising: [0, 0.1, 2, 5] makes [0, 0.1), [0.1, 2), [2, 5). */
  spaceEdgesKm: readonly number[];
  timeEdgesDays: readonly number[];
  permutations: number;
  seed: number;
  keepGoing?: KeepGoing;
}

/** One band of distance and time, [from, to) in both. */
export interface NearRepeatBand {
  spaceFromKm: number;
  spaceToKm: number;
  timeFromDays: number;
  timeToDays: number;
  observed: number;
  /** Mean, standard deviation (n - 1) and median over the permutations. */
  mean: number;
  standardDeviation: number;
  median: number;
  /** observed / mean and observed / median; null where the divisor is 0. */
  ratio: number | null;
  ratioToMedian: number | null;
  /** (permutations with at least as many + 1) / (permutations + 1): never 0. */
  p: number;
  /** The exact mean over all permutations: pairs in the space band x pairs in the time band / pairs. */
  expected: number;
}

/**
 * Near repeats: after one incident, how much likelier is the next one within so many km and days? Counts pairs by
 * band and compares them with permutations of the times. Johnson et al., J. Quant. Criminol. 23 (2007); Ratcliffe &
 * Rengert 2008. Leave out incidents whose place or date is imprecise.
 * @returns the bands, by time, then by distance
 */
export function nearRepeat(points: SpaceTimePoints, options: NearRepeatOptions): Answer<NearRepeatBand[]> {
  const { spaceEdgesKm, timeEdgesDays, permutations, seed, keepGoing } = options;
  const degenerate =
    refuseBands('spaceEdgesKm', spaceEdgesKm) ??
    refuseBands('timeEdgesDays', timeEdgesDays) ??
    refuseDegeneratePoints(points.x, points.y, points.t);
  if (degenerate) return degenerate;
  if (permutations < 2)
    return refused('bad-parameter', { field: 'permutations', value: permutations, needed: 2 });

  const spaceBands = spaceEdgesKm.length - 1;
  const bands = spaceBands * (timeEdgesDays.length - 1);
  const near = banded(points, spaceEdgesKm);
  const observed = new Int32Array(bands);
  count(near, points.t, timeEdgesDays, spaceBands, observed);

  // simulated[band * permutations + replicate]
  const simulated = new Float64Array(bands * permutations);
  const counts = new Int32Array(bands);
  const times = new Float64Array(points.t.length);
  for (let replicate = 0; replicate < permutations; replicate++) {
    if (keepGoing && !keepGoing(replicate, permutations)) return refused('cancelled', { value: replicate });
    times.set(points.t);
    randomStream(seed, replicate).shuffle(times);
    counts.fill(0);
    count(near, times, timeEdgesDays, spaceBands, counts);
    for (let band = 0; band < bands; band++) simulated[band * permutations + replicate] = counts[band]!;
  }

  const n = points.t.length;
  const pairsInSpace = new Int32Array(spaceBands);
  for (const band of near.band) pairsInSpace[band]!++;
  const results: NearRepeatBand[] = [];
  for (let time = 0; time + 1 < timeEdgesDays.length; time++) {
    const timeFromDays = timeEdgesDays[time]!;
    const timeToDays = timeEdgesDays[time + 1]!;
    const pairsInTime =
      countPairsWithin(points.t, timeToDays, true) - countPairsWithin(points.t, timeFromDays, true);
    for (let space = 0; space < spaceBands; space++) {
      const band = time * spaceBands + space;
      results.push({
        spaceFromKm: spaceEdgesKm[space]!,
        spaceToKm: spaceEdgesKm[space + 1]!,
        timeFromDays,
        timeToDays,
        observed: observed[band]!,
        ...summary(observed[band]!, simulated.subarray(band * permutations, (band + 1) * permutations)),
        expected: (pairsInSpace[space]! * pairsInTime) / ((n * (n - 1)) / 2),
      });
    }
  }
  return answered(results);
}

interface BandedPairs {
  first: Int32Array;
  second: Int32Array;
  band: Int32Array;
}

/** The pairs that fall into a band of distance. */
function banded(points: SpaceTimePoints, edges: readonly number[]): BandedPairs {
  const { first, second, distance } = closePairs(points.x, points.y, edges.at(-1)!);
  const band = Int32Array.from(distance, (apart) => bandOf(apart, edges));
  const inBand = (_: number, k: number): boolean => band[k]! >= 0;
  return { first: first.filter(inBand), second: second.filter(inBand), band: band.filter((b) => b >= 0) };
}

function count(
  near: BandedPairs,
  times: Float64Array,
  edges: readonly number[],
  spaceBands: number,
  into: Int32Array,
): void {
  const { first, second, band } = near;
  for (let k = 0; k < first.length; k++) {
    const time = bandOf(Math.abs(times[first[k]!]! - times[second[k]!]!), edges);
    if (time >= 0) into[time * spaceBands + band[k]!]!++;
  }
}

/** The band [edge, next edge) that holds the value, or -1. */
function bandOf(value: number, edges: readonly number[]): number {
  if (value < edges[0]!) return -1;
  for (let band = 1; band < edges.length; band++) if (value < edges[band]!) return band - 1;
  return -1;
}

function summary(
  observed: number,
  simulated: Float64Array,
): Pick<NearRepeatBand, 'mean' | 'standardDeviation' | 'median' | 'ratio' | 'ratioToMedian' | 'p'> {
  const permutations = simulated.length;
  let sum = 0;
  let reached = 0;
  for (const value of simulated) {
    sum += value;
    if (value >= observed) reached++;
  }
  const mean = sum / permutations;
  let squares = 0;
  for (const value of simulated) squares += (value - mean) ** 2;
  const middle = median(simulated);
  return {
    mean,
    standardDeviation: Math.sqrt(squares / (permutations - 1)),
    median: middle,
    ratio: mean > 0 ? observed / mean : null,
    ratioToMedian: middle > 0 ? observed / middle : null,
    p: (reached + 1) / (permutations + 1),
  };
}

function refuseBands(field: string, edges: readonly number[]): Refusal | null {
  if (edges.length < 2) return refused('bad-bands', { field, value: edges.length, needed: 2 });
  if (edges.length === 2 && edges[1] === 0) return refused('radius-zero', { field, value: 0 });
  for (let index = 0; index < edges.length; index++) {
    const edge = edges[index]!;
    if (!(edge >= 0) || !Number.isFinite(edge) || (index > 0 && !(edge > edges[index - 1]!))) {
      return refused('bad-bands', { field, index, value: edge });
    }
  }
  return null;
}
