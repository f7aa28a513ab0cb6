import type { Permission } from '../access/permissions.ts';
import { coarseMiddle } from './coarse-middle.ts';
import type { AlertFacts } from './facts.ts';

/** What of an alert's facts a reader may be told. */
export interface FactsReader {
  /** Counts, expectation and place; otherwise the safe form alone. */
  detail: boolean;
  /** Points as they are: for whoever sees incidents one by one. */
  points: boolean;
  /** What became known later, ms, is not told yet; null: all is. */
  heldAfterMs: number | null;
}

const HOUR_MS = 3_600_000;

/**
 * What a reader's permissions open of facts.
 * @param delayHours hours until readers who see no incident one by one are shown what is known
 */
export function factsReaderOf(
  permissions: ReadonlySet<Permission>,
  now: Date,
  delayHours: number,
): FactsReader {
  const points = permissions.has('incidents.read');
  const isDelayed = !points && delayHours > 0;
  return {
    detail: permissions.has('alerts.detail'),
    points,
    heldAfterMs: isDelayed ? now.getTime() - delayHours * HOUR_MS : null,
  };
}

/**
 * The facts of an alert as a reader may know them; null: only its safe form. Under delay they are told when the
 * youngest incident behind them is shown everywhere, and until then as they were without what is held back.
 */
export function disclosedFacts(facts: AlertFacts, reader: FactsReader): AlertFacts | null {
  if (!reader.detail) return null;
  const told = isHeld(facts, reader.heldAfterMs) ? facts.shown : facts;
  if (!told) return null;
  // When something became known, and that something is held back, is nobody's to know.
  const { knownAt: _, shown: __, ...rest } = told;
  const { middle } = rest.place;
  if (reader.points || middle === null) return rest;
  return { ...rest, place: { ...rest.place, middle: coarseMiddle(middle) } };
}

/** Whether a moment is so recent that a reader under delay is not told yet what the program counted then. */
export function isTooRecent(at: Date, { heldAfterMs }: FactsReader): boolean {
  return heldAfterMs !== null && at.getTime() > heldAfterMs;
}

function isHeld({ knownAt, asOf }: AlertFacts, heldAfterMs: number | null): boolean {
  if (heldAfterMs === null || knownAt === null) return false;
  return Date.parse(knownAt ?? `${asOf}T23:59:59Z`) > heldAfterMs;
}
