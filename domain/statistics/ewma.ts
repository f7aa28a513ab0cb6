import { type Answer, answered, refused } from './answer.ts';
import { refuseNegative } from './input-checks.ts';

export interface EwmaOptions {
  /** Weight of the newest count, in (0, 1]. */
  lambda?: number;
  /** How many counts at the start give the expected mean. */
  training: number;
}

export interface EwmaStep {
  ewma: number;
  /** Standard deviation of the average if counts are Poisson with the training mean. */
  poissonDeviation: number;
}

/**
 * Exponentially weighted moving average, for display only: e_t = lambda y_t + (1 - lambda) e_(t-1), e_0 = the mean m
 * of the training counts; its variance under Poisson is m lambda/(2 - lambda) (1 - (1 - lambda)^(2t)).
 * Roberts, Technometrics 1 (1959); Borror, Champ & Rigdon 1998.
 */
export function ewma(counts: Float64Array, options: EwmaOptions): Answer<EwmaStep[]> {
  const { lambda = 0.2, training } = options;
  const bad = refuseNegative('y', counts);
  if (bad) return bad;
  if (!(lambda > 0 && lambda <= 1)) return refused('bad-parameter', { field: 'lambda', value: lambda });
  if (!Number.isInteger(training) || training < 1) {
    return refused('bad-parameter', { field: 'training', value: training, needed: 1 });
  }
  if (counts.length < training) {
    return refused('series-too-short', { field: 'y', value: counts.length, needed: training });
  }
  let total = 0;
  for (let t = 0; t < training; t++) total += counts[t]!;
  const mean = total / training;
  let average = mean;
  const steps = Array.from(counts, (y, t): EwmaStep => {
    average = lambda * y + (1 - lambda) * average;
    const share = (lambda / (2 - lambda)) * (1 - (1 - lambda) ** (2 * (t + 1)));
    return { ewma: average, poissonDeviation: Math.sqrt(mean * share) };
  });
  return answered(steps);
}
