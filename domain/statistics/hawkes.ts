import { type Answer, answered, MIN_INCIDENTS, refused } from './answer.ts';
import { refuseNegative } from './input-checks.ts';
import { minimise } from './minimise.ts';

/** lambda(t) = mu + alpha beta sum over t_i < t of exp(-beta (t - t_i)) */
export interface HawkesParameters {
  /** Background incidents per unit of time. */
  mu: number;
  /** Branching ratio: incidents that one sets off, in the mean. */
  alpha: number;
  /** Rate at which the excitement fades, per unit of time. */
  beta: number;
}

/**
 * ln likelihood of incident times (rising, in [0, duration]) under self-excitement with an exponential kernel, by Ogata's
 * recursion, in one pass. Ogata, IEEE Trans. Inf. Theory 27 (1981); Ozaki 1979.
 */
export function hawkesLogLikelihood(
  times: Float64Array,
  duration: number,
  parameters: HawkesParameters,
): number {
  const { mu, alpha, beta } = parameters;
  let sum = -mu * duration;
  // excitement = sum over earlier i of exp(-beta (t - t_i))
  let excitement = 0;
  let before = 0;
  for (let i = 0; i < times.length; i++) {
    const t = times[i]!;
    excitement = i === 0 ? 0 : Math.exp(-beta * (t - before)) * (1 + excitement);
    sum += Math.log(mu + alpha * beta * excitement) + alpha * Math.expm1(-beta * (duration - t));
    before = t;
  }
  return sum;
}

/** The parameters under which the times are likeliest. */
export function fitHawkes(
  times: Float64Array,
  duration: number,
): Answer<HawkesParameters & { logLikelihood: number }> {
  const bad = refuseNegative('t', times);
  if (bad) return bad;
  if (times.length < MIN_INCIDENTS) {
    return refused('too-few-incidents', { value: times.length, needed: MIN_INCIDENTS });
  }
  const sorted = times.slice().sort();
  const last = sorted.at(-1)!;
  if (sorted[0] === last) return refused('one-day', { field: 't', value: last });
  if (!(duration >= last))
    return refused('bad-parameter', { field: 'duration', value: duration, needed: last });
  const rate = times.length / duration;
  const at = ([logMu, logAlpha, logBeta]: readonly number[]): HawkesParameters => ({
    mu: Math.exp(logMu!),
    alpha: Math.exp(logAlpha!),
    beta: Math.exp(logBeta!),
  });
  const best = minimise(
    (x) => {
      const value = -hawkesLogLikelihood(sorted, duration, at(x));
      return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
    },
    [Math.log(rate / 2), Math.log(0.5), Math.log(rate)],
  );
  const parameters = at(best);
  const logLikelihood = hawkesLogLikelihood(sorted, duration, parameters);
  if (!Number.isFinite(logLikelihood)) return refused('did-not-converge');
  return answered({ ...parameters, logLikelihood });
}
