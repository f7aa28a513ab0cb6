/** Equal slices of time that don't overlap, oldest first. */
export interface TimeSlices {
  /** Day of the first slice's begin, since 1970. */
  firstDay: number;
  daysEach: number;
  count: number;
}

/** A slice shorter than a week would follow the days of the week. */
const SHORTEST_DAYS = 7;
const SLICES = 12;

/**
 * Twelve slices of a period, as long as whole days allow, the last one ending with the period; fewer where they would
 * be shorter than a week. What is left over lies before the first slice.
 */
export function slicesOf(period: { from: number; to: number }): TimeSlices {
  const days = period.to - period.from + 1;
  const daysEach = Math.max(SHORTEST_DAYS, Math.floor(days / SLICES));
  const count = Math.min(SLICES, Math.floor(days / daysEach));
  return { firstDay: period.to + 1 - count * daysEach, daysEach, count };
}

/** The slice that holds a day, or -1. */
export function sliceOf({ firstDay, daysEach, count }: TimeSlices, day: number): number {
  const slice = Math.floor((day - firstDay) / daysEach);
  return slice >= 0 && slice < count ? slice : -1;
}
