import { type Answer, answered, refused } from './answer.ts';
import { allEqual, refuseNotFinite } from './input-checks.ts';
import { normalTwoSided } from './special/normal.ts';

export interface MannKendall {
  n: number;
  /** Rises minus falls over all pairs. */
  s: number;
  /** Variance of S without trend, corrected for ties. */
  varianceS: number;
  /** Kendall's tau-b. */
  tau: number;
  /** S / sqrt(var), and its two-sided p. */
  z: number;
  p: number;
  /** (S - sign S) / sqrt(var), the continuity-corrected form, and its p. */
  zCorrected: number;
  pCorrected: number;
}

const MAX_VALUES_FOR_SLOPE = 10_000;

/** Below this the normal approximation says nothing. */
const MIN_VALUES = 4;

/**
 * Is there a monotone trend? Mann, Econometrica 13 (1945); tie-corrected variance
 * (n(n-1)(2n+5) - sum over ties of t(t-1)(2t+5)) / 18, as in Hamed & Rao, J. Hydrology 204 (1998).
 * @param values in order of time
 */
export function mannKendall(values: Float64Array): Answer<MannKendall> {
  const unreadable = refuseNotFinite('y', values);
  if (unreadable) return unreadable;
  const n = values.length;
  if (n < MIN_VALUES) return refused('series-too-short', { value: n, needed: MIN_VALUES });
  if (allEqual(values)) return refused('no-variation', { field: 'y', value: values[0]! });

  const s = risesMinusFalls(values);
  const sorted = values.slice().sort();
  let correction = 0;
  let tiedPairs = 0;
  for (let start = 0; start < n; ) {
    let end = start;
    while (end < n && sorted[end] === sorted[start]) end++;
    const ties = end - start;
    correction += ties * (ties - 1) * (2 * ties + 5);
    tiedPairs += (ties * (ties - 1)) / 2;
    start = end;
  }
  const varianceS = (n * (n - 1) * (2 * n + 5) - correction) / 18;
  const pairs = (n * (n - 1)) / 2;
  const z = s / Math.sqrt(varianceS);
  const zCorrected = (s - Math.sign(s)) / Math.sqrt(varianceS);
  return answered({
    n,
    s,
    varianceS,
    tau: s / Math.sqrt(pairs * (pairs - tiedPairs)),
    z,
    p: normalTwoSided(z),
    zCorrected,
    pCorrected: normalTwoSided(zCorrected),
  });
}

/** The S of Mann and Kendall: the number of pairs that rise minus the number that fall. */
export function risesMinusFalls(values: Float64Array): number {
  let s = 0;
  for (let later = 1; later < values.length; later++) {
    const value = values[later]!;
    for (let earlier = 0; earlier < later; earlier++) {
      const before = values[earlier]!;
      if (value > before) s++;
      else if (value < before) s--;
    }
  }
  return s;
}

/**
 * Sen's slope: the median of (y_j - y_i) / (t_j - t_i) over all pairs, in units of y per unit of t.
 * Sen, J. Am. Statist. Assoc. 63 (1968). Times are all different.
 * @returns null for more than 10,000 values, whose 50 million slopes would not fit into memory
 */
export function senSlope(times: Float64Array, values: Float64Array): number | null {
  const n = values.length;
  if (n > MAX_VALUES_FOR_SLOPE) return null;
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let size = 0;
  for (let later = 1; later < n; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      slopes[size++] = (values[later]! - values[earlier]!) / (times[later]! - times[earlier]!);
    }
  }
  return median(slopes);
}

/** The median; sorts the values in place. NaN for none. */
export function median(values: Float64Array): number {
  values.sort();
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
}
