import { createReadStream, createWriteStream, readFileSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import i18next from 'i18next';
import { explain, type Translate } from '../domain/geocoding/explain.ts';
import { createGeocoder } from '../domain/geocoding/geocoder.ts';
import type { GeocodeResult, Geocoder, Toponym } from '../domain/geocoding/types.ts';
import en from '../domain/locales/en/geocoding.json' with { type: 'json' };
import es from '../domain/locales/es/geocoding.json' with { type: 'json' };
import { type GazetteerFile, readInegiLocalities, readMunicipalPolygons } from '../etl/gazetteer.ts';
import { corridorNames, embeddedReference } from './embedded-reference.ts';

const USAGE_ERROR = 2;
/** A longer record is no place text; an unclosed quote would swallow the file. */
const MAX_RECORD_CHARACTERS = 1_000_000;
const LANGUAGES = ['es', 'en'] as const;
const COLUMNS = [
  'row',
  'status',
  'lon',
  'lat',
  'precision',
  'radius_m',
  'state_code',
  'matched',
  'rule',
  'score',
] as const;

interface Options {
  file?: string;
  textColumn?: string;
  stateColumn?: string;
  out?: string;
  lang: string;
  gazetteer: string[];
  json: boolean;
}

/** What a user can mend: said in one line, exit code 2. */
class UsageError extends Error {}

async function translator(language: string): Promise<Translate> {
  const instance = i18next.createInstance();
  await instance.init({
    lng: language,
    resources: { es: { geocoding: es }, en: { geocoding: en } },
    defaultNS: 'geocoding',
    interpolation: { escapeValue: false },
  });
  return (key, values) => instance.t(key, values);
}

/** `vigia geocode "text"` and `vigia geocode --file F --text-column C --out OUT.csv`; needs no database. */
export function geocodeCommand(): Command {
  const command = new Command('geocode')
    .description(es.cli.command)
    .argument('[text]', es.cli.text)
    .option('--file <file>', es.cli.file)
    .option('--text-column <name>', es.cli.textColumn)
    .option('--state-column <name>', es.cli.stateColumn)
    .option('--out <file>', es.cli.out)
    .option('--lang <language>', es.cli.lang, 'es')
    .option('--gazetteer <files...>', es.cli.gazetteer, [])
    .option('--json', es.cli.json, false);
  return command.action(async (text: string | undefined, options: Options) => {
    const translate = await translator(options.lang === 'en' ? 'en' : 'es');
    try {
      await run(text, options, translate);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      process.stderr.write(`${error.message}\n`);
      process.exitCode = USAGE_ERROR;
    }
  });
}

async function run(text: string | undefined, options: Options, translate: Translate): Promise<void> {
  const { file, textColumn, out } = options;
  if (!LANGUAGES.some((language) => language === options.lang))
    throw new UsageError(translate('cli.badLanguage', { lang: options.lang }));
  if (text !== undefined && file !== undefined) throw new UsageError(translate('cli.textAndFile', {}));
  if (file !== undefined && textColumn !== undefined && out !== undefined) {
    requireReadable(file, translate);
    await geocodeFile(
      { file, textColumn, out, stateColumn: options.stateColumn },
      loadGeocoder(options, translate),
      translate,
    );
  } else if (text !== undefined) {
    showOne(loadGeocoder(options, translate).geocode(text), options.json, translate);
  } else {
    throw new UsageError(translate('cli.nothingToDo', {}));
  }
}

function showOne(result: GeocodeResult, json: boolean, translate: Translate): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  const names = corridorNames();
  process.stdout.write(`${explain(result, translate, { corridorName: (id) => names.get(id) ?? id })}\n`);
  if (result.status !== 'placed') return;
  const values = { lat: result.lat.toFixed(4), lon: result.lon.toFixed(4), score: result.score };
  process.stdout.write(`${translate('cli.point', values)}\n`);
}

function loadGeocoder({ gazetteer }: Options, translate: Translate): Geocoder {
  const reference = embeddedReference();
  const added = gazetteer.flatMap((file) => readGazetteerFile(file, translate));
  return createGeocoder({ ...reference, toponyms: [...reference.toponyms, ...added] });
}

function readGazetteerFile(file: string, translate: Translate): Toponym[] {
  requireReadable(file, translate);
  const text = readFileSync(file, 'utf8');
  let read: GazetteerFile;
  try {
    read = text.trimStart().startsWith('{') ? readMunicipalPolygons(text) : readInegiLocalities(text);
  } catch (error) {
    throw new UsageError(translate('cli.badGazetteer', { file, reason: messageOf(error) }));
  }
  if (read.skipped.length > 0) {
    const counts = new Map<string, number>();
    for (const { reason } of read.skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    const reasons = [...counts].map(([reason, count]) => `${reason}: ${count}`).join(', ');
    process.stderr.write(`${translate('cli.skippedRows', { file, count: read.skipped.length, reasons })}\n`);
  }
  return read.toponyms;
}

function requireReadable(file: string, translate: Translate): void {
  let size: number;
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) throw new UsageError(translate('cli.isDirectory', { file }));
    size = stat.size;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(translate('cli.noFile', { file, reason: codeOf(error) }));
  }
  if (size === 0) throw new UsageError(translate('cli.emptyFile', { file }));
}

interface FileJob {
  file: string;
  textColumn: string;
  stateColumn: string | undefined;
  out: string;
}

/** Strict UTF-8: a file in another encoding is refused, not mangled. */
async function* decodeUtf8(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of source) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** Row by row from file to file: memory does not grow with the file. */
async function geocodeFile(job: FileJob, geocoder: Geocoder, translate: Translate): Promise<void> {
  const counts = { placed: 0, ambiguous: 0, unmatched: 0 };
  let rows = 0;
  // The result appears whole or not at all.
  const partial = `${job.out}.partial`;
  const geocodeRows = async function* (source: AsyncIterable<Record<string, string>>) {
    for await (const row of source) {
      rows++;
      const state = job.stateColumn === undefined ? undefined : row[job.stateColumn];
      const hint =
        state !== undefined && /^\d{1,2}$/.test(state) ? { stateCode: state.padStart(2, '0') } : {};
      const result = geocoder.geocode(row[job.textColumn] ?? '', hint);
      counts[result.status]++;
      yield outputRow(rows, result);
    }
  };
  const reader = parse({
    bom: true,
    max_record_size: MAX_RECORD_CHARACTERS,
    relax_column_count: true,
    skip_empty_lines: true,
    columns: (header: string[]) => {
      for (const column of [job.textColumn, job.stateColumn])
        if (column !== undefined && !header.includes(column))
          throw new UsageError(
            translate('cli.noColumn', { file: job.file, column, columns: header.join(', ').slice(0, 400) }),
          );
      return header;
    },
  });
  try {
    await pipeline(
      createReadStream(job.file),
      decodeUtf8,
      reader,
      geocodeRows,
      stringify({ header: true, columns: [...COLUMNS] }),
      createWriteStream(partial),
    );
    await rename(partial, job.out);
  } catch (error) {
    await rm(partial, { force: true });
    throw asUsageError(error, job, translate);
  }
  process.stdout.write(`${translate('cli.wrote', { out: job.out, rows, ...counts })}\n`);
}

function asUsageError(error: unknown, { file, out }: FileJob, translate: Translate): unknown {
  if (error instanceof UsageError) return error;
  const code = codeOf(error);
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return new UsageError(translate('cli.notUtf8', { file }));
  if (code.startsWith('CSV_'))
    return new UsageError(translate('cli.notCsv', { file, reason: messageOf(error) }));
  if (/^E[A-Z]+$/.test(code))
    return new UsageError(translate('cli.cannotWrite', { file: out, reason: code }));
  return error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** One line of the result, in the order of COLUMNS. */
function outputRow(row: number, result: GeocodeResult): Record<(typeof COLUMNS)[number], string | number> {
  const empty = {
    lon: '',
    lat: '',
    precision: '',
    radius_m: '',
    state_code: '',
    matched: '',
    rule: '',
    score: '',
  };
  if (result.status === 'unmatched') return { row, status: result.status, ...empty, rule: result.reason };
  const matched = result.matches
    .filter(({ text }) => text !== '')
    .map(({ text, name }) => `${text} = ${name}`)
    .join('; ');
  if (result.status === 'ambiguous')
    return { row, status: result.status, ...empty, matched, rule: result.reason, score: result.score };
  return {
    row,
    status: result.status,
    lon: result.lon.toFixed(5),
    lat: result.lat.toFixed(5),
    precision: result.precision,
    radius_m: result.radiusM,
    state_code: result.stateCode,
    matched,
    rule: result.rule,
    score: result.score,
  };
}
