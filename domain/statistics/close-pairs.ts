import { grown } from './grown.ts';

/** Pairs of points, each once with first < second, and how far apart they are, in the unit of the coordinates. */
export interface ClosePairs {
  first: Int32Array;
  second: Int32Array;
  distance: Float64Array;
}

/**
 * All pairs at a plane distance of at most `maxDistance`, found by a sweep along x: a point is only compared with
 * those whose x is near enough. The order of the pairs is that of the sweep.
 */
export function closePairs(x: Float64Array, y: Float64Array, maxDistance: number): ClosePairs {
  const n = x.length;
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => x[a]! - x[b]!);
  let first = new Int32Array(1024);
  let second = new Int32Array(1024);
  let distance = new Float64Array(1024);
  let size = 0;
  // A sweep along x: the window holds the points whose x can still be near enough.
  let windowStart = 0;
  for (let at = 0; at < n; at++) {
    const i = order[at]!;
    const xi = x[i]!;
    const yi = y[i]!;
    while (xi - x[order[windowStart]!]! > maxDistance) windowStart++;
    for (let before = windowStart; before < at; before++) {
      const j = order[before]!;
      const dy = yi - y[j]!;
      if (dy > maxDistance || dy < -maxDistance) continue;
      const dx = xi - x[j]!;
      const apart = Math.sqrt(dx * dx + dy * dy);
      if (apart > maxDistance) continue;
      if (size === first.length) {
        first = grown(first, new Int32Array(2 * size));
        second = grown(second, new Int32Array(2 * size));
        distance = grown(distance, new Float64Array(2 * size));
      }
      first[size] = Math.min(i, j);
      second[size] = Math.max(i, j);
      distance[size++] = apart;
    }
  }
  return { first: first.slice(0, size), second: second.slice(0, size), distance: distance.slice(0, size) };
}

/** Number of pairs of times with |t_i - t_j| <= maxApart (or < maxApart, with `strict`). */
export function countPairsWithin(times: Float64Array, maxApart: number, strict = false): number {
  const sorted = times.slice().sort();
  let pairs = 0;
  let start = 0;
  for (let at = 0; at < sorted.length; at++) {
    while (
      strict
        ? sorted[at]! - sorted[start]! >= maxApart && start < at
        : sorted[at]! - sorted[start]! > maxApart
    ) {
      start++;
    }
    pairs += at - start;
  }
  return pairs;
}
