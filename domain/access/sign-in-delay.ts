/** Mistakes that cost nothing: people mistype. */
export const FREE_FAILURES = 5;
const FIRST_WAIT_S = 15;
const LONGEST_WAIT_S = 15 * 60;
/** Failures older than this are forgotten. */
export const FAILURES_KEPT_MS = 24 * 3_600_000;

/**
 * How long one address has to wait before it may try one account again: nothing for the first five failures, then
 * 15 s, doubled by each further one up to 15 minutes. It is never the account that is locked, so nobody can be kept
 * out by a stranger who mistypes for them.
 */
export function waitAfterFailuresS(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(FIRST_WAIT_S * 2 ** (failures - FREE_FAILURES), LONGEST_WAIT_S);
}
