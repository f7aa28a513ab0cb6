import { benjaminiHochberg } from './adjust.ts';
import { type Answer, answered, refused } from './answer.ts';
import { fitNegativeBinomialSize } from './dispersion.ts';
import { refuseNotCounts } from './input-checks.ts';
import { logGamma, logRising } from './special/log-gamma.ts';
import { negativeBinomialUpper } from './special/tails.ts';

/** One place or crime group of a run: this period's count and the counts of the periods before it. */
export interface ExceedanceUnit {
  observed: number;
  baseline: Float64Array;
}

export interface ExceedanceOptions {
  /** `poisson`: no overdispersion; `fitted`: one size for all units, from their baselines; or a given size. */
  dispersion: 'poisson' | 'fitted' | number;
  /** An exceedance needs p below this, at least so many incidents, and q below `maxQ`. */
  maxP?: number;
  minObserved?: number;
  maxQ?: number;
}

export interface Exceedance {
  observed: number;
  /** Incidents and periods of the baseline. */
  baselineTotal: number;
  baselineLength: number;
  expected: number;
  /** P(Y >= observed), given the baseline. */
  p: number;
  /** Benjamini-Hochberg over the units of the run. */
  q: number;
  isExceedance: boolean;
}

/**
 * Is this period's count too high here? See exceedanceP; the default thresholds (p < .001 and at least 3 incidents)
 * are those of METHODS: measured on stationary Poisson series, they raise under 6 false alarms in 10,000 weeks.
 * @returns one entry a unit, and the negative-binomial size that was used (null: Poisson)
 */
export function exceedances(
  units: readonly ExceedanceUnit[],
  options: ExceedanceOptions,
): Answer<{ size: number | null; units: Exceedance[] }> {
  const { dispersion, maxP = 0.001, minObserved = 3, maxQ = 0.05 } = options;
  for (const [index, { observed, baseline }] of units.entries()) {
    const bad = refuseNotCounts('y', baseline) ?? refuseNotCounts('y', [observed]);
    if (bad) return { ...bad, index };
    if (baseline.length === 0) return refused('empty-baseline', { index });
  }
  if (typeof dispersion === 'number' && !(dispersion > 0)) {
    return refused('bad-parameter', { field: 'dispersion', value: dispersion });
  }
  const size =
    dispersion === 'poisson'
      ? null
      : dispersion === 'fitted'
        ? fitNegativeBinomialSize(units.map((unit) => unit.baseline))
        : dispersion;
  const p = Float64Array.from(units, ({ observed, baseline }) =>
    exceedanceP(observed, sumOf(baseline), baseline.length, size),
  );
  const q = benjaminiHochberg(p);
  const results = units.map(({ observed, baseline }, index): Exceedance => {
    const baselineTotal = sumOf(baseline);
    return {
      observed,
      baselineTotal,
      baselineLength: baseline.length,
      expected: baselineTotal / baseline.length,
      p: p[index]!,
      q: q[index]!,
      isExceedance: p[index]! < maxP && q[index]! < maxQ && observed >= minObserved,
    };
  });
  return answered({ size, units: results });
}

/**
 * P(Y >= y) of the next period, given S incidents in B periods, with Jeffreys' prior for the mean.
 * Poisson counts: Y is negative binomial with size S + 1/2 and probability B/(B + 1).
 * Counts that are negative binomial with a known size k: Jeffreys' prior for their probability p is
 * p^-1 (1 - p)^-1/2, its posterior Beta(B k, S + 1/2), and Y is beta-negative binomial, which tends to the first as k
 * grows. Bernardo & Smith, Bayesian Theory (1994), appendix A.
 * @param size k; null for Poisson counts
 */
export function exceedanceP(y: number, total: number, periods: number, size: number | null): number {
  if (y <= 0) return 1;
  if (size === null) return negativeBinomialUpper(y, total + 0.5, periods / (periods + 1), 1 / (periods + 1));
  return betaNegativeBinomialUpper(y, size, periods * size, total + 0.5);
}

/** Under this the tail is summed itself, since 1 - (the rest) would lose its digits. */
const SMALL_TAIL = 0.1;
/** With less, the terms of the tail fall so slowly that it can't be summed, and is never small either. */
const MIN_SUMMABLE_ALPHA = 2;
const MAX_TERMS = 2_000_000;

/** P(Y >= y) where Y | p is negative binomial(size, p) and p ~ Beta(alpha, beta). */
function betaNegativeBinomialUpper(y: number, size: number, alpha: number, beta: number): number {
  // P(Y = j + 1) / P(Y = j)
  const ratio = (j: number): number => (((size + j) / (j + 1)) * (beta + j)) / (size + alpha + beta + j);
  const atY = Math.exp(
    logRising(size, y) +
      logRising(beta, y) -
      logGamma(y + 1) +
      logRising(alpha, beta) -
      logRising(alpha + size, beta + y),
  );
  let below = 0;
  let term = atY;
  for (let j = y - 1; j >= 0; j--) {
    term /= ratio(j);
    below += term;
    if (term < below * 1e-18) break;
  }
  if (1 - below > SMALL_TAIL || alpha < MIN_SUMMABLE_ALPHA) return Math.max(0, 1 - below);
  let tail = 0;
  term = atY;
  for (let j = y; j < y + MAX_TERMS && term > 0; j++) {
    tail += term;
    const next = ratio(j);
    // What is left is about a geometric series at first; far out, where terms fall like j^-(alpha + 1), 1 - next is
    // (alpha + 1) / j and the same bound holds.
    if (term < 1e-15 * (1 - next) * tail) break;
    term *= next;
  }
  return tail;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
