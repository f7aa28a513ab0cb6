/** Alerts of a month, `2018-04`. */
export interface MonthCount {
  month: string;
  count: number;
}

/** How many alerts fired in each month from the first to the last day of a preview, months without any included. */
export function previewMonths(from: string, to: string, fired: readonly string[]): MonthCount[] {
  const counts = new Map<string, number>();
  let [year, month] = from.split('-').map(Number) as [number, number];
  const last = to.slice(0, 7);
  for (;;) {
    const key = `${year}-${String(month).padStart(2, '0')}`;
    if (key > last) break;
    counts.set(key, 0);
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
  for (const day of fired) {
    const key = day.slice(0, 7);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => ({ month: key, count }));
}
