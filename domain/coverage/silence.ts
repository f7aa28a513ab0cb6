import { usualGapDays } from './usual-gap.ts';

/** Whole days since 1970-01-01, both included. */
export interface DaySpan {
  from: number;
  to: number;
}

/** How a source reports, as a whole or from one state. */
export interface Reporting {
  firstDay: number;
  lastDay: number;
  reportDays: number;
  /** Null where there are too few days with reports to say. */
  usualGapDays: number | null;
  /** Silences between reports that were longer than usual: the days from one report to the next, both left out. */
  silences: DaySpan[];
}

/**
 * The usual gap of a source and where it was silent for longer. A silence counts whole, from the last report on: when
 * within it the source stopped, nobody knows.
 * @param days with reports, whole numbers since 1970, rising, none twice, at least one
 */
export function reportingOf(days: readonly number[]): Reporting {
  const usual = usualGapDays(days);
  const silences: DaySpan[] = [];
  for (let index = 1; usual !== null && index < days.length; index++) {
    const before = days[index - 1]!;
    const next = days[index]!;
    if (next - before > usual) silences.push({ from: before + 1, to: next - 1 });
  }
  return {
    firstDay: days[0]!,
    lastDay: days.at(-1)!,
    reportDays: days.length,
    usualGapDays: usual,
    silences,
  };
}

/** The silence that still lasts on a day, or null: no report since, for longer than usual. */
export function openSilence(
  { lastDay, usualGapDays: usual }: Pick<Reporting, 'lastDay' | 'usualGapDays'>,
  asOf: number,
): DaySpan | null {
  return usual !== null && asOf - lastDay > usual ? { from: lastDay + 1, to: asOf } : null;
}
