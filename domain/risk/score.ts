import { gammaQuantile, gammaUpper } from '../statistics/special/incomplete-gamma.ts';
import type { GammaBelief } from './trend.ts';

/** A value with the ends of its interval. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/**
 * The risk score, 0 to 100: 100 r / (r + 1), where r is the rate as a multiple of the network's mean. 50 is the mean, 75
 * three times it, 90 nine times, 0 none. It rises with the rate alone, so the ends of the rate's interval give the
 * score's. Its two sentences stand in the catalogues under `risk:score.definition`.
 */
export function riskScore(rate: number, networkMean: number): number {
  return (100 * rate) / (rate + networkMean);
}

/** A rate with its interval, the score with its own, and P(rate > network mean). */
export interface RiskOfRate {
  rate: Estimate;
  score: Estimate;
  aboveMean: number;
}

export function riskOfRate({ shape, rate }: GammaBelief, networkMean: number, level: number): RiskOfRate {
  const estimate = {
    value: shape / rate,
    low: gammaQuantile((1 - level) / 2, shape, rate),
    high: gammaQuantile((1 + level) / 2, shape, rate),
  };
  return {
    rate: estimate,
    score: {
      value: riskScore(estimate.value, networkMean),
      low: riskScore(estimate.low, networkMean),
      high: riskScore(estimate.high, networkMean),
    },
    aboveMean: gammaUpper(shape, networkMean * rate),
  };
}
