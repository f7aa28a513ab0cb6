import type { LixelKernel } from '../network/lixel-kernel.ts';
import { type DayPeriod, DayWeights } from './day-weights.ts';
import { countDispersion } from './dispersion.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import type { RiskIncidents, RiskPlace } from './incident-columns.ts';
import { reshare } from './reshare.ts';
import type { RiskNetwork } from './risk-network.ts';
import { type Estimate, riskOfRate } from './score.ts';
import { type StretchPosteriors, stretchPosteriors } from './stretch-posteriors.ts';
import { type RateRatio, rateRatio } from './trend.ts';
import { type WeightsOfState, type WindowSums, windowSums } from './window-sums.ts';

/** Days without data of a state within a period. */
export type NoDataOf = (stateCode: string, period: DayPeriod) => readonly DayPeriod[];

export interface RiskQuestion {
  period: DayPeriod;
  /** An incident this many days old counts half; null: all the same. */
  halfLifeDays: number | null;
  /** Of all intervals. */
  level: number;
  /** Crimes that count: bits over CRIMES. */
  crimeMask: number;
}

/** Under this share of the period with data, or where its end has none, a stretch has no risk to show. */
const LEAST_COVERED = 0.5;

const DAYS_OF_YEAR = 365;

/** Days up to the end of the period that the trend looks at. */
export const DAYS_OF_TREND = 2 * DAYS_OF_YEAR;

/**
 * - `estimated`: there is a rate.
 * - `no-data`: the reports stopped, or cover less than half of the period. Not low risk.
 * - `none-counted`: nothing counted anywhere on the network: no mean to compare with.
 */
export type StretchStatus = 'estimated' | 'no-data' | 'none-counted';

export interface StretchRisk {
  status: StretchStatus;
  /** Incidents counted here, weighted, not whole where some are spread. */
  count: number;
  /** Incidents per 100 km and year, shrunk to the network's mean; null unless estimated. */
  rate: Estimate | null;
  /** Shape of the gamma that is believed of the rate; null unless estimated. */
  shape: number | null;
  score: Estimate | null;
  /** P(rate > network mean). */
  aboveMean: number | null;
  /** Rate of the last 365 days over that of the 365 before; null unless both have data. */
  trend: RateRatio | null;
  /** Share of the period with data. */
  covered: number;
  evidence: Evidence;
}

export interface NetworkRisk {
  /** One for each stretch of the network, in its order. */
  stretches: StretchRisk[];
  lixels: {
    /** Network kernel density, incidents per 100 km and year; NaN where the lixel's state has no data. */
    density: Float64Array;
    /** Incidents counted on each, weighted. */
    mass: Float64Array;
  };
  /** Incidents per 100 km and year over all stretches with data; null where there are none. */
  mean: number | null;
  /** Counts vary by this factor more than Poisson's. */
  dispersion: number;
  /** Shape of the prior that the counts speak for most: small where stretches differ much. Null without incidents. */
  priorShape: number | null;
  /** Incidents of the period, by what became of them; mass is what they add up to. */
  counted: { pinned: number; spread: number; far: number; vague: number; mass: number };
  period: DayPeriod;
}

/** 100 km x 365.25 days, in km x days. */
const PER_100_KM_YEAR = 100 * 365.25;

/**
 * The risk of every stretch and lixel: what was counted, over km and time with data; its rate, shrunk to the network's
 * mean (Gamma-Poisson); score, trend, and what it all rests on. Counts, densities and evidence have spread incidents
 * by length; rates and trends, which must not blur, as `reshare` has them.
 */
export function networkRisk(
  network: RiskNetwork,
  incidents: RiskIncidents,
  places: readonly RiskPlace[],
  question: RiskQuestion,
  noDataOf: NoDataOf,
  kernel: LixelKernel,
): NetworkRisk {
  const { period, halfLifeDays, level } = question;
  const weightsOf = weightsByState(period, halfLifeDays, noDataOf);
  const all = new DayWeights(period, halfLifeDays);
  const sums = windowSums(network, incidents, places, weightsOf, all);
  const dispersion = countDispersion(network, incidents, places, period);
  const hasData = stretchesWithData(sums);
  const mean = meanRate(sums, hasData);
  const byLength = believe(sums, hasData, dispersion);
  const reshared = reshare(places, network.lixels, (s) => {
    const belief = byLength.get(s);
    return belief ? belief.shape / belief.rate : (mean ?? 1);
  });
  const resummed = windowSums(network, incidents, reshared, weightsOf, all);
  const beliefs = believe(resummed, hasData, dispersion);
  const trends = trendsOf(network, incidents, reshared, period.to, level, noDataOf);
  const evidence = evidenceOf(
    network,
    incidents,
    places,
    halfLifeDays === null ? weightsOf : weightsByState(period, null, noDataOf),
    question.crimeMask,
  );
  const stretches = evidence.map((behind, s): StretchRisk => {
    const belief = beliefs.get(s);
    const risk = belief && mean !== null ? riskOfRate(belief, mean, level) : null;
    return {
      status: risk ? 'estimated' : hasData.includes(s) ? 'none-counted' : 'no-data',
      count: sums.counts[s]!,
      rate: risk && per100KmYear(risk.rate),
      shape: risk && belief ? belief.shape : null,
      score: risk?.score ?? null,
      aboveMean: risk?.aboveMean ?? null,
      trend: trends.get(s) ?? null,
      covered: sums.covered[s]!,
      evidence: behind,
    };
  });
  return {
    stretches,
    lixels: { density: lixelDensity(sums, kernel), mass: sums.lixelMass },
    mean: mean === null ? null : mean * PER_100_KM_YEAR,
    dispersion,
    priorShape: beliefs.priorShape,
    counted: countOutcomes(incidents, places, all),
    period,
  };
}

function weightsByState(period: DayPeriod, halfLifeDays: number | null, noDataOf: NoDataOf): WeightsOfState {
  const known = new Map<string, DayWeights>();
  return (state) => {
    let weights = known.get(state);
    if (!weights) {
      // An incident without a state has no silence of its own.
      weights = new DayWeights(period, halfLifeDays, state === '' ? [] : noDataOf(state, period));
      known.set(state, weights);
    }
    return weights;
  };
}

function stretchesWithData({ covered, endsObserved, exposure }: WindowSums): number[] {
  const found: number[] = [];
  covered.forEach((share, s) => {
    if (share >= LEAST_COVERED && endsObserved[s] === 1 && exposure[s]! > 0) found.push(s);
  });
  return found;
}

interface Belief {
  shape: number;
  rate: number;
}

class Beliefs {
  private readonly index: Map<number, number>;
  private readonly found: StretchPosteriors | null;

  constructor(stretches: readonly number[], found: StretchPosteriors | null) {
    this.index = new Map(stretches.map((s, k) => [s, k]));
    this.found = found;
  }

  get priorShape(): number | null {
    return this.found?.priorShape ?? null;
  }

  get(stretch: number): Belief | null {
    const k = this.index.get(stretch);
    if (k === undefined || !this.found) return null;
    return { shape: this.found.shape[k]!, rate: this.found.rate[k]! };
  }
}

/** Rates per km and day of the stretches named. */
function believe(sums: WindowSums, stretches: readonly number[], dispersion: number): Beliefs {
  const scaled = (values: Float64Array, power: 1 | 2) =>
    Float64Array.from(stretches, (s) => values[s]! * (sums.scale[s]! / dispersion) ** power);
  if (stretches.length === 0) return new Beliefs(stretches, null);
  return new Beliefs(
    stretches,
    stretchPosteriors({
      counts: scaled(sums.counts, 1),
      exposure: scaled(sums.exposure, 1),
      placementVariance: scaled(sums.placementVariance, 2),
    }),
  );
}

function meanRate({ counts, exposure }: WindowSums, stretches: readonly number[]): number | null {
  const count = stretches.reduce((sum, s) => sum + counts[s]!, 0);
  return count === 0 ? null : count / stretches.reduce((sum, s) => sum + exposure[s]!, 0);
}

/** The year up to a day against the year before, without decay. */
function trendsOf(
  network: RiskNetwork,
  incidents: RiskIncidents,
  places: readonly RiskPlace[],
  lastDay: number,
  level: number,
  noDataOf: NoDataOf,
): Map<number, RateRatio> {
  const years = [0, 1].map((ago) => {
    const to = lastDay - ago * DAYS_OF_YEAR;
    const period = { from: to - DAYS_OF_YEAR + 1, to };
    const weightsOf = weightsByState(period, null, noDataOf);
    const sums = windowSums(network, incidents, places, weightsOf, new DayWeights(period, null));
    const dispersion = countDispersion(network, incidents, places, period);
    return believe(sums, stretchesWithData(sums), dispersion);
  });
  const trends = new Map<number, RateRatio>();
  for (let s = 0; s < network.stretchCount; s++) {
    const [now, before] = [years[0]!.get(s), years[1]!.get(s)];
    if (now && before) trends.set(s, rateRatio(now, before, level));
  }
  return trends;
}

function lixelDensity({ lixelMass, lixelDays }: WindowSums, kernel: LixelKernel): Float64Array {
  const perDay = lixelMass.map((mass, lixel) => (lixelDays[lixel]! > 0 ? mass / lixelDays[lixel]! : 0));
  return kernel(perDay).map((density, lixel) =>
    lixelDays[lixel]! > 0 ? density * PER_100_KM_YEAR : Number.NaN,
  );
}

function per100KmYear({ value, low, high }: Estimate): Estimate {
  return { value: value * PER_100_KM_YEAR, low: low * PER_100_KM_YEAR, high: high * PER_100_KM_YEAR };
}

function countOutcomes(
  incidents: RiskIncidents,
  places: readonly RiskPlace[],
  days: DayWeights,
): NetworkRisk['counted'] {
  const counted = { pinned: 0, spread: 0, far: 0, vague: 0, mass: 0 };
  for (let i = 0; i < incidents.count; i++) {
    if (days.ofIncident(incidents.firstDay[i]!, incidents.lastDay[i]!) === 0) continue;
    const place = places[incidents.place[i]!]!;
    counted[place.outcome]++;
    counted.mass += place.mass;
  }
  return counted;
}
