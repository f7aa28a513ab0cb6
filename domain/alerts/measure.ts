import { fitNegativeBinomialSize } from '../statistics/dispersion.ts';
import { exceedanceP, exceedances } from '../statistics/exceedance.ts';
import { SCAN_HISTORY_DAYS } from '../statistics/scan/scan-incidents.ts';
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
  judged: Judged;
  /** All of it, worked out when asked for: of most units nobody asks. */
  measure: () => Measure;
}

/** Whether nothing is known of a place between two days, both included. */
export type NoData = (unit: RuleUnit, fromDay: number, toDay: number) => boolean;

/** What is usual is what a year was like (METHODS: 52 weeks), in windows as long as the one that is judged. */
const BASELINE_DAYS = 364;
/** With fewer windows nothing is called usual; where a year has fewer, longer is looked back. */
const FEWEST_WINDOWS = 12;

function baselineWindows(windowDays: number): number {
  return Math.max(FEWEST_WINDOWS, Math.floor(BASELINE_DAYS / windowDays));
}

const MAX_Q = 0.05;

/**
 * Measures a rule's units over the window that ends with a day. The baseline are the windows of the year before it, without
 * those of which nothing is known (no data is not zero) and those before the first day of all data; see exceedances.
 *
 * @param openKeys units with an open alert: they are judged whatever their count
 */
export function measureUnits(
  condition: UnitCondition,
  minimumSources: number,
  units: readonly RuleUnit[],
  series: UnitSeries,
  incidents: AlertIncidents,
  endDay: number,
  noData: NoData,
  openKeys: ReadonlySet<string>,
): UnitMeasure[] {
  const { windowDays } = condition;
  const fromDay = endDay - windowDays + 1;
  const baselines: (Float64Array | undefined)[] = [];
  const baseline = (index: number): Float64Array => {
    baselines[index] ??= baselineOf(units[index], index, series, endDay, windowDays, noData);
    return baselines[index];
  };
  const observed = units.map((_, index) => series.window(index, endDay, windowDays));
  const chances =
    condition.kind === 'exceedance' &&
    units.some(({ key }, index) => observed[index] >= condition.atLeast || openKeys.has(key))
      ? chancesOf(
          condition,
          units.map((_, index) => ({ observed: observed[index], baseline: baseline(index) })),
        )
      : null;
  return units.map((unit, index) => {
    const isWithoutData = noData(unit, fromDay, endDay);
    const chance = chances?.[index] ?? null;
    const per100Km = condition.kind === 'rate' ? perHundredKm(observed[index], unit.trackKm) : null;
    const band = bandOf(condition, { observed: observed[index], chance, per100Km });
    const isShort =
      band === 'above' &&
      minimumSources > 1 &&
      sourcesOf(incidents, series.members(index, endDay, windowDays)) < minimumSources;
    return {
      unit: index,
      judged: { band, shortage: isShort ? 'too-few-sources' : null, isWithoutData },
      measure: () => ({
        fromDay,
        toDay: endDay,
        observed: observed[index],
        expected: expectedOf(baseline(index)),
        baselineWindows: baseline(index).length,
        p: chance?.p ?? plainP(condition, observed[index], baseline(index)),
        q: chance?.q ?? null,
        per100Km,
        recurrenceDays: null,
      }),
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
  for (let back = 1; back <= baselineWindows(windowDays); back++) {
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

function bandOf(
  condition: UnitCondition,
  { observed, chance, per100Km }: { observed: number; chance: Chance; per100Km: number | null },
): Judged['band'] {
  switch (condition.kind) {
    case 'count':
      if (observed >= condition.atLeast) return 'above';
      return observed < condition.clearBelow ? 'below' : 'between';
    case 'rate':
      if ((per100Km ?? 0) > condition.above && observed >= condition.atLeast) return 'above';
      return (per100Km ?? 0) < condition.clearBelow ? 'below' : 'between';
    case 'exceedance':
      // Too short a baseline says nothing either way: an open alert stays as it is.
      if (chance === null) return observed === 0 ? 'below' : 'between';
      if (chance.p < condition.maxP && chance.q < MAX_Q && observed >= condition.atLeast) return 'above';
      return chance.p > condition.clearAboveP ? 'below' : 'between';
  }
}

/** Whether a rule's unit conditions need windows before the last one, and how many days in all. */
export function daysNeeded(rule: Pick<RuleDefinition, 'condition'>): number {
  const { condition } = rule;
  switch (condition.kind) {
    case 'hotspot':
      return 12 * condition.sliceDays;
    case 'scan':
      return SCAN_HISTORY_DAYS;
    default:
      return (baselineWindows(condition.windowDays) + 1) * condition.windowDays;
  }
}
