/** What of a date a number format shows: a month without its day is all that the cell says. */
export type DateShown = 'day' | 'month' | 'year' | null;

/** Built-in formats that show dates (ECMA-376, 18.8.30); 18 to 21 and 45 to 47 are times of day. */
const BUILT_IN: ReadonlyMap<number, DateShown> = new Map<number, DateShown>([
  [14, 'day'],
  [15, 'day'],
  [16, 'day'],
  [17, 'month'],
  [22, 'day'],
  ...[27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id): [number, DateShown] => [id, 'day']),
]);

const DAY_MS = 86_400_000;
/** Day 0 of each system, chosen so that days after February 1900 (which Excel gives a 29th) come out right. */
const EPOCH_1900_MS = Date.UTC(1899, 11, 30);
const EPOCH_1904_MS = Date.UTC(1904, 0, 1);
/** 9999-12-31 in the 1900 system. */
const LAST_SERIAL = 2_958_465;

/** What a number format shows of a date: built in by id, or by its code such as `[$-80A]d" de "mmmm`. */
export function dateShown(formatId: number, code: string | undefined): DateShown {
  if (code === undefined) return BUILT_IN.get(formatId) ?? null;
  const letters = code
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .split(';')[0]
    .toLowerCase()
    .replace(/general|am\/pm|a\/p/g, '');
  if (letters.includes('d')) return 'day';
  if (letters.includes('y') || letters.includes('e')) {
    // `e` is a year in some languages and an exponent in numbers.
    if (/[0#?]/.test(letters)) return null;
    return letters.includes('m') ? 'month' : 'year';
  }
  return null;
}

/**
 * A serial number as an ISO day, month or year; null where it is no date. Excel turns a typed "marzo 2017" into
 * the first of March that shows its month only: the month is what was said.
 */
export function dateOfSerial(
  serial: number,
  shown: 'day' | 'month' | 'year',
  is1904: boolean,
): string | null {
  if (!(serial >= 0 && serial <= LAST_SERIAL)) return null;
  const iso = new Date((is1904 ? EPOCH_1904_MS : EPOCH_1900_MS) + Math.floor(serial) * DAY_MS).toISOString();
  return iso.slice(0, { day: 10, month: 7, year: 4 }[shown]);
}
