import { isoDayOf } from '../../domain/days.ts';
import { findClusters, isWorthTelling, judgeClusters } from '../../domain/statistics/scan/clusters.ts';
import { SCAN_MODELS, type ScanProblem, scanProblem } from '../../domain/statistics/scan/problem.ts';
import { MOST_REPLICATES } from '../../domain/statistics/scan/scan-incidents.ts';
import { circleZones } from '../../domain/statistics/scan/zones.ts';
import { all, choiceOption, numberOption } from './options.ts';
import { done, failed, failedBy, type Outcome } from './outcome.ts';
import type { Field, Result } from './result.ts';
import {
  type CaseLines,
  dayOf,
  type Locations,
  readCaseFile,
  readCoordinatesFile,
  readPopulationFile,
} from './satscan-files.ts';
import { type FoundCluster, scanReport } from './scan-report.ts';
import { maximaOnAllCores } from './scan-threads.ts';
import type { Language } from './text.ts';
import { given, type Options, type Verb } from './verb.ts';

export const scanVerb: Verb = {
  name: 'scan',
  key: 'scan',
  flags: [
    '--cases <file>',
    '--coordinates <file>',
    '--population <file>',
    '--model <name>',
    '--max-radius-km <km>',
    '--max-days <n>',
    '--min-cases <n>',
    '--replicates <n>',
    '--seed <n>',
    '--first-day <date>',
    '--last-day <date>',
    '--look-every-days <n>',
  ],
  example:
    'vigia stats scan --cases tests/reference/scan/synth_1000.cas --coordinates tests/reference/scan/synth_1000.geo --model space-time-permutation --max-radius-km 150 --max-days 30 --min-cases 3 --replicates 999 --seed 1',
  run: runScan,
};

async function runScan(options: Options, language: Language): Promise<Outcome<Result>> {
  const read = all(
    choiceOption('--model', given(options, 'model'), SCAN_MODELS),
    numberOption('--max-radius-km', given(options, 'maxRadiusKm'), 150, { min: Number.MIN_VALUE }),
    numberOption('--max-days', given(options, 'maxDays'), 30, { min: 1, whole: true }),
    numberOption('--min-cases', given(options, 'minCases'), 3, { min: 1, whole: true }),
    numberOption('--replicates', given(options, 'replicates'), 999, { min: 9, whole: true }),
    numberOption('--seed', given(options, 'seed'), 1, { min: 0, whole: true }),
    numberOption('--look-every-days', given(options, 'lookEveryDays'), 1, { min: 1, whole: true }),
    readCaseFile(given(options, 'cases')),
    readCoordinatesFile(given(options, 'coordinates')),
  );
  if (!read.ok) return read;
  const [model, maxRadiusKm, maxDays, minCases, replicates, seed, lookEveryDays, cases, places] = read.value;
  if (replicates > MOST_REPLICATES) {
    return failed({
      reason: 'bad-option',
      column: '--replicates',
      value: replicates,
      needed: `9 - ${MOST_REPLICATES}`,
    });
  }
  if (model !== 'poisson' && given(options, 'population') !== undefined) {
    return failed({ reason: 'bad-option', column: '--population', needed: '--model poisson' });
  }
  const exposure =
    model === 'poisson' ? readPopulationFile(given(options, 'population'), places) : done(undefined);
  if (!exposure.ok) return exposure;
  const period = periodOf(options, cases);
  if (!period.ok) return period;
  const located = locate(cases, places, period.value, exposure.value);
  if (!located.ok) return located;

  const made = scanProblem(circleZones(places.lon, places.lat, maxRadiusKm), located.value, {
    ...period.value,
    maxDays,
    minCases,
    ...(exposure.value ? { exposure: exposure.value } : {}),
  });
  if (made.status === 'refused') {
    return failedBy(made, cases.file, { maxDays: '--max-days', minCases: '--min-cases' }, () => undefined);
  }
  const maxima = await maximaOnAllCores(made.value, seed, replicates);
  const clusters = judgeClusters(findClusters(made.value), maxima, lookEveryDays)
    .filter(isWorthTelling)
    .map((cluster) => ({
      ...cluster,
      ids: Array.from(cluster.places, (place) => places.ids[place]!),
      lon: places.lon[cluster.centre]!,
      lat: places.lat[cluster.centre]!,
      firstDay: isoDayOf(period.value.lastDay - cluster.days + 1),
      lastDay: isoDayOf(period.value.lastDay),
      population: exposure.value && cluster.places.reduce((sum, place) => sum + exposure.value![place]!, 0),
    }));
  const summary = summaryOf(made.value, { ...period.value, replicates, seed, lookEveryDays });
  return done({
    columns: COLUMNS,
    rows: clusters.map(rowOf),
    summary,
    text: scanReport(clusters, maxima, summary, language),
  });
}

const COLUMNS = [
  ...['cluster', 'location', 'lat', 'lon', 'radius_km', 'first_day', 'last_day', 'days', 'n_locations'],
  ...['observed', 'expected', 'ratio', 'llr', 'p', 'recurrence_interval_days', 'locations'],
];

function rowOf(cluster: FoundCluster, k: number): Field[] {
  const { ids, lat, lon, radiusKm, firstDay, lastDay, days, observed, expected, llr, pValue } = cluster;
  return [
    ...[k + 1, ids[0]!, lat, lon, radiusKm, firstDay, lastDay, days, ids.length],
    ...[observed, expected, observed / expected, llr, pValue, cluster.recurrenceIntervalDays, ids.join(';')],
  ];
}

interface Period {
  firstDay: number;
  lastDay: number;
}

/** From the first to the last case, or the days that the options say. */
function periodOf(options: Options, { day }: CaseLines): Outcome<Period> {
  const asked = (flag: string, name: string, fallback: number): Outcome<number> => {
    const text = given(options, name);
    if (text === undefined) return done(fallback);
    const at = dayOf(text);
    return at === null ? failed({ reason: 'bad-day', column: flag, value: text }) : done(at);
  };
  const both = all(
    asked(
      '--first-day',
      'firstDay',
      day.reduce((least, other) => Math.min(least, other)),
    ),
    asked(
      '--last-day',
      'lastDay',
      day.reduce((most, other) => Math.max(most, other)),
    ),
  );
  if (!both.ok) return both;
  const [firstDay, lastDay] = both.value;
  return done({ firstDay, lastDay });
}

/** The cases one by one, each at its place; a line whose place or day is not of the study is a fault. */
function locate(cases: CaseLines, places: Locations, { firstDay, lastDay }: Period, exposure?: Float64Array) {
  const place: number[] = [];
  const day: number[] = [];
  for (const [i, location] of cases.location.entries()) {
    const at = { file: cases.file, row: cases.line[i]!, value: location };
    const index = places.index.get(location);
    if (index === undefined) return failed({ reason: 'unknown-location', ...at, needed: places.file });
    if (exposure && exposure[index] === 0) return failed({ reason: 'no-exposure', ...at });
    if (cases.day[i]! < firstDay || cases.day[i]! > lastDay) {
      const needed = `${isoDayOf(firstDay)} - ${isoDayOf(lastDay)}`;
      return failed({ reason: 'outside-period', ...at, value: isoDayOf(cases.day[i]!), needed });
    }
    for (let k = 0; k < cases.count[i]!; k++) {
      place.push(index);
      day.push(cases.day[i]!);
    }
  }
  return done({ place: Int32Array.from(place), day: Int32Array.from(day) });
}

function summaryOf(
  { model, cases, places, recentAge }: ScanProblem,
  {
    firstDay,
    lastDay,
    replicates,
    seed,
    lookEveryDays,
  }: Period & Record<'replicates' | 'seed' | 'lookEveryDays', number>,
) {
  return {
    model,
    cases,
    locations: places,
    recent_cases: recentAge.length,
    first_day: isoDayOf(firstDay),
    last_day: isoDayOf(lastDay),
    replicates,
    seed,
    look_every_days: lookEveryDays,
  };
}
