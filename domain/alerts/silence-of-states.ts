import { dayCount, intersection } from '../coverage/day-spans.ts';
import type { DaySpan } from '../coverage/silence.ts';
import { type SourceReporting, stateCoverage } from '../coverage/state-coverage.ts';
import { STATES } from '../states.ts';
import type { NoData } from './measure.ts';

/** By INEGI code: days on which all that usually tell of a state are silent. */
export type StateSilence = Readonly<Record<string, readonly DaySpan[]>>;

/**
 * Where nothing was told though it usually is, over a period. A state that was never told of is not silent here: its
 * first reports are news, and the days before them are zeros.
 */
export function silenceOfStates(sources: readonly SourceReporting[], period: DaySpan): StateSilence {
  const silent: Record<string, DaySpan[]> = {};
  for (const { code } of STATES) {
    const { status, noData } = stateCoverage(code, sources, period);
    if ((status === 'covered' || status === 'stopped') && noData.length > 0) silent[code] = noData;
  }
  return silent;
}

/**
 * States without data at the end of a period that were told of before, with the first day of their silence.
 * @param whole the silence of all days: that of the period begins with it at the earliest
 */
export function silentNow(
  silence: StateSilence,
  day: number,
  whole: StateSilence = silence,
): { code: string; fromDay: number }[] {
  const lastOf = (spans: readonly DaySpan[] | undefined) => {
    const last = spans?.at(-1);
    return last && last.to >= day ? last : null;
  };
  return Object.entries(silence).flatMap(([code, spans]) => {
    const last = lastOf(spans);
    return last ? [{ code, fromDay: Math.min(last.from, lastOf(whole[code])?.from ?? last.from) }] : [];
  });
}

/** A window of which at least half is silent in all of some states has no data; without a state none is missing. */
export function isSilent(
  silence: StateSilence,
  stateCodes: readonly string[],
  fromDay: number,
  toDay: number,
): boolean {
  if (stateCodes.length === 0) return false;
  let silent: DaySpan[] = [{ from: fromDay, to: toDay }];
  for (const code of stateCodes) {
    silent = intersection(silent, silence[code] ?? []);
    if (silent.length === 0) return false;
  }
  return 2 * dayCount(silent) >= toDay - fromDay + 1;
}

/** The test of windows that measures take: by the states of a unit. */
export function noDataTest(silence: StateSilence): NoData {
  return ({ stateCodes }, fromDay, toDay) => isSilent(silence, stateCodes, fromDay, toDay);
}
