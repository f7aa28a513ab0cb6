import { normalQuantile } from './special/normal.ts';

/** A share of a whole, with its interval; all from 0 to 1. */
export interface Proportion {
  share: number;
  low: number;
  high: number;
}

/** Wilson's score interval: J. Am. Statist. Assoc. 22 (1927). `of` 0 knows nothing: 0 to 1. */
export function wilson(hits: number, of: number, level = 0.95): Proportion {
  if (of === 0) return { share: 0, low: 0, high: 1 };
  const z = normalQuantile((1 + level) / 2);
  const share = hits / of;
  const denominator = 1 + (z * z) / of;
  const centre = (share + (z * z) / (2 * of)) / denominator;
  const half = (z / denominator) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  // At the ends the exact bounds are 0 and 1; the arithmetic misses them by the last bits.
  const low = hits === 0 ? 0 : Math.max(0, centre - half);
  const high = hits === of ? 1 : Math.min(1, centre + half);
  return { share, low, high };
}

export interface Difference {
  /** Of the shares, the second minus the first. */
  difference: number;
  low: number;
  high: number;
}

/** The second share minus the first, with the interval of Newcombe, Statist. Med. 17 (1998), method 10. */
export function proportionDifference(first: Proportion, second: Proportion): Difference {
  const difference = second.share - first.share;
  const below = Math.hypot(second.share - second.low, first.high - first.share);
  const above = Math.hypot(second.high - second.share, first.share - first.low);
  return { difference, low: difference - below, high: difference + above };
}
