import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../../domain/days.ts';
import { randomStream } from '../../../domain/random.ts';
import { findClusters, judgeClusters } from '../../../domain/statistics/scan/clusters.ts';
import { networkZones, trackDistances } from '../../../domain/statistics/scan/network-zones.ts';
import { type ScanProblem, scanProblem } from '../../../domain/statistics/scan/problem.ts';
import { replicateMaxima } from '../../../domain/statistics/scan/replicates.ts';
import { SIGNAL_DAYS, scanIncidents, USUAL_SCAN } from '../../../domain/statistics/scan/scan-incidents.ts';
import {
  forEachExcess,
  greatestRatioSearch,
  observedRecent,
} from '../../../domain/statistics/scan/search.ts';
import { circleZones } from '../../../domain/statistics/scan/zones.ts';
import { isPredatory } from '../../../domain/taxonomy.ts';
import { shared } from '../../shared.ts';
import { answerOf } from './fixture.ts';

const here = (file: string) => new URL(`../../reference/scan/${file}`, import.meta.url).pathname;
const SEED = 20260629;

/** Fields of a plain file of SaTScan. */
function fieldsOf(file: string): string[][] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
}

interface Reference {
  ids: string[];
  problem: ScanProblem;
}

function referenceProblem(
  files: { cas: string; geo: string; pop?: string },
  limits: { maxRadiusKm: number; maxDays: number; minCases: number },
): Reference {
  const geo = fieldsOf(files.geo);
  const ids = geo.map(([id]) => id!);
  const index = new Map(ids.map((id, i) => [id, i]));
  const cas = fieldsOf(files.cas).flatMap(([id, count, day]) =>
    Array.from({ length: Number(count) }, () => {
      const [y, m, d] = day!.split('/').map((part) => part.padStart(2, '0'));
      return { place: index.get(id!)!, day: dayNumber(`${y}-${m}-${d}`) };
    }),
  );
  const zones = circleZones(
    Float64Array.from(geo, (row) => Number(row[2])),
    Float64Array.from(geo, (row) => Number(row[1])),
    limits.maxRadiusKm,
  );
  const days = cas.map(({ day }) => day);
  const exposure = files.pop && new Float64Array(ids.length);
  if (exposure) for (const [id, , people] of fieldsOf(files.pop!)) exposure[index.get(id!)!] = Number(people);
  const problem = scanProblem(
    zones,
    { place: Int32Array.from(cas, ({ place }) => place), day: Int32Array.from(days) },
    {
      firstDay: Math.min(...days),
      lastDay: Math.max(...days),
      ...limits,
      ...(exposure ? { exposure } : {}),
    },
  );
  return { ids, problem: answerOf(problem) };
}

/** Lines of a SaTScan table: the fields by the names of the header. */
function satscanTable(file: string): Record<string, string>[] {
  const [header, ...rows] = fieldsOf(file);
  return rows.map((row) => Object.fromEntries(header!.map((name, k) => [name, row[k]!])));
}

/** Location ids of the clusters of a report, by cluster. */
function locationsOf(report: string): string[][] {
  const text = readFileSync(report, 'utf8');
  return [...text.matchAll(/Location IDs included\.: ([^.]*?)\n\s+Coordinates/g)].map(([, ids]) =>
    ids!.split(',').map((id) => id.trim()),
  );
}

function expectReference({ ids, problem }: Reference, prefix: string) {
  const maxima = replicateMaxima(problem, 1, 0, 999)!;
  const clusters = judgeClusters(findClusters(problem), maxima, 1);
  const locations = locationsOf(`${prefix}.txt`);
  const rows = satscanTable(`${prefix}.col.txt`);
  expect(rows.length).toBe(locations.length);
  for (const [k, row] of rows.entries()) {
    const cluster = clusters[k]!;
    expect(Math.abs(cluster.llr - Number(row.TEST_STAT ?? row.LLR))).toBeLessThan(1e-6);
    expect([...cluster.places].map((place) => ids[place])).toEqual(locations[k]);
    expect(cluster.observed).toBe(Number(row.OBSERVED));
    expect(Math.abs(cluster.expected - Number(row.EXPECTED))).toBeLessThan(0.006);
    // Both are drawn with 999 replicates: the difference has twice the variance of one.
    const p = Number(row.P_VALUE);
    const error = Math.sqrt((2 * p * (1 - p)) / 999);
    expect(Math.abs(cluster.pValue - p)).toBeLessThanOrEqual(4 * error + 1e-9);
    expect(cluster.recurrenceIntervalDays).toBeCloseTo(1 / cluster.pValue, 9);
  }
  return maxima;
}

function expectEnumeration({ ids, problem }: Reference, file: string) {
  const best = new Map<string, { llr: number; days: number; observed: number; expected: number }>();
  forEachExcess(problem, ({ centre, size, ...excess }) => {
    const first = problem.zones.offsets[centre]!;
    const set = Array.from(problem.zones.members.slice(first, first + size), (place) => ids[place]!).sort();
    const key = set.join(';');
    if ((best.get(key)?.llr ?? 0) < excess.llr) best.set(key, excess);
  });
  const ranked = [...best].sort((a, b) => b[1].llr - a[1].llr);
  const rows: Record<string, string>[] = parse(readFileSync(file, 'utf8'), { columns: true });
  for (const [k, row] of rows.entries()) {
    const found = best.get(row.locs!);
    expect(found, row.locs).toBeDefined();
    expect(Math.abs(found!.llr - Number(row.llr))).toBeLessThan(1e-9);
    expect(Math.abs(found!.expected - Number(row.expected))).toBeLessThan(1e-9);
    expect([found!.days, found!.observed]).toEqual([Number(row.days), Number(row.cases)]);
    expect(Math.abs(ranked[k]![1].llr - Number(row.llr))).toBeLessThan(1e-9);
  }
}

const SYNTHETIC = { maxRadiusKm: 150, maxDays: 30, minCases: 3 };
const synthetic = { cas: here('synth_1000.cas'), geo: here('synth_1000.geo') };

describe('the scan against SaTScan and the full enumerations', () => {
  it('space-time permutation on 1,000 synthetic incidents', () => {
    const reference = referenceProblem(synthetic, SYNTHETIC);
    expectEnumeration(reference, here('synth1000_stp_top10_exact.csv'));
    const maxima = expectReference(reference, here('synth_1000_stp'));
    // Quantiles of both simulations: the 5 % and 1 % critical values, with their sampling error.
    const sorted = maxima.slice().sort();
    expect(Math.abs(sorted[949]! - 8.042909)).toBeLessThan(0.5);
    expect(Math.abs(sorted[989]! - 9.421705)).toBeLessThan(1);
  });

  it('Poisson with the population given', () => {
    expectReference(
      referenceProblem({ ...synthetic, pop: here('synth_1000.pop') }, SYNTHETIC),
      here('synth_1000_poisson'),
    );
  });

  const nyc = shared('reference', 'scan', 'nyc_stp.txt');
  it.skipIf(!nyc.present)('New York fever calls (not in the repository)', () => {
    const at = (name: string) => shared('reference', 'scan', name).file;
    const files = { cas: at('NYCfever.cas'), geo: at('NYCfever.geo') };
    const reference = referenceProblem(files, { maxRadiusKm: 3, maxDays: 7, minCases: 2 });
    expectEnumeration(reference, at('nyc_stp_top10_exact.csv'));
    expectReference(reference, at('nyc_stp'));
  });
});

/** A small random scan: few places on a rough grid, so that distances tie. */
const smallScan = fc
  .record({
    seed: fc.nat(),
    places: fc.integer({ min: 3, max: 12 }),
    cases: fc.integer({ min: 12, max: 80 }),
    maxDays: fc.integer({ min: 1, max: 20 }),
    isPoisson: fc.boolean(),
  })
  .map(({ seed, places, cases, maxDays, isPoisson }) => {
    const random = randomStream(seed);
    const lon = new Float64Array(places).map(() => -100 + random.below(4) / 2);
    const lat = new Float64Array(places).map(() => 20 + random.below(4) / 2);
    const place = new Int32Array(cases).map(() => random.below(places));
    const day = new Int32Array(cases).map(() => random.below(40));
    place.set([0, 1]);
    day.set([0, 39]);
    const exposure = new Float64Array(places).map(() => 1 + random.below(9));
    return answerOf(
      scanProblem(
        circleZones(lon, lat, 120),
        { place, day },
        { firstDay: 0, lastDay: 39, maxDays, minCases: 2, ...(isPoisson ? { exposure } : {}) },
      ),
    );
  });

describe('the search', () => {
  it('finds with its bounds what looking at every zone and window finds', () => {
    fc.assert(
      fc.property(smallScan, (problem) => {
        let most = 0;
        forEachExcess(problem, ({ llr }) => {
          most = Math.max(most, llr);
        });
        expect(greatestRatioSearch(problem)(observedRecent(problem))).toBeCloseTo(most, 10);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it('says the same however the replicates are shared out', () => {
    fc.assert(
      fc.property(smallScan, fc.integer({ min: 1, max: 39 }), (problem, cut) => {
        const whole = replicateMaxima(problem, 7, 0, 40)!;
        const parts = [...replicateMaxima(problem, 7, 0, cut)!, ...replicateMaxima(problem, 7, cut, 40)!];
        expect(parts).toEqual([...whole]);
      }),
      { seed: SEED, numRuns: 50 },
    );
  });

  it('is called off between replicates', () => {
    const { problem } = referenceProblem(synthetic, SYNTHETIC);
    expect(replicateMaxima(problem, 1, 0, 999, (done) => done < 3)).toBeNull();
  });
});

describe('zones', () => {
  it('grow along the track by the shortest way, and not as the crow flies', () => {
    // A square of track with sides of 10 km and a spur: 0-1-2-3-0 and 2-4.
    const edges = {
      vertexCount: 6,
      from: Int32Array.of(0, 1, 2, 3, 2),
      to: Int32Array.of(1, 2, 3, 0, 4),
      length: Float64Array.of(10, 10, 10, 10, 5),
    };
    const { km } = trackDistances(edges)(0, 2, 100);
    expect([km(0, 9), km(1, 1), km(3, 9), km(2, 5), km(4, 5)]).toEqual([7, 9, 3, 17, 23]);
    const places = { edge: Int32Array.of(0, 1, 3, 4), at: Float64Array.of(2, 1, 9, 5) };
    const zones = networkZones(edges, places, 20);
    expect([...zones.members.slice(0, zones.offsets[1])]).toEqual([0, 2, 1]);
    expect([...zones.distance.slice(0, zones.offsets[1])]).toEqual([0, 3, 9]);
  });

  it('take in places that are equally far together', () => {
    const zones = circleZones(Float64Array.of(0, 0.1, -0.1, 0.3), new Float64Array(4), 50);
    expect([...zones.closes.slice(0, zones.offsets[1])]).toEqual([1, 0, 1, 1]);
  });
});

describe('the sample', () => {
  const path = new URL('../../../data/sample/camrd-sample-truth.csv', import.meta.url);
  const rows = (parse(readFileSync(path), { columns: true }) as Record<string, string>[]).filter(
    (row) =>
      row.duplicate_of_event === '0' && row.wrong_reason === '' && isPredatory(row.principal_crime as never),
  );
  const incidents = {
    day: Int32Array.from(rows, (row) => dayNumber(row.true_date!)),
    lon: Float64Array.from(rows, (row) => Number(row.lon)),
    lat: Float64Array.from(rows, (row) => Number(row.lat)),
  };
  const at = (day: string) => answerOf(scanIncidents(incidents, { ...USUAL_SCAN, asOf: dayNumber(day) }));

  it('signals its planted cluster within 14 days of its start, and nothing in the weeks before', () => {
    const signals = (day: string) =>
      at(day).clusters.filter((cluster) => cluster.recurrenceIntervalDays >= SIGNAL_DAYS);
    for (const day of ['2018-03-05', '2018-03-12', '2018-03-19']) expect(signals(day)).toEqual([]);
    const [signal] = signals('2018-04-02');
    expect(signal).toBeDefined();
    const planted = [...signal!.incidents].filter((i) => rows[i]!.planted === '1');
    expect(planted.length / signal!.incidents.length).toBeGreaterThan(0.8);
    expect(signal!.incidents.length).toBe(signal!.observed);
    expect(signal!.radiusKm).toBeLessThan(60);
  });

  it('answers with a named reason where it can say nothing', () => {
    const asOf = dayNumber('2018-04-30');
    const scan = (over: object, given = incidents) => scanIncidents(given, { ...USUAL_SCAN, asOf, ...over });
    const slice = (n: number) => ({
      day: incidents.day.slice(0, n),
      lon: incidents.lon.slice(0, n),
      lat: incidents.lat.slice(0, n),
    });
    expect(scan({}, slice(0))).toMatchObject({ reason: 'one-day' });
    expect(scan({}, slice(5))).toMatchObject({ reason: 'too-few-incidents' });
    expect(scan({}, { ...slice(40), day: new Int32Array(40).fill(asOf) })).toMatchObject({
      reason: 'one-day',
    });
    expect(
      scan({}, { ...slice(40), lon: new Float64Array(40).fill(-99), lat: new Float64Array(40).fill(19) }),
    ).toMatchObject({ reason: 'one-place' });
    expect(scan({ replicates: 1e7 })).toMatchObject({ reason: 'bad-parameter', field: 'replicates' });
    expect(scan({ maxDays: 4000 })).toMatchObject({ reason: 'bad-parameter', field: 'maxDays' });
    expect(scan({ keepGoing: () => false })).toMatchObject({ reason: 'cancelled' });
  });
});
