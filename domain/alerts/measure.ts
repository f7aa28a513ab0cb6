import { fitNegativeBinomialSize } from '../statistics/dispersion.ts';
import { exceedanceP, exceedances } from '../statistics/exceedance.ts';
import { gammaQuantile } from '../statistics/special/incomplete-gamma.ts';
import type { Judged } from './decide.ts';
import type { AlertIncidents } from './incidents.ts';
import type { RuleDefinition, UnitCondition } from './rule.ts';
import type { UnitSeries } from './series.ts';
import type { RuleUnit } from './units.ts';

/** What was counted of a unit or cluster, and what would be usual; days since 1970. */
export interface Measure {
  fromDay: number;
  toDay: number;
  observed: number;
  /** From the windows before, with the interval that holds its mean with 95 %; null where there are too few. */
  expected: { value: number; low: number; high: number } | null;
  /** Windows with data that it comes from. */
  baselineWindows: number;
  /** P(at least as many), given the baseline, and its false-discovery rate over the units of the run. */
  p: number | null;
  q: number | null;
  /** Of a rate rule: incidents per 100 km of track. */
  per100Km: number | null;
  /** Of a scan: once in so many days by chance. */
  recurrenceDays: number | null;
}

export interface UnitMeasure {
  unit: number;
  measure: Measure;
  judged: Judged;
}

/** Whether nothing is known of a place between two days, both included. */
export type NoData = (unit: RuleUnit, fromDay: number, toDay: number) => boolean;

export const BASELINE_WINDOWS = 52;
/** With fewer windows nothing is called usual. */
const FEWEST_WINDOWS = 12;
const MAX_Q = 0.05;

/**
 * Measures a rule's units over the window that ends with a day. The baseline are the 52 windows before it, without
 * those of which nothing is known (no data is not zero) and those before the first day of all data; see exceedances.
 */
export function measureUnits(
  condition: UnitCondition,
  minimumSources: number,
  units: readonly RuleUnit[],
  series: UnitSeries,
  incidents: AlertIncidents,
  endDay: number,
  noData: NoData,
): UnitMeasure[] {
  const { windowDays } = condition;
  const fromDay = endDay - windowDays + 1;
  const counted = units.map((unit, index) => ({
    observed: series.window(index, endDay, windowDays),
    baseline: baselineOf(unit, index, series, endDay, windowDays, noData),
  }));
  const chances = condition.kind === 'exceedance' ? chancesOf(condition, counted) : null;
  return units.map((unit, index) => {
    const { observed, baseline } = counted[index];
    const isWithoutData = noData(unit, fromDay, endDay);
    const measure: Measure = {
      fromDay,
      toDay: endDay,
      observed,
      expected: expectedOf(baseline),
      baselineWindows: baseline.length,
      p: chances?.[index]?.p ?? plainP(condition, observed, baseline),
      q: chances?.[index]?.q ?? null,
      per100Km: condition.kind === 'rate' ? perHundredKm(observed, unit.trackKm) : null,
      recurrenceDays: null,
    };
    const band = bandOf(condition, measure);
    const isShort =
      band === 'above' &&
      minimumSources > 1 &&
      sourcesOf(incidents, series.members(index, endDay, windowDays)) < minimumSources;
    return {
      unit: index,
      measure,
      judged: { band, shortage: isShort ? 'too-few-sources' : null, isWithoutData },
    };
  });
}

/** How many different sources told of some incidents. */
export function sourcesOf(
  { sourceSet, sourceSets }: Pick<AlertIncidents, 'sourceSet' | 'sourceSets'>,
  members: readonly number[],
): number {
  return new Set(members.flatMap((i) => sourceSets[sourceSet[i]])).size;
}

function baselineOf(
  unit: RuleUnit,
  index: number,
  series: UnitSeries,
  endDay: number,
  windowDays: number,
  noData: NoData,
): Float64Array {
  const counts: number[] = [];
  for (let back = 1; back <= BASELINE_WINDOWS; back++) {
    const end = endDay - back * windowDays;
    if (end - windowDays + 1 < series.fromDay) break;
    if (!noData(unit, end - windowDays + 1, end)) counts.push(series.window(index, end, windowDays));
  }
  return Float64Array.from(counts);
}

type Chance = { p: number; q: number } | null;

function chancesOf(
  { maxP, atLeast }: Extract<UnitCondition, { kind: 'exceedance' }>,
  counted: readonly { observed: number; baseline: Float64Array }[],
): Chance[] {
  const judgedUnits = counted.filter(({ baseline }) => baseline.length >= FEWEST_WINDOWS);
  if (judgedUnits.length === 0) return counted.map(() => null);
  const answer = exceedances(judgedUnits, {
    dispersion: 'fitted',
    maxP,
    minObserved: atLeast,
    maxQ: MAX_Q,
  });
  if (answer.status === 'refused') throw new Error(`counts that can't be judged: ${answer.reason}`);
  const chances: Chance[] = [];
  let at = 0;
  for (const { baseline } of counted) {
    chances.push(baseline.length >= FEWEST_WINDOWS ? answer.value.units[at++] : null);
  }
  return chances;
}

/** The chance of a count beside a rule that judges by the count itself: by this unit's own dispersion. */
function plainP(condition: UnitCondition, observed: number, baseline: Float64Array): number | null {
  if (condition.kind === 'exceedance' || baseline.length < FEWEST_WINDOWS || observed === 0) return null;
  const total = baseline.reduce((sum, count) => sum + count, 0);
  return exceedanceP(observed, total, baseline.length, fitNegativeBinomialSize([baseline]));
}

/** Mean of the next window with Jeffreys' prior, and its 95 % interval: Gamma(S + 1/2, B). */
function expectedOf(baseline: Float64Array): Measure['expected'] {
  if (baseline.length < FEWEST_WINDOWS) return null;
  const total = baseline.reduce((sum, count) => sum + count, 0);
  const bound = (probability: number) => gammaQuantile(probability, total + 0.5) / baseline.length;
  return { value: total / baseline.length, low: bound(0.025), high: bound(0.975) };
}

function perHundredKm(observed: number, km: number | null): number {
  return !km ? 0 : (100 * observed) / km;
}

function bandOf(condition: UnitCondition, { observed, p, q, per100Km }: Measure): Judged['band'] {
  switch (condition.kind) {
    case 'count':
      if (observed >= condition.atLeast) return 'above';
      return observed < condition.clearBelow ? 'below' : 'between';
    case 'rate':
      if ((per100Km ?? 0) > condition.above && observed >= condition.atLeast) return 'above';
      return (per100Km ?? 0) < condition.clearBelow ? 'below' : 'between';
    case 'exceedance':
      // Too short a baseline says nothing either way: an open alert stays as it is.
      if (p === null || q === null) return observed === 0 ? 'below' : 'between';
      if (p < condition.maxP && q < MAX_Q && observed >= condition.atLeast) return 'above';
      return p > condition.clearAboveP ? 'below' : 'between';
  }
}

/** Whether a rule's unit conditions need windows before the last one, and how many days in all. */
export function daysNeeded(rule: Pick<RuleDefinition, 'condition'>): number {
  const { condition } = rule;
  switch (condition.kind) {
    case 'hotspot':
      return 12 * condition.sliceDays;
    case 'scan':
      return 366;
    default:
      return (BASELINE_WINDOWS + 1) * condition.windowDays;
  }
}
