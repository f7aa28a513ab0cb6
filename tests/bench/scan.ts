import { availableParallelism } from 'node:os';
import { cellToLatLng, latLngToCell } from 'h3-js';
import { readCaseFile, readCoordinatesFile } from '../../cli/stats/satscan-files.ts';
import { maximaOnAllCores } from '../../cli/stats/scan-threads.ts';
import { randomStream } from '../../domain/random.ts';
import { findClusters, judgeClusters } from '../../domain/statistics/scan/clusters.ts';
import { scanProblem } from '../../domain/statistics/scan/problem.ts';
import { circleZones } from '../../domain/statistics/scan/zones.ts';
import { benchFalseSignals } from './scan-false-signals.ts';

/** Seconds of METHODS.md: SaTScan 10.3.2, space-time permutation, 999 replicates, two threads, reference machine. */
const SATSCAN_SECONDS = new Map([
  [1_000, 2.4],
  [10_000, 3.4],
  [100_000, 12.3],
]);
const RESOLUTION = 4;
const LIMITS = { maxDays: 30, minCases: 3 };

/**
 * The scan beside SaTScan's times, with growth; then false signals on samples without a cluster (minutes; leave them
 * out with --quick). `npm run bench -- scan`.
 */
export async function run(argv: string[]): Promise<void> {
  const threads = availableParallelism();
  print(
    `space-time permutation, 999 replicates, radius 150 km, 30 days; ${threads} cores, node ${process.version}`,
  );
  print(
    '  SaTScan is not to be had from a package registry: its times are those of METHODS.md (two threads)',
  );
  print('  files read and zones made included, the start of the program (about a second) not');
  let before: { n: number; seconds: number } | null = null;
  for (const n of [1_000, 10_000, 100_000]) {
    const start = performance.now();
    const cpu = process.cpuUsage();
    const { lon, lat, cases } = n === 100_000 ? hundredThousand() : fromFiles(n);
    const days = cases.day;
    const made = scanProblem(circleZones(lon, lat, 150), cases, {
      firstDay: days.reduce((a, b) => Math.min(a, b)),
      lastDay: days.reduce((a, b) => Math.max(a, b)),
      ...LIMITS,
    });
    if (made.status === 'refused') throw new Error(made.reason);
    const maxima = await maximaOnAllCores(made.value, 1, 999);
    const [first] = judgeClusters(findClusters(made.value), maxima, 1);
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const theirs = SATSCAN_SECONDS.get(n)!;
    const growth = before
      ? `, growth n^${(Math.log(seconds / before.seconds) / Math.log(n / before.n)).toFixed(2)}`
      : '';
    print(
      `  ${n.toLocaleString('en').padStart(7)} incidents, ${lon.length} places, ${made.value.recentAge.length} recent: ` +
        `${seconds.toFixed(2)} s (${((user + system) / 1e6).toFixed(2)} s of processor), SaTScan ${theirs} s: ${(theirs / seconds).toFixed(1)} times as fast${growth}; ` +
        `strongest LLR ${first!.llr.toFixed(2)}, p ${first!.pValue}`,
    );
    before = { n, seconds };
  }
  if (!argv.includes('--quick')) await benchFalseSignals(print);
}

function fromFiles(n: number) {
  const file = (end: string) => new URL(`../reference/scan/synth_${n}.${end}`, import.meta.url).pathname;
  const cases = readCaseFile(file('cas'));
  const places = readCoordinatesFile(file('geo'));
  if (!cases.ok || !places.ok) throw new Error('the reference files are not here');
  const { location, day, count } = cases.value;
  const lines = location.flatMap((_, line) => new Array<number>(count[line]!).fill(line));
  return {
    lon: places.value.lon,
    lat: places.value.lat,
    cases: {
      place: Int32Array.from(lines, (line) => places.value.index.get(location[line]!)!),
      day: Int32Array.from(lines, (line) => day[line]!),
    },
  };
}

/** Ten times the 10,000, each moved by some 30 km: about as many places as SaTScan had, at the same cell size. */
function hundredThousand() {
  const { lon, lat, cases } = fromFiles(10_000);
  const random = randomStream(1);
  const index = new Map<string, number>();
  const place = new Int32Array(100_000);
  const day = new Int32Array(100_000);
  for (let i = 0; i < place.length; i++) {
    const from = cases.place[i % 10_000]!;
    const shift = () => (random.uniform() + random.uniform() - 1) * 0.6;
    const cell = latLngToCell(lat[from]! + shift(), lon[from]! + shift(), RESOLUTION);
    if (!index.has(cell)) index.set(cell, index.size);
    place[i] = index.get(cell)!;
    day[i] = cases.day[i % 10_000]!;
  }
  const centres = [...index.keys()].map((cell) => cellToLatLng(cell));
  return {
    lon: Float64Array.from(centres, (centre) => centre[1]),
    lat: Float64Array.from(centres, (centre) => centre[0]),
    cases: { place, day },
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
