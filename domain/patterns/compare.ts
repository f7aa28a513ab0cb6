import { benjaminiHochberg } from '../statistics/adjust.ts';
import { garwood } from '../statistics/poisson-intervals.ts';
import { type RateRatio, rateRatio } from '../statistics/rate-ratio.ts';

/** Under this q a difference is told; else it can't be told from chance. */
const TOLD_Q = 0.05;
const DAYS_PER_MONTH = 365.25 / 12;

export interface SideRate {
  count: number;
  /** Incidents a month, with the exact 95 % interval of the count. */
  perMonth: number;
  low: number;
  high: number;
}

export interface ComparedRow {
  word: string;
  first: SideRate;
  second: SideRate;
  ratio: RateRatio;
  q: number;
  verdict: 'more' | 'fewer' | 'not-told';
}

/**
 * Two sides (states, or periods) word by word: counts of independent incidents per month, their ratio (second over
 * first) with exact interval, and whether it can be told from chance after false-discovery control over all words.
 * Words with no incident on either side are left out. More reports are not more crimes: sides differ in who reports.
 * @param days how long each side was watched, over 0
 */
export function compareSides(
  words: readonly string[],
  counts: { first: ArrayLike<number>; second: ArrayLike<number> },
  days: { first: number; second: number },
): ComparedRow[] {
  const at = words
    .map((_, index) => index)
    .filter((index) => (counts.first[index] ?? 0) + (counts.second[index] ?? 0) > 0);
  const ratios = at.map((index) =>
    rateRatio(
      { count: counts.first[index] ?? 0, exposure: days.first },
      { count: counts.second[index] ?? 0, exposure: days.second },
    ),
  );
  const q = benjaminiHochberg(Float64Array.from(ratios, ({ p }) => p));
  return at.map((index, row) => {
    const ratio = ratios[row]!;
    return {
      word: words[index]!,
      first: sideRate(counts.first[index] ?? 0, days.first),
      second: sideRate(counts.second[index] ?? 0, days.second),
      ratio,
      q: q[row]!,
      verdict: q[row]! >= TOLD_Q ? 'not-told' : ratio.ratio > 1 ? 'more' : 'fewer',
    };
  });
}

function sideRate(count: number, days: number): SideRate {
  const months = days / DAYS_PER_MONTH;
  const interval = garwood(count);
  return { count, perMonth: count / months, low: interval.low / months, high: interval.high / months };
}
