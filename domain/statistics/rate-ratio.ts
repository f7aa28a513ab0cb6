import { betaQuantileOdds } from './special/incomplete-beta.ts';
import { binomialUpper } from './special/tails.ts';

/** A count of independent incidents over an exposure: days, trains, people. */
export interface CountOver {
  count: number;
  exposure: number;
}

export interface RateRatio {
  /** Second rate over the first: infinite where the first count is 0, NaN where both are. */
  ratio: number;
  /** Ends of the exact interval; `high` is infinite where the first count is 0. */
  low: number;
  high: number;
  /** That both rates are the same, two-sided: twice the smaller tail, at most 1. */
  p: number;
}

/**
 * Two Poisson rates compared: given their sum, the second count is binomial. Exact interval of Clopper & Pearson on
 * it; Przyborowski & Wilenski, Biometrika 31 (1940). Both exposures must be over 0.
 */
export function rateRatio(first: CountOver, second: CountOver, level = 0.95): RateRatio {
  const n = first.count + second.count;
  if (n === 0) return { ratio: Number.NaN, low: 0, high: Number.POSITIVE_INFINITY, p: 1 };
  const tail = (1 - level) / 2;
  const scale = first.exposure / second.exposure;
  const odds = (p: number, a: number, b: number) => scale * betaQuantileOdds(p, a, b);
  const share = second.exposure / (first.exposure + second.exposure);
  const atLeast = binomialUpper(second.count, n, share, 1 - share);
  const atMost = 1 - binomialUpper(second.count + 1, n, share, 1 - share);
  return {
    ratio: scale * (second.count / first.count),
    low: second.count === 0 ? 0 : odds(tail, second.count, first.count + 1),
    high: first.count === 0 ? Number.POSITIVE_INFINITY : odds(1 - tail, second.count + 1, first.count),
    p: Math.min(1, 2 * Math.min(atLeast, atMost)),
  };
}
