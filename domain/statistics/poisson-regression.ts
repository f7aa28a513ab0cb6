import { studentTwoSided } from './special/tails.ts';

/** A log-linear quasi-Poisson fit: ln mu = b0 + b1 t, or ln mu = b0 without trend. */
export interface PoissonFit {
  intercept: number;
  /** Per unit of time; 0 without trend. */
  slope: number;
  fitted: Float64Array;
  /** Diagonal of the hat matrix. */
  leverage: Float64Array;
  /** Pearson's estimate: sum w (y - mu)^2 / mu over the residual degrees of freedom. */
  dispersion: number;
  /** (X'WX)^-1: variances of intercept and slope and their covariance, before the dispersion. */
  covariance: { intercept: number; slope: number; both: number };
  /** Two-sided p of the slope by Student's t with the estimated dispersion; null without trend. */
  slopeP: number | null;
}

const MAX_STEPS = 25;
const TOLERANCE = 1e-8;

/**
 * Fits by iteratively reweighted least squares with prior weights, to a relative change of the deviance of 1e-8, as
 * R's glm does. McCullagh & Nelder, Generalized Linear Models (1989), chapter 2.5.
 * @returns null where it doesn't converge, such as for counts that are all zero
 */
export function fitPoisson(
  counts: Float64Array,
  times: Float64Array,
  withTrend: boolean,
  priorWeights: Float64Array,
): PoissonFit | null {
  const n = counts.length;
  const parameters = withTrend ? 2 : 1;
  if (n <= parameters) return null;
  // Times are counted from their middle, so that the 2 x 2 system stays well conditioned.
  const origin = (times[0]! + times[n - 1]!) / 2;
  const mu = Float64Array.from(counts, (y) => y + 0.1);
  const eta = mu.map(Math.log);
  let deviance = devianceOf(counts, mu, priorWeights);
  let solved = { intercept: 0, slope: 0 };
  let normal = { s0: 0, s1: 0, s2: 0 };
  const weights = new Float64Array(n);
  let isConverged = false;
  for (let step = 0; step < MAX_STEPS && !isConverged; step++) {
    let r0 = 0;
    let r1 = 0;
    normal = { s0: 0, s1: 0, s2: 0 };
    for (let i = 0; i < n; i++) {
      const t = withTrend ? times[i]! - origin : 0;
      const weight = priorWeights[i]! * mu[i]!;
      weights[i] = weight;
      const response = eta[i]! + (counts[i]! - mu[i]!) / mu[i]!;
      normal.s0 += weight;
      normal.s1 += weight * t;
      normal.s2 += weight * t * t;
      r0 += weight * response;
      r1 += weight * t * response;
    }
    const determinant = normal.s0 * normal.s2 - normal.s1 * normal.s1;
    const slope = withTrend ? (normal.s0 * r1 - normal.s1 * r0) / determinant : 0;
    solved = { intercept: (r0 - slope * normal.s1) / normal.s0, slope };
    if (!Number.isFinite(solved.intercept) || !Number.isFinite(slope)) return null;
    for (let i = 0; i < n; i++) {
      eta[i] = solved.intercept + slope * (times[i]! - origin);
      mu[i] = Math.exp(eta[i]!);
    }
    const next = devianceOf(counts, mu, priorWeights);
    if (!Number.isFinite(next)) return null;
    isConverged = Math.abs(next - deviance) / (Math.abs(next) + 0.1) < TOLERANCE;
    deviance = next;
  }
  return isConverged ? describe(counts, times, withTrend, weights, mu, solved, normal, origin) : null;
}

function describe(
  counts: Float64Array,
  times: Float64Array,
  withTrend: boolean,
  // The working weights that led to the last step, not those at its end: R's dispersion, leverages and standard
  // errors rest on them, and after a stop at 1e-8 the difference shows in the fourth digit.
  weights: Float64Array,
  mu: Float64Array,
  { intercept, slope }: { intercept: number; slope: number },
  { s0, s1, s2 }: { s0: number; s1: number; s2: number },
  origin: number,
): PoissonFit {
  const n = counts.length;
  const determinant = s0 * s2 - s1 * s1;
  const v0 = withTrend ? s2 / determinant : 1 / s0;
  const v1 = withTrend ? s0 / determinant : 0;
  const v01 = withTrend ? -s1 / determinant : 0;
  const leverage = new Float64Array(n);
  let pearson = 0;
  for (let i = 0; i < n; i++) {
    const t = times[i]! - origin;
    leverage[i] = weights[i]! * (v0 + 2 * t * v01 + t * t * v1);
    pearson += weights[i]! * ((counts[i]! - mu[i]!) / mu[i]!) ** 2;
  }
  const degrees = n - (withTrend ? 2 : 1);
  const dispersion = pearson / degrees;
  return {
    intercept: intercept - slope * origin,
    slope,
    fitted: mu,
    leverage,
    dispersion,
    // Back to times counted from 0.
    covariance: {
      intercept: v0 - 2 * origin * v01 + origin * origin * v1,
      slope: v1,
      both: v01 - origin * v1,
    },
    slopeP: withTrend ? studentTwoSided(slope / Math.sqrt(dispersion * v1), degrees) : null,
  };
}

function devianceOf(counts: Float64Array, mu: Float64Array, priorWeights: Float64Array): number {
  let deviance = 0;
  for (let i = 0; i < counts.length; i++) {
    const y = counts[i]!;
    const m = mu[i]!;
    deviance += 2 * priorWeights[i]! * ((y > 0 ? y * Math.log(y / m) : 0) - (y - m));
  }
  return deviance;
}
