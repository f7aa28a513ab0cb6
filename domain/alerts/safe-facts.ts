import { type CrimeGroup, crimeGroupsOf } from './crime-groups.ts';
import type { AlertFacts } from './facts.ts';
import type { Severity } from './rule.ts';

/** Under so many incidents a number could tell of a person, unless the configuration says otherwise: k of the release. */
export const FEWEST_DISCLOSED = 5;

/**
 * No configuration goes under it. Where k is 2, each of the two victims of a cell subtracts their own case and has the
 * other's; from 3 on nobody who knows one case learns another. It is the least threshold in use for tables of counts
 * (Hundepool et al., "Statistical Disclosure Control", 2012, section 4.2).
 */
export const LEAST_K = 3;

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
  /** Null: fewer than `fewest`. */
  observed: number | null;
  /** k as it was configured; absent in what was stored before it could be: FEWEST_DISCLOSED. */
  fewest?: number;
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
 * only where that tells no more than the count: with fewer than k incidents all groups are named together.
 */
export function safeFacts(facts: AlertFacts, k = FEWEST_DISCLOSED): SafeFacts {
  const { rule, place, observed, from, to, isConfirmed, synthetic, unknown, asOf } = facts;
  const isStretchRule = place.unit.kind === 'stretch';
  return {
    severity: rule.severity,
    kind: rule.condition.kind,
    // The states beyond the first would outline a cell or an own area; those of a stretch are public.
    stateCodes: place.stateCodes.slice(0, 2),
    stretch: isStretchRule ? place.stretch : null,
    groups: crimeGroupsOf(facts.crimes.map(({ crime }) => crime)),
    observed: observed < k ? null : observed,
    fewest: k,
    from,
    to,
    isConfirmed,
    isSynthetic: synthetic > 0,
    silentStates: unknown.silentStates,
    asOf,
  };
}
