/**
 * Log likelihood ratio of c cases where mu are expected, of n in all: c ln(c/mu) + (n - c) ln((n - c)/(n - mu)); 0 where
 * there are no more than expected. Kulldorff, Commun. Statist. 26 (1997); for the permutation an approximation, which
 * Kulldorff et al., PLoS Med. 2 (2005) take for its Poisson form.
 */
export function logLikelihoodRatio(c: number, mu: number, n: number): number {
  if (c <= mu) return 0;
  const outside = n - c;
  return c * Math.log(c / mu) + (outside > 0 ? outside * Math.log(outside / (n - mu)) : 0);
}
