import { type Answer, answered, refused } from '../answer.ts';
import { refuseNegative } from '../input-checks.ts';
import { limitedZones, type Zones } from './zones.ts';

export const SCAN_MODELS = ['space-time-permutation', 'poisson'] as const;
export type ScanModel = (typeof SCAN_MODELS)[number];

/** Cases by place and day; equal lengths. */
export interface ScanCases {
  /** Index of the place, 0..places - 1. */
  place: Int32Array;
  /** Any whole days, such as those since 1970. */
  day: Int32Array;
}

export interface ScanSettings {
  /** First and last day of the study period; windows end on the last. */
  firstDay: number;
  lastDay: number;
  /** Longest window, in days. */
  maxDays: number;
  minCases: number;
  /** People, or any other exposure, by place: makes the scan a Poisson one. */
  exposure?: Float64Array;
}

/**
 * A scan made ready: plain columns that can be sent to a thread. A zone and window with weights w and v expects
 * mu = w v / `scale` cases.
 */
export interface ScanProblem {
  model: ScanModel;
  zones: Zones;
  places: number;
  /** All cases of the study period. */
  cases: number;
  maxDays: number;
  minCases: number;
  /** By place: its cases of all days (permutation) or its exposure (Poisson). */
  weight: Float64Array;
  /** By days of the window minus 1: cases of all places in it, or its days. */
  windowWeight: Float64Array;
  scale: number;
  /** Place of each case: what a permutation deals out again. */
  placeOfCase: Int32Array;
  /** Days before the last one of the cases in the longest window, and their places. */
  recentAge: Int32Array;
  recentPlace: Int32Array;
  days: number;
}

const MIN_SCAN_DAYS = 2;

/**
 * Makes a prospective scan ready: which cases count, and what each place and window weighs.
 * @param zones circles, or zones that grow over a network; they lose what would hold more than half of the weight
 */
export function scanProblem(zones: Zones, cases: ScanCases, settings: ScanSettings): Answer<ScanProblem> {
  const { firstDay, lastDay, maxDays, minCases, exposure } = settings;
  const places = zones.offsets.length - 1;
  const days = lastDay - firstDay + 1;
  const n = cases.place.length;
  if (days < MIN_SCAN_DAYS) return refused('one-day', { value: days, needed: MIN_SCAN_DAYS });
  if (!(Number.isInteger(maxDays) && maxDays >= 1 && maxDays < days)) {
    return refused('bad-parameter', { field: 'maxDays', value: maxDays, needed: days - 1 });
  }
  if (!(Number.isInteger(minCases) && minCases >= 1)) {
    return refused('bad-parameter', { field: 'minCases', value: minCases });
  }
  if (n < MIN_CASES) return refused('too-few-incidents', { value: n, needed: MIN_CASES });
  if (places < 2) return refused('one-place', { value: places });

  const perPlace = new Float64Array(places);
  const perWindow = new Float64Array(maxDays);
  const recent: number[] = [];
  for (let i = 0; i < n; i++) {
    const age = lastDay - cases.day[i]!;
    if (age < 0 || age >= days)
      return refused('bad-parameter', { field: 'day', index: i, value: cases.day[i]! });
    perPlace[cases.place[i]!]!++;
    if (age >= maxDays) continue;
    perWindow[age]!++;
    recent.push(i);
  }
  if (perPlace.filter((count) => count > 0).length < 2) return refused('one-place', { value: n });
  const common = {
    places,
    cases: n,
    maxDays,
    minCases,
    days,
    placeOfCase: cases.place,
    recentAge: Int32Array.from(recent, (i) => lastDay - cases.day[i]!),
    recentPlace: Int32Array.from(recent, (i) => cases.place[i]!),
  };
  if (!exposure) {
    if (cases.day.every((day) => day === cases.day[0])) return refused('one-day', { value: n });
    for (let t = 1; t < maxDays; t++) perWindow[t]! += perWindow[t - 1]!;
    return answered({
      model: 'space-time-permutation',
      zones: limitedZones(zones, perPlace, n / 2),
      weight: perPlace,
      windowWeight: perWindow,
      scale: n,
      ...common,
    });
  }
  const bad = refuseNegative('exposure', exposure);
  if (bad) return bad;
  const total = exposure.reduce((sum, value) => sum + value, 0);
  const bare = perPlace.findIndex((count, place) => count > 0 && exposure[place] === 0);
  if (bare >= 0) return refused('no-exposure', { field: 'exposure', index: bare, value: 0 });
  return answered({
    model: 'poisson',
    zones: limitedZones(zones, exposure, total / 2),
    weight: exposure,
    windowWeight: Float64Array.from({ length: maxDays }, (_, t) => t + 1),
    scale: (total * days) / n,
    ...common,
  });
}

/** Cases under which no scan answers: two groups of the least size that can stand out. */
const MIN_CASES = 10;
