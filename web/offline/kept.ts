import type { StateCounts } from '../../api/contract.ts';

/**
 * What a browser keeps for a day without a network: predatory crimes by state, and nothing finer. Whoever finds the
 * telephone learns no more than the release lattice tells: small counts are left out, single incidents are never kept.
 */
export interface Kept {
  /** When it came, in milliseconds since 1970. */
  atMs: number;
  asOf: string;
  synthetic: boolean;
  /** Null: fewer than LEAST. */
  states: { name: string; crimes: number | null }[];
}

const NAME = 'vigia-offline';
const DAY_MS = 86_400_000;
/** The k of the release: counts under it are not told. */
export const LEAST = 5;

/** What may be kept of an answer. */
export function keepable({ asOf, synthetic, states }: StateCounts, atMs: number): Kept {
  return {
    atMs,
    asOf,
    synthetic: synthetic > 0,
    states: states.map(({ name, crimes }) => ({
      name,
      crimes: crimes < LEAST && crimes > 0 ? null : crimes,
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
    if (kept && nowMs - kept.atMs < DAY_MS && nowMs >= kept.atMs) return kept;
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
