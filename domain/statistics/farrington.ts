import { type Answer, answered, type Refusal, refused } from './answer.ts';
import { refuseNotCounts } from './input-checks.ts';
import { fitPoisson, type PoissonFit } from './poisson-regression.ts';
import { normalQuantile } from './special/normal.ts';

export interface FarringtonOptions {
  /** Index (from 0) of the first count to judge. */
  from: number;
  /** Values in a year: 52 weeks, 12 months. */
  perYear?: number;
  /** Years back; weeks before the series began are left out. */
  years?: number;
  /** Half width of the window in each year. */
  halfWidth?: number;
  /** Two-sided: the bound is the 1 - alpha/2 quantile. */
  alpha?: number;
  /** Fewer incidents than this in the last `recentValues` values and there is no alarm. */
  minRecent?: number;
  recentValues?: number;
}

/** A trend over fewer years would be a season's. */
const MIN_YEARS = 3;

export interface FarringtonStep {
  /** 0 where too few incidents were seen lately to judge; null where no model could be fitted. */
  upperBound: number | null;
  isAlarm: boolean | null;
  /** Whether the model kept its trend. */
  hasTrend: boolean;
}

/**
 * Farrington, Andrews, Beale & Catchpole, J. R. Statist. Soc. A 159 (1996), for display only: quasi-Poisson regression
 * on the same weeks of earlier years, past outbreaks weighted down by Anscombe residuals, bound on the 2/3-power scale.
 * The trend is kept if its p < .05, there are three years, and it doesn't extrapolate above what was ever seen. Use it
 * where the mean is about 1 a week or more and three years exist.
 * @returns one step a count from `from` on
 */
export function farrington(counts: Float64Array, options: FarringtonOptions): Answer<FarringtonStep[]> {
  const { from, perYear = 52, years = 4, halfWidth = 3 } = options;
  const { alpha = 0.05, minRecent = 5, recentValues = 4 } = options;
  const bad = refuseNotCounts('y', counts) ?? refuseOptions(options);
  if (bad) return bad;
  const needed = perYear * Math.min(years, MIN_YEARS) + halfWidth;
  if (from < needed || counts.length <= from) {
    return refused('series-too-short', {
      field: 'y',
      value: Math.min(from, counts.length),
      needed: counts.length <= from ? from + 1 : needed,
    });
  }
  const z = normalQuantile(1 - alpha / 2);
  const steps: FarringtonStep[] = [];
  for (let at = from; at < counts.length; at++) {
    const model = modelAt(counts, at, perYear, years, halfWidth);
    if (!model) {
      steps.push({ upperBound: null, isAlarm: null, hasTrend: false });
      continue;
    }
    const hasTrend = model.fit.slopeP !== null;
    let recent = 0;
    for (let t = Math.max(0, at - recentValues + 1); t <= at; t++) recent += counts[t]!;
    if (recent < minRecent) {
      steps.push({ upperBound: 0, isAlarm: false, hasTrend });
      continue;
    }
    const upperBound = boundAt(model, at, z);
    steps.push({ upperBound, isAlarm: counts[at]! > upperBound, hasTrend });
  }
  return answered(steps);
}

interface Model {
  fit: PoissonFit;
  /** The dispersion, but never below 1. */
  phi: number;
}

function modelAt(
  counts: Float64Array,
  at: number,
  perYear: number,
  years: number,
  halfWidth: number,
): Model | null {
  const times: number[] = [];
  for (let year = years; year >= 1; year--) {
    for (let shift = -halfWidth; shift <= halfWidth; shift++) {
      const time = at - perYear * year + shift;
      if (time >= 0) times.push(time);
    }
  }
  const time = Float64Array.from(times);
  const past = time.map((t) => counts[t]!);
  const withTrend = reweighted(past, time, true);
  if (withTrend?.fit.slopeP != null) {
    const { fit } = withTrend;
    const predicted = Math.exp(fit.intercept + fit.slope * at);
    const isPlausible = predicted <= past.reduce((most, y) => Math.max(most, y), 0);
    if (years >= MIN_YEARS && withTrend.fit.slopeP! < 0.05 && isPlausible) return withTrend;
  }
  return reweighted(past, time, false);
}

/** Fits, weights down what lies more than one Anscombe residual above, fits again (Farrington et al., section 3.5). */
function reweighted(counts: Float64Array, times: Float64Array, withTrend: boolean): Model | null {
  const n = counts.length;
  const first = fitPoisson(counts, times, withTrend, new Float64Array(n).fill(1));
  if (!first) return null;
  const phi = Math.max(1, first.dispersion);
  const weights = counts.map((y, i) => {
    const mu = first.fitted[i]!;
    const anscombe = 1.5 * (y ** (2 / 3) * mu ** (-1 / 6) - Math.sqrt(mu));
    const standardised = anscombe / Math.sqrt(phi * (1 - first.leverage[i]!));
    return standardised > 1 ? standardised ** -2 : 1;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const fit = fitPoisson(
    counts,
    times,
    withTrend,
    weights.map((weight) => (weight * n) / total),
  );
  return fit && { fit, phi: Math.max(1, fit.dispersion) };
}

/** Upper end of the prediction interval on the 2/3-power scale, where a Poisson count is nearly symmetric. */
function boundAt({ fit, phi }: Model, at: number, z: number): number {
  const mu = Math.exp(fit.intercept + fit.slope * at);
  const { intercept, slope, both } = fit.covariance;
  const varianceOfMu = mu * mu * phi * (intercept + 2 * at * both + at * at * slope);
  const tau = phi + varianceOfMu / mu;
  const deviation = Math.sqrt((4 / 9) * mu ** (1 / 3) * tau);
  return (mu ** (2 / 3) + z * deviation) ** 1.5;
}

function refuseOptions(options: FarringtonOptions): Refusal | null {
  const { from, perYear = 52, years = 4, halfWidth = 3, alpha = 0.05 } = options;
  for (const [field, value, needed] of [
    ['from', from, 0],
    ['perYear', perYear, 1],
    ['years', years, 1],
    ['halfWidth', halfWidth, 0],
  ] as const) {
    if (!Number.isInteger(value) || value < needed) return refused('bad-parameter', { field, value, needed });
  }
  if (!(alpha > 0 && alpha < 1)) return refused('bad-parameter', { field: 'alpha', value: alpha });
  return null;
}
