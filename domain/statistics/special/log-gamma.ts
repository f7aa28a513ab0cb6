/** ln sqrt(2 pi) */
const LOG_ROOT_TWO_PI = 0.9189385332046727;

/** From here on the asymptotic series is good to the last bit or two. */
const SERIES_FROM = 15;

/**
 * ln Gamma(x) for x > 0; absolute error about 1e-14. Recurrence up to 15, Stirling's series from there
 * (Abramowitz & Stegun 6.1.40).
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new Error(`logGamma wants a positive number, not ${x}`);
  let product = 1;
  let shifted = x;
  while (shifted < SERIES_FROM) {
    product *= shifted;
    shifted += 1;
  }
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + LOG_ROOT_TWO_PI + series(shifted) - Math.log(product)
  );
}

/** ln Gamma(x + d) - ln Gamma(x), for x > 0 and d >= 0, without the cancellation where x is large. */
export function logRising(x: number, d: number): number {
  if (d <= 50 && Number.isInteger(d)) {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += Math.log(x + j);
    return sum;
  }
  if (x < SERIES_FROM) return logGamma(x + d) - logGamma(x);
  return d * Math.log(x) + (x + d - 0.5) * Math.log1p(d / x) - d + series(x + d) - series(x);
}

/**
 * What Stirling's formula leaves out: ln(n!) - ln(sqrt(2 pi n) (n/e)^n), for real n > 0.
 * Loader, "Fast and accurate computation of binomial probabilities" (2000).
 */
export function stirlingError(n: number): number {
  if (n >= SERIES_FROM) return series(n);
  return logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - LOG_ROOT_TWO_PI;
}

/** The derivative of ln Gamma, for x > 0 (Abramowitz & Stegun 6.3.5, 6.3.18). */
export function digamma(x: number): number {
  let sum = 0;
  let shifted = x;
  while (shifted < SERIES_FROM) {
    sum -= 1 / shifted;
    shifted += 1;
  }
  const r = 1 / (shifted * shifted);
  return (
    sum +
    Math.log(shifted) -
    0.5 / shifted -
    r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r * (5 / 660)))))
  );
}

/** The second derivative of ln Gamma, for x > 0 (Abramowitz & Stegun 6.4.6, 6.4.12). */
export function trigamma(x: number): number {
  let sum = 0;
  let shifted = x;
  while (shifted < SERIES_FROM) {
    sum += 1 / (shifted * shifted);
    shifted += 1;
  }
  const r = 1 / (shifted * shifted);
  return sum + (1 + r * (1 / 6 - r * (1 / 30 - r * (1 / 42 - r / 30)))) / shifted + r / 2;
}

function series(n: number): number {
  const r = 1 / (n * n);
  return (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r / 1188)))) / n;
}
