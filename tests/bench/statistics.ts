import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { randomStream } from '../../domain/random.ts';
import type { Answer } from '../../domain/statistics/answer.ts';
import { dbscan } from '../../domain/statistics/dbscan.ts';
import { giStar } from '../../domain/statistics/gi-star.ts';
import { knox, type SpaceTimePoints } from '../../domain/statistics/knox.ts';
import { neighboursOfPairs } from '../../domain/statistics/neighbours.ts';
import { hasRPackage, R_DBSCAN, SPDEP_GI_STAR, timeInR } from './r-packages.ts';

/** Seconds of METHODS.md, measured on the reference machine; the ratios are against these where R isn't here. */
const SPDEP_SECONDS = new Map([
  [1_000, 0.01],
  [10_000, 0.08],
  [100_000, 0.94],
]);
const R_DBSCAN_SECONDS = new Map([
  [1_000, 0.001],
  [10_000, 0.014],
  [100_000, 0.84],
]);
const SURVEILLANCE_KNOX_SECONDS = 28;

/**
 * Speed of the statistics on seeded data: Gi* with weights, DBSCAN, Knox with 999 permutations, each with its growth
 * with n, beside R where Rscript and the package are installed. `npm run bench -- statistics [seed]`.
 */
export async function run(argv: string[]): Promise<void> {
  const seed = Number(argv[0] ?? 1);
  print(`statistics, seed ${seed}, node ${process.version}`);
  benchGiStar(seed);
  benchDbscan(seed, 'uniform, 8 neighbours in the mean', uniformPoints);
  benchDbscan(seed, 'half of them around 50 towns', townPoints);
  benchKnox(seed);
}

function benchGiStar(seed: number): void {
  const isHere = hasRPackage('spdep');
  print('\nGi* with weights, 8 neighbours and self: z, two p, two q');
  if (!isHere) print('  spdep is not installed here: ratios against the times of METHODS.md');
  let before: Timed | null = null;
  for (const side of [32, 100, 317]) {
    const n = side * side;
    const values = new Float64Array(n);
    const random = randomStream(seed, side);
    for (let i = 0; i < n; i++) values[i] = random.below(4) * random.below(5);
    const pairs = queenPairs(side);
    const lists = secondsOf(() => neighboursOfPairs(n, pairs, null));
    const found = secondsOf(() => answerOf(giStar(values, lists.value)));
    const seconds = found.seconds + lists.seconds;
    const r = isHere ? timeInR(SPDEP_GI_STAR, [csv(['x'], [values]), pairsCsv(pairs)]) : null;
    const theirs = r?.seconds ?? SPDEP_SECONDS.get(nearestPowerOfTen(n))!;
    const check = r ? `, sum |z| differs by ${Math.abs(sumOfAbsolute(found.value.z) - r.check[0]!)}` : '';
    const detail = `${ms(lists.seconds)} for the lists`;
    before = report(n, seconds, `${detail}, spdep ${ms(theirs)}: ${times(theirs / seconds)}${check}`, before);
  }
}

function benchDbscan(seed: number, what: string, points: (n: number, seed: number) => Plane): void {
  const isHere = hasRPackage('dbscan');
  print(`\nDBSCAN, ${what}`);
  if (!isHere)
    print('  dbscan for R is not installed here: ratios against the times of METHODS.md (other points)');
  let before: Timed | null = null;
  for (const n of [1_000, 10_000, 100_000]) {
    const { x, y } = points(n, seed);
    const options = { eps: 15, minPoints: 8 };
    const found = secondsOf(() => answerOf(dbscan(x, y, options)));
    const { clusters, labels } = found.value;
    const noise = labels.filter((label) => label === 0).length;
    const given = csv(['x', 'y'], [Float64Array.of(15, ...x), Float64Array.of(8, ...y)]);
    const r = isHere ? timeInR(R_DBSCAN, [given]) : null;
    const theirs = r?.seconds ?? R_DBSCAN_SECONDS.get(n)!;
    const check = r ? `, R has ${r.check[0]} clusters and ${r.check[1]} noise` : '';
    const detail = `${clusters} clusters, ${noise} noise, R ${ms(theirs)}: ${times(theirs / found.seconds)}${check}`;
    before = report(n, found.seconds, detail, before);
  }
}

function benchKnox(seed: number): void {
  print('\nKnox, 20 km and 14 days, 999 permutations (surveillance: 28 s for 1,000)');
  let before: Timed | null = null;
  for (const n of [1_000, 3_000, 10_000]) {
    const points = n > 3_000 ? spaceTimePoints(n, seed) : referencePoints(n);
    const options = { spaceKm: 20, timeDays: 14, permutations: 999, seed };
    const found = secondsOf(() => answerOf(knox(points, options)), n > 3_000 ? 1 : 5);
    const ratio = n === 1_000 ? `: ${times(SURVEILLANCE_KNOX_SECONDS / found.seconds)}` : '';
    const detail = `${found.value.closeInSpace} pairs near in space${ratio}`;
    before = report(n, found.seconds, detail, before);
  }
}

interface Plane {
  x: Float64Array;
  y: Float64Array;
}

/** Points over a square so large that a circle of 15 holds 8 of them in the mean. */
function uniformPoints(n: number, seed: number): Plane {
  const random = randomStream(seed, n);
  const side = Math.sqrt((n * Math.PI * 15 * 15) / 8);
  const draw = () => Float64Array.from({ length: n }, () => random.uniform() * side);
  return { x: draw(), y: draw() };
}

/** Half spread over 2,000 x 2,000 km, half within some 10 km of one of 50 towns: much denser as n grows. */
function townPoints(n: number, seed: number): Plane {
  const random = randomStream(seed, n);
  const towns = Array.from({ length: 50 }, () => [random.uniform() * 2000, random.uniform() * 2000] as const);
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const town = towns[random.below(towns.length)]!;
    const isRural = i % 2 === 0;
    // Sums of four uniforms are near enough to normal, with standard deviation 10 / sqrt 3 here.
    const spread = () => 10 * (random.uniform() + random.uniform() + random.uniform() + random.uniform() - 2);
    x[i] = isRural ? random.uniform() * 2000 : town[0] + spread();
    y[i] = isRural ? random.uniform() * 2000 : town[1] + spread();
  }
  return { x, y };
}

function spaceTimePoints(n: number, seed: number): SpaceTimePoints {
  const random = randomStream(seed, 2 * n);
  return { ...townPoints(n, seed), t: Float64Array.from({ length: n }, () => random.below(1096)) };
}

function referencePoints(n: number): SpaceTimePoints {
  const file = path.resolve(import.meta.dirname, `../reference/inputs_synth_${n}.csv`);
  const rows: Record<string, string>[] = parse(readFileSync(file, 'utf8'), { columns: true });
  const kmPerDegree = (6371.0088 * Math.PI) / 180;
  const across = kmPerDegree * Math.cos((23 * Math.PI) / 180);
  return {
    x: Float64Array.from(rows, (row) => Number(row.lon) * across),
    y: Float64Array.from(rows, (row) => Number(row.lat) * kmPerDegree),
    t: Float64Array.from(rows, (row) => Number(row.day)),
  };
}

/** Every cell of a square with its eight neighbours and itself, weights falling with distance. */
function queenPairs(side: number) {
  const from: number[] = [];
  const to: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < side * side; i++) {
    for (let down = -1; down <= 1; down++) {
      for (let right = -1; right <= 1; right++) {
        const row = Math.floor(i / side) + down;
        const column = (i % side) + right;
        if (row < 0 || row >= side || column < 0 || column >= side) continue;
        from.push(i);
        to.push(row * side + column);
        weights.push(1 / (1 + Math.hypot(down, right)));
      }
    }
  }
  return { from: Int32Array.from(from), to: Int32Array.from(to), weights: Float64Array.from(weights) };
}

interface Timed {
  n: number;
  seconds: number;
}

/** The median of several runs after one to warm up. */
function secondsOf<T>(work: () => T, runs = 5): { seconds: number; value: T } {
  let value = work();
  const seconds: number[] = [];
  for (let round = 0; round < runs; round++) {
    const start = performance.now();
    value = work();
    seconds.push((performance.now() - start) / 1000);
  }
  seconds.sort((a, b) => a - b);
  return { seconds: seconds[seconds.length >> 1]!, value };
}

/** One line; the growth is the exponent of n since the line before. */
function report(n: number, seconds: number, detail: string, before: Timed | null): Timed {
  const growth = before ? Math.log(seconds / before.seconds) / Math.log(n / before.n) : null;
  const grows = growth === null ? '' : `, grows like n^${growth.toFixed(2)}`;
  print(`  n ${n.toLocaleString('en').padStart(7)}  ${ms(seconds).padStart(10)}${grows}  (${detail})`);
  return { n, seconds };
}

function answerOf<T>(answer: Answer<T>): T {
  if (answer.status === 'refused') throw new Error(`the bench got no answer: ${answer.reason}`);
  return answer.value;
}

function csv(names: readonly string[], columns: readonly Float64Array[]): string {
  const lines = Array.from(columns[0]!, (_, i) => columns.map((values) => values[i]).join(','));
  return `${names.join(',')}\n${lines.join('\n')}\n`;
}

function pairsCsv({ from, to, weights }: ReturnType<typeof queenPairs>): string {
  return csv(
    ['i', 'j', 'w'],
    [Float64Array.from(from, (i) => i + 1), Float64Array.from(to, (j) => j + 1), weights],
  );
}

function sumOfAbsolute(values: Float64Array): number {
  return values.reduce((sum, value) => sum + Math.abs(value), 0);
}

function nearestPowerOfTen(n: number): number {
  return 10 ** Math.round(Math.log10(n));
}

function ms(seconds: number): string {
  return `${(seconds * 1000).toFixed(seconds < 0.1 ? 2 : 0)} ms`;
}

function times(ratio: number): string {
  return ratio >= 1 ? `${ratio.toFixed(1)} times faster` : `${(1 / ratio).toFixed(1)} times slower`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (process.argv[1] === import.meta.filename) await run(process.argv.slice(2));
