import { betaQuantileOdds, betaRegularised } from '../statistics/special/incomplete-beta.ts';

/** What is believed of a rate: gamma(shape, rate). */
export interface GammaBelief {
  shape: number;
  rate: number;
}

export interface RateRatio {
  /** The middle of what is believed: as likely above as below. */
  median: number;
  low: number;
  high: number;
  /** P(now > before). */
  increase: number;
}

/**
 * How many times the rate before the rate is now. The ratio of two independent gammas is that of a beta to its
 * complement, times the ratio of their scales, so quantiles are exact.
 */
export function rateRatio(now: GammaBelief, before: GammaBelief, level: number): RateRatio {
  const scale = before.rate / now.rate;
  const quantile = (p: number) => scale * betaQuantileOdds(p, now.shape, before.shape);
  const odds = 1 / scale;
  const x = odds / (1 + odds);
  return {
    median: quantile(0.5),
    low: quantile((1 - level) / 2),
    high: quantile((1 + level) / 2),
    increase: betaRegularised(1 - x, x, before.shape, now.shape),
  };
}
