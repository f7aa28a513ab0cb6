import { binomialDensity } from './densities.ts';

const TINY = 1e-300;
const MAX_TERMS = 1_000_000;

/**
 * I_x(a, b), the regularised incomplete beta function, a, b > 0; y = 1 - x is given apart so that an x close to 1
 * loses nothing. Continued fraction of Didonato & Morris 1992 (also Abramowitz & Stegun 26.5.8), by Lentz's method.
 */
export function betaRegularised(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  return x <= (a + 1) / (a + b + 2) ? byFraction(x, y, a, b) : 1 - byFraction(y, x, b, a);
}

/**
 * The odds x / (1 - x) at which I_x(a, b) = p, for 0 < p < 1. Newton's steps in the logarithm of the odds, which is near
 * normal, kept inside a bracket by bisection.
 */
export function betaQuantileOdds(p: number, a: number, b: number): number {
  if (!(p > 0 && p < 1)) throw new Error(`betaQuantileOdds wants 0 < p < 1, not ${p}`);
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let logOdds = Math.log(a / b);
  for (let step = 0; step < 200; step++) {
    const x = 1 / (1 + Math.exp(-logOdds));
    const y = 1 / (1 + Math.exp(logOdds));
    const excess = betaRegularised(x, y, a, b) - p;
    if (excess === 0) break;
    if (excess > 0) high = logOdds;
    else low = logOdds;
    // d I / d ln(odds) = x^a y^b / B(a, b), as in byFraction.
    const slope = (binomialDensity(a, a + b, x, y) * a * b) / (a + b);
    let next = logOdds - excess / slope;
    if (!(next > low && next < high)) {
      if (low === Number.NEGATIVE_INFINITY) next = logOdds - 2;
      else if (high === Number.POSITIVE_INFINITY) next = logOdds + 2;
      else next = (low + high) / 2;
    }
    if (Math.abs(next - logOdds) < 1e-12 * Math.max(1, Math.abs(next))) break;
    logOdds = next;
  }
  return Math.exp(logOdds);
}

function byFraction(x: number, y: number, a: number, b: number): number {
  // x^a y^b / (a B(a, b)), through the binomial density, which keeps its precision for large a and b.
  const front = (binomialDensity(a, a + b, x, y) * b) / (a + b);
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < MAX_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const factor = d * c;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return front * fraction;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
