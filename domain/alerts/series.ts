import type { AlertIncidents } from './incidents.ts';
import { WIDEST_DATE_DAYS } from './incidents.ts';
import type { RuleUnits } from './units.ts';

/** Incidents of each unit day by day, summed from the first day on, so that any window is one subtraction. */
export interface UnitSeries {
  fromDay: number;
  /** Last day that can be asked for. */
  toDay: number;
  /** Incidents of a unit in the `days` days that end with `endDay`; days before `fromDay` have none. */
  window(unit: number, endDay: number, days: number): number;
  /** The incidents themselves, by index, oldest first. */
  members(unit: number, endDay: number, days: number): number[];
  /** Incidents of the unit in those days whose date is too vague to count in a window of this length. */
  vague(unit: number, endDay: number, days: number): number;
}

/**
 * An incident counts on its first day, and only where its date is at most as wide as the window: one that is known to
 * the month says nothing of this week.
 *
 * @param windowDays length of the windows that will be asked for
 */
export function unitSeries(
  incidents: AlertIncidents,
  { units, unitOf }: RuleUnits,
  span: { fromDay: number; toDay: number },
  windowDays: number,
): UnitSeries {
  const { fromDay, toDay } = span;
  const days = toDay - fromDay + 1;
  const sums = new Int32Array(units.length * (days + 1));
  const byUnit: number[][] = units.map(() => []);
  const widest = Math.min(windowDays, WIDEST_DATE_DAYS);
  const isVague = (i: number) => incidents.lastDay[i] - incidents.firstDay[i] >= widest;
  for (let i = 0; i < incidents.count; i++) {
    const unit = unitOf[i];
    const day = incidents.firstDay[i] - fromDay;
    if (unit < 0 || day < 0 || day >= days) continue;
    byUnit[unit].push(i);
    if (!isVague(i)) sums[unit * (days + 1) + day + 1]++;
  }
  for (let unit = 0; unit < units.length; unit++) {
    const start = unit * (days + 1);
    for (let day = 1; day <= days; day++) sums[start + day] += sums[start + day - 1];
  }
  const inWindow = (i: number, endDay: number, length: number) =>
    incidents.firstDay[i] <= endDay && incidents.firstDay[i] > endDay - length;
  return {
    fromDay,
    toDay,
    window: (unit, endDay, length) => {
      const end = Math.max(0, endDay - fromDay + 1);
      const begin = Math.max(0, end - length);
      const start = unit * (days + 1);
      return sums[start + end] - sums[start + begin];
    },
    members: (unit, endDay, length) =>
      byUnit[unit]
        .filter((i) => inWindow(i, endDay, length) && !isVague(i))
        .sort((a, b) => incidents.firstDay[a] - incidents.firstDay[b] || a - b),
    vague: (unit, endDay, length) =>
      byUnit[unit].filter((i) => inWindow(i, endDay, length) && isVague(i)).length,
  };
}
