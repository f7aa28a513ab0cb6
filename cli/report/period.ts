import { dayNumber } from '../../domain/days.ts';
import { CLOSING_DAYS } from '../../domain/release/closing.ts';

export interface BriefPeriod {
  from: string;
  to: string;
}

/** A year (`2018`), a month (`2018-04`) or two days (`2018-01-01:2018-03-31`) as days; null for anything else. */
export function parsePeriod(text: string): BriefPeriod | null {
  if (/^\d{4}$/.test(text)) return { from: `${text}-01-01`, to: `${text}-12-31` };
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  if (month) {
    const last = new Date(Date.UTC(Number(month[1]), Number(month[2]), 0)).toISOString().slice(0, 10);
    return { from: `${text}-01`, to: last };
  }
  const [from = '', to = '', ...rest] = text.split(':');
  return rest.length === 0 && isDay(from) && isDay(to) && from <= to ? { from, to } : null;
}

/**
 * Whether a period is one whole year of the calendar that no late report changes much any more. Answers about persons
 * keep to these: each year has its own threshold, and no two of them overlap to be subtracted.
 */
export function isClosedYear({ from, to }: BriefPeriod, asOf: string): boolean {
  const isYear = from.slice(0, 4) === to.slice(0, 4) && from.endsWith('-01-01') && to.endsWith('-12-31');
  return isYear && dayNumber(asOf) >= dayNumber(to) + CLOSING_DAYS;
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  );
}
