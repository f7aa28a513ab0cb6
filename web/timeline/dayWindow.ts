import { dayNumber, isoDayOf } from '../../domain/days.ts';
import { type Bin, binOf, firstDayOf, lastDayOf } from '../../domain/time-bins.ts';

/** Days since 1970-01-01, both included; an open end is infinite. */
export interface DayWindow {
  from: number;
  to: number;
}

export const ALL_DAYS: DayWindow = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** First and last bin, both included. */
export interface BinWindow {
  first: number;
  last: number;
}

/** The period of a filter as days. */
export function windowOf({ from, to }: { from?: string | undefined; to?: string | undefined }): DayWindow {
  return {
    from: from === undefined ? ALL_DAYS.from : dayNumber(from),
    to: to === undefined ? ALL_DAYS.to : dayNumber(to),
  };
}

/** The period of a filter for whole bins; an end at the edge of what there is stays open, and follows new data. */
export function periodOfBins(
  { first, last }: BinWindow,
  all: BinWindow,
  bin: Bin,
): { from: string | undefined; to: string | undefined } {
  return {
    from: first <= all.first ? undefined : isoDayOf(firstDayOf(first, bin)),
    to: last >= all.last ? undefined : isoDayOf(lastDayOf(last, bin)),
  };
}

/** The bins that a window touches, of those there are. */
export function binsOf({ from, to }: DayWindow, all: BinWindow, bin: Bin): BinWindow {
  const first = Number.isFinite(from) ? binOf(from, bin) : all.first;
  const last = Number.isFinite(to) ? binOf(to, bin) : all.last;
  return {
    first: Math.min(Math.max(first, all.first), all.last),
    last: Math.max(Math.min(last, all.last), all.first),
  };
}

/** The days of whole bins, open at the edges of what there is. */
export function daysOf({ first, last }: BinWindow, all: BinWindow, bin: Bin): DayWindow {
  return {
    from: first <= all.first ? ALL_DAYS.from : firstDayOf(first, bin),
    to: last >= all.last ? ALL_DAYS.to : lastDayOf(last, bin),
  };
}

/** Whether a window begins and ends with bins, so that counts by bin tell it exactly. */
export function isWholeBins({ from, to }: DayWindow, bin: Bin): boolean {
  const begins = !Number.isFinite(from) || firstDayOf(binOf(from, bin), bin) === from;
  const ends = !Number.isFinite(to) || lastDayOf(binOf(to, bin), bin) === to;
  return begins && ends;
}

/** Moves by bins and keeps its length, as far as there is room. */
export function moved({ first, last }: BinWindow, by: number, all: BinWindow): BinWindow {
  const step = Math.min(Math.max(by, all.first - first), all.last - last);
  return { first: first + step, last: last + step };
}

/** With another first or last bin; the ends never cross. */
export function resized(window: BinWindow, end: 'first' | 'last', to: number, all: BinWindow): BinWindow {
  if (end === 'first') return { ...window, first: Math.min(Math.max(to, all.first), window.last) };
  return { ...window, last: Math.max(Math.min(to, all.last), window.first) };
}
