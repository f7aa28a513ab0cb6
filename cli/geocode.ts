import { readFileSync, statSync } from 'node:fs';
import { Command } from 'commander';
import { explain, type Translate } from '../domain/geocoding/explain.ts';
import { createGeocoder } from '../domain/geocoding/geocoder.ts';
import type { GeocodeResult, Geocoder, Toponym } from '../domain/geocoding/types.ts';
import es from '../domain/locales/es/geocoding.json' with { type: 'json' };
import { type GazetteerFile, readInegiLocalities, readMunicipalPolygons } from '../etl/gazetteer.ts';
import { corridorNames, embeddedReference } from './embedded-reference.ts';
import { geocodeFile } from './geocode-file.ts';
import { geocodingTexts } from './geocoding-texts.ts';
import { codeOf, messageOf, USAGE_ERROR, UsageError } from './usage-error.ts';

const LANGUAGES = ['es', 'en'] as const;

interface Options {
  file?: string;
  textColumn?: string;
  stateColumn?: string;
  out?: string;
  lang: string;
  gazetteer: string[];
  json: boolean;
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
    const translate = await geocodingTexts(options.lang === 'en' ? 'en' : 'es');
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
