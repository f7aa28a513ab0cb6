import { CRIME_GROUPS, type CrimeGroup } from '../alerts/crime-groups.ts';

/**
 * What recipients may know of the past: counts by state or stretch, group of crimes and closed month. An incident is in
 * one group, that of its principal crime, so that groups add up; one without a state, or not known to the month, is in
 * none. No published number spans two months, so each month is protected by itself and all of them are together.
 */

/** How many incidents of a month share state, stretch and group: the finest that is looked at. */
export interface ReleaseAtom {
  /** INEGI code. */
  stateCode: string;
  /** Id of the stretch it is pinned to, or null: off the network, or not known well enough to say. */
  stretchId: string | null;
  group: CrimeGroup;
  count: number;
}

/** A group, or all of them together. */
export const RELEASE_GROUPS = [...CRIME_GROUPS, 'all'] as const;
export type ReleaseGroup = (typeof RELEASE_GROUPS)[number];

export const PLACE_KINDS = ['nation', 'state', 'stretch'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** One number that is published. */
export interface ReleasedCell {
  kind: PlaceKind;
  /** INEGI code or id of a stretch; empty for the nation. */
  place: string;
  group: ReleaseGroup;
  count: number;
}

/** Names a cell within its month. */
export function releaseKey({ kind, place, group }: Omit<ReleasedCell, 'count'>): string {
  return `${kind} ${place} ${group}`;
}
