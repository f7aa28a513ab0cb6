import { readFileSync } from 'node:fs';
import { embeddedReference } from '../../cli/embedded-reference.ts';
import { createGeocoder } from '../../domain/geocoding/geocoder.ts';
import type { Geocoder, GeocoderReference } from '../../domain/geocoding/types.ts';
import { readInegiLocalities, readMunicipalPolygons } from '../../etl/gazetteer.ts';
import { type Answer, answer, isFine, type Measures, measure, standIns } from './geocoding-measures.ts';
import { naiveGeocoder } from './geocoding-naive.ts';
import { hasSharedData, INEGI_FILE, POLYGON_FILE, type TruthRow, truthRows } from './geocoding-rows.ts';
import { sampleRows } from './geocoding-sample.ts';

/**
 * `npm run bench -- geocoding`: accuracy on IOM's Mexican rows (text in, the file's point as truth), with the embedded
 * gazetteer and with INEGI's localities and polygons, both halves; the naive lookup beside; speed and growth.
 * The Spanish sample, whose truth is known.
 * `--worst N` lists the N worst rows of the development half, `--worst-all N` of both.
 */
export async function run(argv: readonly string[]): Promise<void> {
  const embedded = embeddedReference();
  if (!hasSharedData()) {
    say('../shared is absent: the Spanish sample and speed only');
    spanishSample(embedded);
    speed(
      'embedded',
      createGeocoder(embedded),
      embedded.toponyms.slice(0, 3000).map(({ name }) => `cerca de ${name}`),
    );
    return;
  }
  const rows = truthRows();
  const inegi = withInegi(embedded);
  say(`${rows.length} rows of IOM with a point in Mexico; halves by the hash of their id`);
  const fine = 'placed at locality or finer';
  for (const [title, reference] of [
    [`embedded gazetteer (${embedded.toponyms.length} places)`, embedded],
    [`with INEGI (${inegi.toponyms.length} places)`, inegi],
  ] as const) {
    const answers = answer(
      timed(`build ${title}`, () => createGeocoder(reference)),
      rows,
    );
    say(`\n== ${title}`);
    table('all placed', answers);
    table(fine, answers.filter(isFine));
    for (const half of ['dev', 'held-out'] as const) {
      const part = answers.filter(({ row }) => row.half === half);
      table(`${half} half`, part);
      table(`${half} half, ${fine}`, part.filter(isFine));
    }
    for (const precision of ['exact', 'locality', 'municipality', 'state'] as const)
      table(
        precision,
        answers.filter(({ result }) => result.status === 'placed' && result.precision === precision),
      );
    byRule(answers);
    const doubtful = standIns(answers);
    table(
      `without the ${doubtful.size} rows that share a point with far places`,
      answers.filter(({ row }) => !doubtful.has(row.id)),
    );
    table(
      `  of these, ${fine}`,
      answers.filter((one) => !doubtful.has(one.row.id) && isFine(one)),
    );
    table('naive lookup, same gazetteer', answer(naiveGeocoder(reference.toponyms), rows));
    worst(answers, argv);
  }
  spanishSample(embedded);
  growth(rows, embedded, inegi);
}

/** The synthetic sample: Spanish texts with a known truth, by form; the text alone, without the row's state. */
function spanishSample(reference: GeocoderReference): void {
  const rows = sampleRows();
  say(`\n== ${rows.length} Spanish texts of the synthetic sample, embedded gazetteer`);
  const shapes = new Map(rows.map(({ id, shape }) => [id, shape]));
  const answers = answer(createGeocoder(reference), rows);
  table('all', answers);
  for (const shape of new Set(shapes.values()))
    table(
      `  ${shape}`,
      answers.filter(({ row }) => shapes.get(row.id) === shape),
    );
}

function withInegi(reference: GeocoderReference): GeocoderReference {
  const localities = readInegiLocalities(readFileSync(INEGI_FILE, 'utf8')).toponyms;
  const polygons = readMunicipalPolygons(readFileSync(POLYGON_FILE, 'utf8')).toponyms;
  return { ...reference, toponyms: [...reference.toponyms, ...localities, ...polygons] };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function table(title: string, answers: readonly Answer[]): void {
  const m: Measures = measure(answers);
  const cells = [
    `n ${m.rows}`,
    `unplaced ${percent(m.unplaced)}`,
    `median ${m.medianKm.toFixed(1)} km`,
    `<=10 ${percent(m.within10)}`,
    `<=25 ${percent(m.within25)}`,
    `<=50 ${percent(m.within50)}`,
    `state ${percent(m.rightState)}`,
    `inside ${percent(m.insideRadius)}`,
    `radius ${m.medianRadiusKm.toFixed(0)} km`,
  ];
  say(`${title.padEnd(52)} ${cells.join('  ')}`);
  const reasons = Object.entries(m.reasons);
  if (reasons.length > 0) say(`${''.padEnd(53)}${reasons.map(([reason, n]) => `${reason} ${n}`).join(', ')}`);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function byRule(answers: readonly Answer[]): void {
  const rules = new Map<string, Answer[]>();
  for (const one of answers)
    if (one.result.status === 'placed')
      rules.set(one.result.rule, [...(rules.get(one.result.rule) ?? []), one]);
  for (const [rule, part] of [...rules].sort((a, b) => b[1].length - a[1].length))
    table(`  rule ${rule}`, part);
}

function worst(answers: readonly Answer[], argv: readonly string[]): void {
  const at = argv.findIndex((word) => word === '--worst' || word === '--worst-all');
  if (at < 0) return;
  const all = argv[at] === '--worst-all';
  const listed = answers
    .filter(({ row, result }) => result.status === 'placed' && (all || row.half === 'dev'))
    .sort((a, b) => b.errorM - a.errorM)
    .slice(0, Number(argv[at + 1] ?? 20));
  for (const { row, result, errorM } of listed)
    if (result.status === 'placed')
      say(
        `${(errorM / 1000).toFixed(0)} km | ${row.id} | ${row.text} | file ${row.lat}, ${row.lon} | ours ${result.lat.toFixed(2)}, ${result.lon.toFixed(2)} (${result.rule}, ${(result.radiusM / 1000).toFixed(0)} km)`,
      );
}

function timed<T>(title: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  say(`${title}: ${((performance.now() - start) / 1000).toFixed(2)} s`);
  return result;
}

const ROUNDS = 5;

/** Texts a second on one core: the best of five rounds after one to warm up. */
function speed(title: string, geocoder: Geocoder, texts: readonly string[]): void {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    for (let repeat = 0; repeat < 5; repeat++) for (const text of texts) geocoder.geocode(text);
    if (round > 0) best = Math.min(best, performance.now() - start);
  }
  say(`${title}: ${Math.round((texts.length * 5) / (best / 1000)).toLocaleString('en')} texts a second`);
}

function growth(rows: readonly TruthRow[], embedded: GeocoderReference, inegi: GeocoderReference): void {
  say('\n== speed on one core');
  const texts = rows.map(({ text }) => text);
  for (const reference of [embedded, inegi])
    speed(`${reference.toponyms.length} places`, createGeocoder(reference), texts);
  const geocoder = createGeocoder(embedded);
  for (const size of [1_000, 10_000, 100_000]) {
    const text = texts.join('; ').repeat(3).slice(0, size);
    const start = performance.now();
    for (let i = 0; i < 10; i++) geocoder.geocode(text);
    say(
      `one text of ${size.toLocaleString('en')} characters: ${((performance.now() - start) / 10).toFixed(2)} ms`,
    );
  }
}

if (process.argv[1] === import.meta.filename) await run(process.argv.slice(2));
