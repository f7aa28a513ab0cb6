import type { Leg } from '../network/shortest-way.ts';
import { gammaQuantile } from '../statistics/special/incomplete-gamma.ts';
import type { NetworkRisk } from './network-risk.ts';
import type { Estimate } from './score.ts';

/**
 * Danger points lie at least this far apart along the way, farther than the density's kernel reaches: the next lixel of
 * the same peak is no point of its own.
 */
const APART_KM = 25;
const MOST_POINTS = 5;
/** Half the width of a 95 % interval of a normal belief, in standard deviations. */
const NORMAL_95 = 1.959964;

export interface WayRisk {
  legs: {
    /** Predatory crimes a year expected on it, from its stretch's rate; null without data. */
    expectedPerYear: number | null;
    /** The same from the first leg to this one. */
    soFarPerYear: number;
  }[];
  /** The sum with its 95 % interval; null where no leg has data. Legs without data add nothing: it is at least this. */
  totalPerYear: Estimate | null;
  noDataKm: number;
  /** Lixels where reports are densest, the densest first; only those above the network's mean. */
  dangerPoints: { lixel: number; leg: number; atKm: number; density: number }[];
}

/**
 * The risk of a way: rates of its stretches times the km travelled, summed. The beliefs of stretches are independent,
 * so variances add; the interval is that of the gamma with the sum's mean and variance.
 *
 * @param middleKm km of the middle of a lixel on its corridor
 */
export function wayRisk(
  legs: readonly Leg[],
  { stretches, lixels, mean }: Pick<NetworkRisk, 'stretches' | 'lixels' | 'mean'>,
  middleKm: (lixel: number) => number,
): WayRisk {
  let sum = 0;
  let variance = 0;
  let noDataKm = 0;
  let any = false;
  const told = legs.map(({ stretch, fromKm, toKm }) => {
    const km = Math.abs(toKm - fromKm);
    const rate = stretches[stretch].rate;
    if (rate === null) {
      noDataKm += km;
      return { expectedPerYear: null, soFarPerYear: sum };
    }
    any = true;
    const expectedPerYear = (rate.value * km) / 100;
    const deviation = ((rate.high - rate.low) / (2 * NORMAL_95)) * (km / 100);
    sum += expectedPerYear;
    variance += deviation * deviation;
    return { expectedPerYear, soFarPerYear: sum };
  });
  return {
    legs: told,
    totalPerYear: any ? withInterval(sum, variance) : null,
    noDataKm,
    dangerPoints: dangerPoints(legs, lixels.density, mean, middleKm),
  };
}

function withInterval(value: number, variance: number): Estimate {
  if (value <= 0 || variance <= 0) return { value, low: value, high: value };
  const [shape, rate] = [(value * value) / variance, value / variance];
  return { value, low: gammaQuantile(0.025, shape, rate), high: gammaQuantile(0.975, shape, rate) };
}

function dangerPoints(
  legs: readonly Leg[],
  density: Float64Array,
  mean: number | null,
  middleKm: (lixel: number) => number,
): WayRisk['dangerPoints'] {
  if (mean === null) return [];
  let before = 0;
  const candidates = legs.flatMap((leg, index) => {
    const start = before;
    before += Math.abs(leg.toKm - leg.fromKm);
    return leg.lixels.map((lixel) => ({
      lixel,
      leg: index,
      atKm: middleKm(lixel),
      density: density[lixel],
      wayKm: start + Math.abs(middleKm(lixel) - leg.fromKm),
    }));
  });
  const chosen: typeof candidates = [];
  // A density that is not known (no data) compares false and is left out.
  for (const point of candidates
    .filter((candidate) => candidate.density > mean)
    .sort((a, b) => b.density - a.density || a.wayKm - b.wayKm)) {
    if (chosen.length === MOST_POINTS) break;
    if (chosen.every(({ wayKm }) => Math.abs(wayKm - point.wayKm) >= APART_KM)) chosen.push(point);
  }
  return chosen.map(({ wayKm: _, ...point }) => point);
}
