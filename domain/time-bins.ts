/** Bins of the timeline: calendar months, or weeks that begin on Monday, each with a whole number for a name. */

export const BINS = ['month', 'week'] as const;
export type Bin = (typeof BINS)[number];

const MS_PER_DAY = 86_400_000;
/** The first Monday after 1970-01-01, in days since then; week 0 begins there. */
export const FIRST_MONDAY = 4;

/** The bin of a day, in days since 1970-01-01: months since the year 0, or weeks since 1970-01-05. */
export function binOf(day: number, bin: Bin): number {
  if (bin === 'week') return Math.floor((day - FIRST_MONDAY) / 7);
  const date = new Date(day * MS_PER_DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** First day of a bin, in days since 1970-01-01. */
export function firstDayOf(index: number, bin: Bin): number {
  if (bin === 'week') return index * 7 + FIRST_MONDAY;
  return Date.UTC(Math.floor(index / 12), index % 12, 1) / MS_PER_DAY;
}

/** Last day of a bin, in days since 1970-01-01. */
export function lastDayOf(index: number, bin: Bin): number {
  return firstDayOf(index + 1, bin) - 1;
}
