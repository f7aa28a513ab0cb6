import { poissonDensity } from './densities.ts';
import { normalQuantile } from './normal.ts';

const TINY = 1e-300;
const MAX_TERMS = 1_000_000;

/** Q(a, x), the upper tail at x of a gamma distribution with shape a > 0 and rate 1; x >= 0. */
export function gammaUpper(a: number, x: number): number {
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - lowerBySeries(a, x) : upperByFraction(a, x);
}

/** P(a, x) = 1 - Q(a, x), the lower tail. */
export function gammaLower(a: number, x: number): number {
  if (x <= 0) return 0;
  return x < a + 1 ? lowerBySeries(a, x) : 1 - upperByFraction(a, x);
}

/**
 * The x with P(shape, x rate) = p, for 0 <= p < 1. Wilson & Hilferty's approximation, then Newton's steps kept
 * inside a bracket by bisection.
 */
export function gammaQuantile(p: number, shape: number, rate = 1): number {
  if (!(p >= 0 && p < 1)) throw new Error(`gammaQuantile wants 0 <= p < 1, not ${p}`);
  if (p === 0) return 0;
  const c = 1 / (9 * shape);
  const cube = 1 - c + normalQuantile(p) * Math.sqrt(c);
  let x = cube > 0.1 ? shape * cube ** 3 : (p * shape) ** (1 / shape);
  if (!(x > 0)) x = shape;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  for (let step = 0; step < 500; step++) {
    const excess = p < 0.5 ? gammaLower(shape, x) - p : 1 - p - gammaUpper(shape, x);
    if (excess === 0) break;
    if (excess > 0) high = x;
    else low = x;
    // The density of a gamma with rate 1 is a Poisson density times shape / x.
    const density = (poissonDensity(shape, x) * shape) / x;
    let next = x - excess / density;
    if (!(next > low && next < high)) next = high === Number.POSITIVE_INFINITY ? 2 * x : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-15 * x) break;
    x = next;
  }
  return x / rate;
}

/** Abramowitz & Stegun 6.5.29; best for x < a + 1. */
function lowerBySeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < MAX_TERMS; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return poissonDensity(a, x) * sum;
}

/** Abramowitz & Stegun 6.5.31 by Lentz's method; best for x >= a + 1. */
function upperByFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < MAX_TERMS; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / nonZero(numerator * d + b);
    c = nonZero(b + numerator / c);
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return poissonDensity(a, x) * a * fraction;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
