/**
 * What a report says of the circumstances of the people concerned and of the moment. Sensitive: told for the whole
 * country only, from a threshold on (data/pattern-profiles.ts). Our lists.
 */

/** Why people left, as they or the source say; several at once. */
export const LEAVING_REASONS = [
  'violence',
  'extortion',
  'forced_recruitment',
  'domestic_violence',
  'persecution',
  'poverty',
  'disaster',
  'family_reunification',
  'deported_returns',
  'other_reason',
] as const;
export type LeavingReason = (typeof LEAVING_REASONS)[number];

/** What made people easier to harm on the way; several at once. */
export const VULNERABILITIES = [
  'without_documents',
  'without_money',
  'travelling_alone',
  'minor_alone',
  'pregnant',
  'with_small_children',
  'ill_or_injured',
  'disability',
  'other_language',
  'sexual_diversity',
  'debt_to_smuggler',
] as const;
export type Vulnerability = (typeof VULNERABILITIES)[number];

/** Parts of the day: an hour is told no finer, since with a place it could tell of a person. */
export const DAY_PARTS = ['small_hours', 'morning', 'afternoon', 'night'] as const;
export type DayPart = (typeof DAY_PARTS)[number];

/**
 * The part of the day of an hour in local time: 0-5 small hours, 6-11 morning, 12-18 afternoon, 19-23 night.
 *
 * @param hour whole number from 0 to 23
 */
export function dayPartOf(hour: number): DayPart {
  if (hour < 6) return 'small_hours';
  if (hour < 12) return 'morning';
  return hour < 19 ? 'afternoon' : 'night';
}
