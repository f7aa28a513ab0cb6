import { type CrimeGroup, crimeGroupsOf } from './crime-groups.ts';
import type { AlertFacts } from './facts.ts';
import type { Severity } from './rule.ts';

/** Under so many incidents a number could tell of a person: the threshold of the release lattice. */
export const FEWEST_DISCLOSED = 5;

/**
 * What anybody may be told of an alert who may not see counts and cells: state and stretch, group of crimes, "fewer
 * than 5" or the number, no expectation, no point, no organisation, no source, not the rule's own words.
 */
export interface SafeFacts {
  severity: Severity;
  kind: AlertFacts['rule']['condition']['kind'];
  stateCodes: readonly string[];
  stretch: AlertFacts['place']['stretch'];
  groups: readonly CrimeGroup[];
  /** Null: fewer than FEWEST_DISCLOSED. */
  observed: number | null;
  from: string;
  to: string;
  isConfirmed: boolean;
  /** Whether any of it is invented. */
  isSynthetic: boolean;
  silentStates: readonly string[];
  asOf: string;
}

/**
 * The form of an alert that is safe for every role. A place finer than a stretch becomes its states. Groups are named
 * only where that tells no more than the count: with fewer than 5 incidents all groups are named together.
 */
export function safeFacts(facts: AlertFacts): SafeFacts {
  const { rule, place, observed, from, to, isConfirmed, synthetic, unknown, asOf } = facts;
  const isStretchRule = place.unit.kind === 'stretch';
  return {
    severity: rule.severity,
    kind: rule.condition.kind,
    // The states beyond the first would outline a cell or an own area; those of a stretch are public.
    stateCodes: place.stateCodes.slice(0, 2),
    stretch: isStretchRule ? place.stretch : null,
    groups: crimeGroupsOf(facts.crimes.map(({ crime }) => crime)),
    observed: observed < FEWEST_DISCLOSED ? null : observed,
    from,
    to,
    isConfirmed,
    isSynthetic: synthetic > 0,
    silentStates: unknown.silentStates,
    asOf,
  };
}
