import { Command } from 'commander';
import type { TFunction } from 'i18next';
import { explain, type Translate } from '../domain/geocoding/explain.ts';
import { createGeocoder } from '../domain/geocoding/geocoder.ts';
import type { GeocodeResult, Geocoder } from '../domain/geocoding/types.ts';
import { corridorNames, embeddedReference } from './embedded-reference.ts';
import { readGazetteerFile, requireReadable } from './gazetteer-file.ts';
import { geocodeFile } from './geocode-file.ts';
import { geocodingTexts } from './geocoding-texts.ts';
import { USAGE_ERROR, UsageError } from './usage-error.ts';

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
export function geocodeCommand(language: 'es' | 'en', t: TFunction): Command {
  const command = new Command('geocode')
    .description(t('geocoding:cli.command'))
    .argument('[text]', t('geocoding:cli.text'))
    .option('--file <file>', t('geocoding:cli.file'))
    .option('--text-column <name>', t('geocoding:cli.textColumn'))
    .option('--state-column <name>', t('geocoding:cli.stateColumn'))
    .option('--out <file>', t('geocoding:cli.out'))
    .option('--lang <language>', t('geocoding:cli.lang'), language)
    .option('--gazetteer <files...>', t('geocoding:cli.gazetteer'), [])
    .option('--json', t('geocoding:cli.json'), false);
  return command.action(async (text: string | undefined, options: Options) => {
    const translate = geocodingTexts(options.lang === 'en' ? 'en' : 'es');
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
  const added = gazetteer.flatMap((file) => readGazetteerFile(file, translate).toponyms);
  return createGeocoder({ ...reference, toponyms: [...reference.toponyms, ...added] });
}
