import { dayNumber, isoDayOf } from '../days.ts';

/** Days after its end at which a month closes: what comes later is in no release. */
export const CLOSING_DAYS = 28;

/**
 * How many months back a release begins. Fixed and not by the first incident: that a year has months at all must not
 * tell that something is known of it.
 */
export const RELEASE_MONTHS = 120;

/** Days after the first report of a database until it releases by itself, so that the history can be loaded first. */
export const SETTLING_DAYS = 7;

/** The first days of all months that are closed at a day, the oldest first. */
export function closedMonths(asOf: string): string[] {
  const end = isoDayOf(dayNumber(asOf) - CLOSING_DAYS + 1);
  // The month in which a closed one would have to end is itself not over.
  return Array.from({ length: RELEASE_MONTHS }, (_, back) => monthBefore(end, back + 1)).reverse();
}

/** The first day of the month that lies some months before a day's. */
function monthBefore(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10);
}
