import { betaRegularised } from '../statistics/special/incomplete-beta.ts';
import { digamma } from '../statistics/special/log-gamma.ts';

/** With fewer days with reports nothing is said of the gaps between them. */
export const MIN_REPORT_DAYS = 10;

/** Share of the gaps that stay below the usual one. */
const USUAL_SHARE = 0.99;

/** A gap that only one source in a thousand would show by chance is none of its usual ones. */
const TOO_LONG_P = 0.001;

/** Gaps as they are summed up: their number, the sum of their days and of the logarithms of their days. */
interface Gaps {
  n: number;
  days: number;
  logDays: number;
}

/**
 * The gap between two days with reports that 99 of 100 stay below, in days. Gaps are gamma distributed with one shape
 * k, fitted by maximum likelihood and at most 1 (reports come at random, or in bursts; never more evenly than that,
 * which would call an ordinary gap silence), and a rate with Jeffreys' prior. The next gap x then has
 * P(X > x) = I_u(n k + 1/2, k), u = T / (T + x), for n gaps of T days together; with k = 1 that is the Gamma-Poisson
 * (T / (T + x))^(n + 1/2). Few gaps make it long: what is not known is not called silence.
 * Bernardo & Smith, Bayesian Theory (1994), appendix A (gamma-gamma distribution). Sources that report in bursts have
 * longer tails than any gamma: the usual gap is never shorter than the observed one of that rank, under 99 gaps the
 * longest.
 *
 * Gaps too long to be chance (by the others' fit, at .001 / n) are left out first: one silence must not make the next
 * one usual.
 *
 * @param reportDays days with reports, whole numbers, rising, none twice
 * @returns null under 10 days with reports
 */
export function usualGapDays(reportDays: readonly number[]): number | null {
  if (reportDays.length < MIN_REPORT_DAYS) return null;
  const gaps = reportDays.slice(1).map((day, index) => day - reportDays[index]!);
  const all = sumUp(gaps);
  const ordinary = gaps.filter((gap) => gapTail(gap, without(all, gap)) >= TOO_LONG_P / gaps.length);
  return Math.max(gapQuantile(sumUp(ordinary)), observedQuantile(ordinary));
}

function observedQuantile(gaps: readonly number[]): number {
  const sorted = [...gaps].sort((a, b) => a - b);
  const rank = Math.min(sorted.length, Math.ceil(USUAL_SHARE * (sorted.length + 1)));
  return sorted[rank - 1]!;
}

function sumUp(gaps: readonly number[]): Gaps {
  const sums = { n: gaps.length, days: 0, logDays: 0 };
  for (const gap of gaps) {
    sums.days += gap;
    sums.logDays += Math.log(gap);
  }
  return sums;
}

function without({ n, days, logDays }: Gaps, gap: number): Gaps {
  return { n: n - 1, days: days - gap, logDays: logDays - Math.log(gap) };
}

/** P(the next gap is longer than x). */
function gapTail(x: number, gaps: Gaps): number {
  const shape = fitShape(gaps);
  return betaRegularised(gaps.days / (gaps.days + x), x / (gaps.days + x), gaps.n * shape + 0.5, shape);
}

/** The x that only one gap in a hundred exceeds: bisection on log x, whose bounds double until they hold it. */
function gapQuantile(gaps: Gaps): number {
  let low = 0;
  let high = 1;
  while (gapTail(high, gaps) > 1 - USUAL_SHARE) {
    low = high;
    high *= 2;
  }
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (gapTail(middle, gaps) > 1 - USUAL_SHARE) low = middle;
    else high = middle;
  }
  return high;
}

const LEAST_SHAPE = 0.01;

/** The root of ln k - digamma(k) = ln(mean) - mean of the logarithms, which falls as k grows; at most 1. */
function fitShape({ n, days, logDays }: Gaps): number {
  const wanted = Math.log(days / n) - logDays / n;
  const excess = (k: number): number => Math.log(k) - digamma(k) - wanted;
  if (excess(1) >= 0) return 1;
  let low = LEAST_SHAPE;
  let high = 1;
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (excess(middle) >= 0) low = middle;
    else high = middle;
  }
  return low;
}
