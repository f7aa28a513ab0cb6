import type { ScanProblem } from './problem.ts';
import { type Excess, forEachExcess } from './search.ts';

/** A cluster of a scan by its places; who knows the places gives them names and points. */
export interface PlaceCluster {
  /** Index of the place at its centre. */
  centre: number;
  /** From the centre to its farthest place. */
  radiusKm: number;
  /** By distance, the centre first. */
  places: Int32Array;
  days: number;
  observed: number;
  expected: number;
  llr: number;
}

/** A cluster with how seldom chance alone brings one as strong. */
export interface JudgedCluster extends PlaceCluster {
  /** (replicates whose strongest is at least as strong + 1) / (replicates + 1): never 0. */
  pValue: number;
  /** Days in which chance alone signals once at this strength: days between looks / p. */
  recurrenceIntervalDays: number;
}

/**
 * The likeliest cluster of each centre, the strongest first, without those that share a place with a stronger one
 * (SaTScan's "no geographical overlap").
 */
export function findClusters(problem: ScanProblem): PlaceCluster[] {
  const bestOf = new Map<number, Excess>();
  forEachExcess(problem, (excess) => {
    const best = bestOf.get(excess.centre);
    if (!best || excess.llr > best.llr) bestOf.set(excess.centre, excess);
  });
  const { offsets, members, distance } = problem.zones;
  const taken = new Uint8Array(problem.places);
  const clusters: PlaceCluster[] = [];
  for (const { size, ...excess } of [...bestOf.values()].sort(strongestFirst)) {
    const first = offsets[excess.centre]!;
    const places = members.slice(first, first + size);
    if (places.some((place) => taken[place] === 1)) continue;
    for (const place of places) taken[place] = 1;
    clusters.push({ ...excess, radiusKm: distance[first + size - 1]!, places });
  }
  return clusters;
}

/** Of two equally strong ones the one with fewer places, then the earlier centre: the order must not be chance. */
function strongestFirst(a: Excess, b: Excess): number {
  return b.llr - a.llr || a.size - b.size || a.centre - b.centre;
}

/**
 * Judges clusters by the replicates' greatest ratios (Dwass 1957).
 * @param lookEveryDays how often the scan is done; a recurrence interval is that over p (Kleinman et al. 2004)
 */
export function judgeClusters(
  clusters: readonly PlaceCluster[],
  maxima: Float64Array,
  lookEveryDays: number,
): JudgedCluster[] {
  const sorted = maxima.slice().sort();
  return clusters.map((cluster) => {
    const pValue = (sorted.length - countBelow(sorted, cluster.llr) + 1) / (sorted.length + 1);
    return { ...cluster, pValue, recurrenceIntervalDays: lookEveryDays / pValue };
  });
}

/** False for a cluster that every replicate reached: chance always brings as much, and SaTScan is silent on it too. */
export function isWorthTelling({ pValue }: JudgedCluster): boolean {
  return pValue < 1;
}

/** How many of the sorted values are below a ratio; sums in another order are off in the last bits, and no less. */
function countBelow(sorted: Float64Array, ratio: number): number {
  const limit = ratio - 1e-9 * Math.max(1, ratio);
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
