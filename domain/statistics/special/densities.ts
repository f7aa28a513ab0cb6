import { stirlingError } from './log-gamma.ts';

const TWO_PI = 2 * Math.PI;

/**
 * Poisson density e^-mean mean^x / Gamma(x + 1), for real x >= 0. By saddle point, so that it keeps its relative
 * precision where the terms are huge: Loader, "Fast and accurate computation of binomial probabilities" (2000).
 */
export function poissonDensity(x: number, mean: number): number {
  if (mean === 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-mean);
  return Math.exp(-stirlingError(x) - devianceTerm(x, mean)) / Math.sqrt(TWO_PI * x);
}

/**
 * Binomial density Gamma(n+1)/(Gamma(x+1) Gamma(n-x+1)) p^x q^(n-x), for real 0 <= x <= n; q = 1 - p is given
 * apart so that a p close to 1 loses nothing (Loader 2000).
 */
export function binomialDensity(x: number, n: number, p: number, q: number): number {
  if (x < 0 || x > n) return 0;
  if (p === 0) return x === 0 ? 1 : 0;
  if (q === 0) return x === n ? 1 : 0;
  if (x === 0) return n === 0 ? 1 : Math.exp(p < 0.1 ? -devianceTerm(n, n * q) - n * p : n * Math.log(q));
  if (x === n) return Math.exp(q < 0.1 ? -devianceTerm(n, n * p) - n * q : n * Math.log(p));
  const exponent =
    stirlingError(n) -
    stirlingError(x) -
    stirlingError(n - x) -
    devianceTerm(x, n * p) -
    devianceTerm(n - x, n * q);
  return Math.exp(exponent) / Math.sqrt(TWO_PI * x * (1 - x / n));
}

/** x ln(x/m) + m - x without the cancellation near x = m (Loader 2000). */
function devianceTerm(x: number, m: number): number {
  const difference = x - m;
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * Math.log(x / m) - difference;
  const v = difference / (x + m);
  let sum = difference * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
