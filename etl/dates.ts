import type { DateInterval } from '../domain/report.ts';

export type DateResult = { ok: true; date: DateInterval } | { ok: false; reason: DateProblem };

export type DateProblem =
  | 'date-missing'
  | 'date-unreadable'
  | 'date-does-not-exist'
  | 'date-in-the-future'
  | 'date-too-old';

/** CAMRD and IOM begin later; an older year is a typing error. */
const FIRST_YEAR = 1990;

const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    ['enero', 'ene', 'january', 'jan'],
    ['febrero', 'feb', 'february'],
    ['marzo', 'mar', 'march'],
    ['abril', 'abr', 'april', 'apr'],
    ['mayo', 'may'],
    ['junio', 'jun', 'june'],
    ['julio', 'jul', 'july'],
    ['agosto', 'ago', 'august', 'aug'],
    ['septiembre', 'setiembre', 'sep', 'sept', 'set', 'september'],
    ['octubre', 'oct', 'october'],
    ['noviembre', 'nov', 'november'],
    ['diciembre', 'dic', 'december', 'dec'],
  ].flatMap((names, month) => names.map((name): [string, number] => [name, month + 1])),
);

/**
 * Reads a date as sources write it: `2018-03-12` (a time behind it is ignored), `12/03/2018` (day first),
 * `12 de marzo de 2018`, `March 12, 2018`, IOM's `Thu, 01/02/2026 - 12:00` (month first: it names the weekday),
 * and month or year alone, which become an interval and never a made-up day.
 *
 * @param today ISO day; nothing may lie after it.
 */
export function readDate(text: string, today: string): DateResult {
  const words = plain(text);
  if (words === '') return { ok: false, reason: 'date-missing' };
  const parts = readParts(words);
  if (parts === null) return { ok: false, reason: 'date-unreadable' };
  const { year, month, day } = parts;
  if (month !== null && (month < 1 || month > 12)) return { ok: false, reason: 'date-does-not-exist' };
  if (month !== null && day !== null && (day < 1 || day > daysInMonth(year, month))) {
    return { ok: false, reason: 'date-does-not-exist' };
  }
  if (year < FIRST_YEAR) return { ok: false, reason: 'date-too-old' };
  const firstDay = isoDay(year, month ?? 1, day ?? 1);
  if (firstDay > today) return { ok: false, reason: 'date-in-the-future' };
  const lastMonth = month ?? 12;
  const last = isoDay(year, lastMonth, day ?? daysInMonth(year, lastMonth));
  const precision = month === null ? 'year' : day === null ? 'month' : 'day';
  // A month that is not over yet ends today.
  return { ok: true, date: { firstDay, lastDay: last > today ? today : last, precision } };
}

interface DateParts {
  year: number;
  month: number | null;
  day: number | null;
}

function readParts(words: string): DateParts | null {
  let m = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?$/.exec(words);
  if (m) return parts(m[1], m[2], m[3]);
  m = /^(?:mon|tue|wed|thu|fri|sat|sun),? (\d{1,2})\/(\d{1,2})\/(\d{4})(?: -? ?\d.*)?$/.exec(words);
  if (m) return parts(m[3], m[1], m[2]);
  m = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: \d{1,2}:\d{2}.*)?$/.exec(words);
  if (m) return parts(m[3], m[2], m[1]);
  m = /^(\d{4})[-/.](\d{1,2})$/.exec(words);
  if (m) return parts(m[1], m[2], null);
  m = /^(\d{1,2})[/.-](\d{4})$/.exec(words);
  if (m) return parts(m[2], m[1], null);
  m = /^(\d{4})$/.exec(words);
  if (m) return parts(m[1], null, null);
  return readMonthNames(words);
}

function readMonthNames(words: string): DateParts | null {
  // A weekday in front says nothing that the day does not.
  const bare = words.replace(/^[a-z]+,? (?=\d{1,2} )/, '');
  let m = /^(\d{1,2})(?:o|º|er|st|nd|rd|th)?\.?[ -](?:de )?([a-z]+)\.?[ ,-]+(?:de(?:l)? )?(\d{4})$/.exec(
    bare,
  );
  if (m) return named(m[3], m[2], m[1]);
  m = /^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(bare);
  if (m) return named(m[3], m[1], m[2]);
  m = /^([a-z]+)\.?[ ,-]+(?:de(?:l)? )?(\d{4})$/.exec(bare);
  if (m) return named(m[2], m[1], null);
  return null;
}

function named(year: string, name: string, day: string | null): DateParts | null {
  const month = MONTHS.get(name);
  return month === undefined ? null : parts(year, String(month), day);
}

function parts(year: string, month: string | null, day: string | null): DateParts {
  return {
    year: Number(year),
    month: month === null ? null : Number(month),
    day: day === null ? null : Number(day),
  };
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function isoDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
