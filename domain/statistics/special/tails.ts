import { binomialDensity } from './densities.ts';
import { betaRegularised } from './incomplete-beta.ts';
import { gammaLower, gammaUpper } from './incomplete-gamma.ts';

/** P(Y >= y) for Y ~ Poisson(mean); y a whole number. */
export function poissonUpper(y: number, mean: number): number {
  return y <= 0 ? 1 : gammaLower(y, mean);
}

/** P(Y >= y) for Y ~ negative binomial: failures before `size` successes, each of probability p = 1 - q. */
export function negativeBinomialUpper(y: number, size: number, p: number, q: number): number {
  return y <= 0 ? 1 : betaRegularised(q, p, y, size);
}

/** P(Y >= y) for Y ~ binomial(n, p), p = 1 - q. */
export function binomialUpper(y: number, n: number, p: number, q: number): number {
  if (y <= 0) return 1;
  return y > n ? 0 : betaRegularised(p, q, y, n - y + 1);
}

/** P(X > x) for X ~ chi-squared with `degrees` degrees of freedom. */
export function chiSquaredUpper(x: number, degrees: number): number {
  return gammaUpper(degrees / 2, x / 2);
}

/** P(|T| > |t|) for Student's t with `degrees` degrees of freedom. */
export function studentTwoSided(t: number, degrees: number): number {
  const square = t * t;
  return betaRegularised(degrees / (degrees + square), square / (degrees + square), degrees / 2, 0.5);
}

/**
 * Both tails of the hypergeometric at k: P(K >= k) and P(K <= k), where K counts the marked among `drawn` things
 * taken without replacement from `total` of which `marked` are marked.
 */
export function hypergeometricTails(
  k: number,
  marked: number,
  drawn: number,
  total: number,
): { atLeast: number; atMost: number } {
  const least = Math.max(0, drawn + marked - total);
  const most = Math.min(drawn, marked);
  if (k <= least)
    return { atLeast: 1, atMost: k < least ? 0 : hypergeometricDensity(k, marked, drawn, total) };
  if (k > most) return { atLeast: 0, atMost: 1 };
  const density = hypergeometricDensity(k, marked, drawn, total);
  const unmarked = total - marked;
  // The smaller tail is summed outwards from k and the larger is its complement, so that neither loses digits.
  if (k * total >= marked * drawn) {
    let above = 0;
    let term = density;
    for (let j = k; j < most && term > 0; j++) {
      term *= ((marked - j) * (drawn - j)) / ((j + 1) * (unmarked - drawn + j + 1));
      above += term;
      if (term < above * 1e-17) break;
    }
    return { atLeast: Math.min(1, density + above), atMost: 1 - above };
  }
  let below = 0;
  let term = density;
  for (let j = k; j > least && term > 0; j--) {
    term *= (j * (unmarked - drawn + j)) / ((marked - j + 1) * (drawn - j + 1));
    below += term;
    if (term < below * 1e-17) break;
  }
  return { atLeast: 1 - below, atMost: Math.min(1, density + below) };
}

/** Three binomial densities at a common p make the hypergeometric without huge factorials (Loader 2000). */
function hypergeometricDensity(k: number, marked: number, drawn: number, total: number): number {
  if (drawn === 0) return k === 0 ? 1 : 0;
  const p = drawn / total;
  const q = (total - drawn) / total;
  return (
    (binomialDensity(k, marked, p, q) * binomialDensity(drawn - k, total - marked, p, q)) /
    binomialDensity(drawn, total, p, q)
  );
}
