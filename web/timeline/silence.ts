import type { Coverage } from '../../api/contract-coverage.ts';
import { dayNumber } from '../../domain/days.ts';
import { type Bin, firstDayOf, lastDayOf } from '../../domain/time-bins.ts';
import type { BinWindow } from './dayWindow.ts';

export interface Silence {
  /** For each bin the share of the states that lie without data for at least half of it. */
  shares: number[];
  /** How many states the shares are of: those that ever reported, or the one that is chosen. */
  states: number;
}

/** Where the histogram is low because nobody told. @param stateCode the chosen state; null: all that ever reported */
export function silenceByBin(
  coverage: Coverage,
  all: BinWindow,
  bin: Bin,
  stateCode: string | null,
): Silence {
  const states = coverage.states.filter(({ code, status }) =>
    stateCode === null ? status !== 'never' : code === stateCode,
  );
  const spans = states.map(({ noData }) =>
    noData.map(({ from, to }) => ({ from: dayNumber(from), to: dayNumber(to) })),
  );
  const shares: number[] = [];
  for (let index = all.first; index <= all.last; index++) {
    const [from, to] = [firstDayOf(index, bin), lastDayOf(index, bin)];
    const silent = spans.filter((ofState) => 2 * daysWithin(ofState, from, to) >= to - from + 1).length;
    shares.push(states.length === 0 ? 0 : silent / states.length);
  }
  return { shares, states: states.length };
}

function daysWithin(spans: readonly { from: number; to: number }[], from: number, to: number): number {
  return spans.reduce(
    (sum, span) => sum + Math.max(0, Math.min(span.to, to) - Math.max(span.from, from) + 1),
    0,
  );
}
