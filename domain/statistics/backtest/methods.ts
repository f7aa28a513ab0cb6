import { giStar } from '../gi-star.ts';
import type { Neighbours } from '../neighbours.ts';

/** What is compared. The naive map comes first: all others are held against it. */
export const BACKTEST_METHODS = [
  'naive',
  'gi-star',
  'planar-kernel',
  'network-kernel',
  'near-repeat',
] as const;
export type BacktestMethod = (typeof BACKTEST_METHODS)[number];

/** Mass by unit in, density by unit out. */
export type UnitKernel = (mass: Float64Array) => Float64Array;

/** Units of an area or a network, with what the methods need to know of them. */
export interface UnitSpace {
  /** Area or length of each unit. */
  extent: Float64Array;
  /** Each unit with itself, for Gi*. */
  neighbours: Neighbours;
  planar: UnitKernel;
}

/** An incident as old as this counts half of what a fresh one adds to the near-repeat forecast. */
const HALF_LIFE_DAYS = 14;
/** What an incident of yesterday adds to its own place, in incidents of last year. */
const BOOST = 5;

/** How much an incident of so many days before the origin weighs in the near-repeat forecast. */
export function nearRepeatWeight(daysBefore: number): number {
  return 1 + BOOST * 2 ** (-daysBefore / HALF_LIFE_DAYS);
}

/**
 * Scores by unit, one forecast a method, each from the same year before the origin; none is below zero.
 *
 * - `naive`: last year's incidents by extent.
 * - `gi-star`: z of Getis & Ord over all units.
 * - `planar-kernel`: quartic kernel density as the crow flies (Chainey, Tompson & Uhlig 2008).
 * - `near-repeat`: the same, with incidents the heavier the fresher they are (after Bowers, Johnson & Pease 2004).
 *
 * The network kernel's scores come from outside, where there is a network.
 */
export function forecasts(
  { extent, neighbours, planar }: UnitSpace,
  year: Float64Array,
  boosted: Float64Array,
): Record<Exclude<BacktestMethod, 'network-kernel'>, Float64Array> {
  const naive = year.map((count, unit) => count / extent[unit]!);
  const gi = giStar(year, neighbours);
  // A year in which all lies in one unit, or nothing does, has no z: the counts are all that is known.
  const z = gi.status === 'answered' ? gi.value.z : naive;
  const least = z.reduce((a, b) => Math.min(a, b), 0);
  return {
    naive,
    'gi-star': z.map((value) => value - least),
    'planar-kernel': planar(year),
    'near-repeat': planar(boosted),
  };
}
