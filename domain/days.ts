const MS_PER_DAY = 86_400_000;

/** Whole days since 1970-01-01 of an ISO day (`2018-04-30`); anything else is a bug. */
export function dayNumber(iso: string): number {
  const day = Date.parse(`${iso}T00:00:00Z`) / MS_PER_DAY;
  if (!Number.isInteger(day)) throw new Error(`no day: ${iso}`);
  return day;
}

/** The ISO day of a number of days since 1970-01-01. */
export function isoDayOf(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}
