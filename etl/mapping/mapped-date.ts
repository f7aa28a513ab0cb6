import type { DateInterval } from '../../domain/report.ts';
import type { RowReader } from '../cells.ts';
import { readDate } from '../dates.ts';
import type { Mapping } from './schema.ts';

const DAY_MS = 86_400_000;
/** The day is somewhere in the week that the source names by one of its days. */
const WEEK_REACH_DAYS = 6;
const MONTH_DAYS = 31;

/** The date of a row as a mapping's rule reads it; null with a problem noted where it can't be. */
export function mappedDate(rule: Mapping['date'], cells: RowReader, today: string): DateInterval | null {
  const first = readOrdered(rule.column, rule.order, cells, today);
  const last = rule.lastDayColumn ? readOrdered(rule.lastDayColumn, rule.order, cells, today) : first;
  if (!first || !last) return null;
  if (rule.lastDayColumn && last.lastDay < first.firstDay) {
    cells.reject(rule.lastDayColumn, 'ends-before-it-begins');
    return null;
  }
  const spread = { firstDay: first.firstDay, lastDay: last.lastDay, precision: first.precision };
  if (first !== last)
    spread.precision = precisionOf(daysBetween(spread.firstDay, spread.lastDay), first.precision);
  if (!rule.precision) return spread;

  const said = cells.text(rule.precision.column);
  const named = rule.precision.values[said];
  if (named === undefined) {
    cells.reject(rule.precision.column, 'not-in-mapping');
    return null;
  }
  return widened(spread, named, today);
}

function readOrdered(
  column: string,
  order: Mapping['date']['order'],
  cells: RowReader,
  today: string,
): DateInterval | null {
  const text = cells.text(column);
  const dayFirst =
    order === 'day-first' ? text : text.replace(/^(\d{1,2})([/.-])(\d{1,2})\2(?=\d{4})/, '$3$2$1$2');
  const read = readDate(dayFirst, today);
  if (!read.ok) cells.reject(column, read.reason);
  return read.ok ? read.date : null;
}

/** A date as vague as its source says, never finer than it was written. */
function widened(date: DateInterval, to: 'day' | 'week' | 'month' | 'year', today: string): DateInterval {
  if (to === 'day') return date;
  if (to === 'week') {
    const firstDay = addDays(date.firstDay, -WEEK_REACH_DAYS);
    const lastDay = addDays(date.lastDay, WEEK_REACH_DAYS);
    return {
      firstDay,
      lastDay: lastDay > today ? today : lastDay,
      precision: date.precision === 'day' ? 'month' : date.precision,
    };
  }
  const length = to === 'month' ? 7 : 4;
  const from = readDate(date.firstDay.slice(0, length), today);
  const until = readDate(date.lastDay.slice(0, length), today);
  if (!from.ok || !until.ok) return date;
  return { firstDay: from.date.firstDay, lastDay: until.date.lastDay, precision: to };
}

function precisionOf(days: number, least: DateInterval['precision']): DateInterval['precision'] {
  if (days === 0) return least;
  return days <= MONTH_DAYS && least !== 'year' ? 'month' : 'year';
}

function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS);
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
