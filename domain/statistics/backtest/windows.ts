/** A month that is foretold from what came before its first day. Days since 1970, both included. */
export interface MonthWindow {
  /** As 2018-04. */
  name: string;
  firstDay: number;
  lastDay: number;
}

/** Of history before the first origin: the naive map is made of a year. */
export const HISTORY_DAYS = 365;
const MS_PER_DAY = 86_400_000;

/** The whole months of a period that have a year of the period before them. */
export function monthWindows(firstDay: number, lastDay: number): MonthWindow[] {
  const months: MonthWindow[] = [];
  const begin = new Date((firstDay + HISTORY_DAYS) * MS_PER_DAY);
  for (let at = Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth(), 1); ; ) {
    const month = new Date(at);
    const next = Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1);
    const window = {
      name: month.toISOString().slice(0, 7),
      firstDay: at / MS_PER_DAY,
      lastDay: next / MS_PER_DAY - 1,
    };
    if (window.lastDay > lastDay) return months;
    if (window.firstDay - HISTORY_DAYS >= firstDay) months.push(window);
    at = next;
  }
}
