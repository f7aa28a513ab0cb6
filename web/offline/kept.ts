import type { StateCounts } from '../../api/contract.ts';
import type { Coverage } from '../../api/contract-coverage.ts';

/**
 * What a browser keeps for a day without a network: predatory crimes by state, and nothing finer. Whoever finds the
 * telephone learns no more than the release lattice tells: small counts are left out, single incidents are never kept.
 */
export interface Kept {
  /** When it came, in milliseconds since 1970. */
  atMs: number;
  asOf: string;
  synthetic: boolean;
  /** The k of the server: counts under it are not told. */
  fewest: number;
  /** Crimes null: fewer than `fewest`, yet some. Silent: nobody tells from there, so that none is not none. */
  states: { name: string; crimes: number | null; isSilent: boolean }[];
}

const NAME = 'vigia-offline';
const DAY_MS = 86_400_000;

/** What may be kept of an answer. */
export function keepable(
  { asOf, synthetic, states }: StateCounts,
  coverage: Pick<Coverage, 'states'>,
  fewest: number,
  atMs: number,
): Kept {
  const silent = new Set(coverage.states.filter((s) => s.isWithoutData).map(({ code }) => code));
  return {
    atMs,
    asOf,
    synthetic: synthetic > 0,
    fewest,
    states: states.map(({ code, name, crimes }) => ({
      name,
      crimes: crimes < fewest && crimes > 0 ? null : crimes,
      isSilent: silent.has(code),
    })),
  };
}

/** Keeps it until `forget`, or for a day. Without storage nothing is kept. */
export function keep(kept: Kept): void {
  try {
    window.localStorage.setItem(NAME, JSON.stringify(kept));
  } catch {
    // Storage is switched off or full: then there is nothing without a network.
  }
}

/** What was kept less than a day ago, or null; older than that it is forgotten. */
export function readKept(nowMs: number): Kept | null {
  try {
    const kept = JSON.parse(window.localStorage.getItem(NAME) ?? 'null') as Kept | null;
    // One of before that knew of no silence is not shown.
    const isOurs = kept !== null && kept.fewest > 0 && kept.states.every((s) => 'isSilent' in s);
    if (isOurs && nowMs - kept.atMs < DAY_MS && nowMs >= kept.atMs) return kept;
  } catch {
    // Not ours, or of another version: as if there were none.
  }
  forget();
  return null;
}

/** Forgets it: at sign-out, and when nobody is signed in any more. */
export function forget(): void {
  try {
    window.localStorage.removeItem(NAME);
  } catch {
    // Nothing could be kept either.
  }
}
