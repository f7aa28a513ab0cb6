import { Command } from 'commander';
import type { TFunction } from 'i18next';
import type { Config } from '../data/config.ts';
import { addToponyms } from '../data/gazetteer.ts';
import { auditTerminal } from './audit/open.ts';
import { readGazetteerFile } from './gazetteer-file.ts';
import { geocodingTexts } from './geocoding-texts.ts';
import { openReady } from './open.ts';
import { USAGE_ERROR, UsageError } from './usage-error.ts';

/** `vigia gazetteer load FILE`: places of the user's beside the shipped ones; the same file again replaces them. */
export function gazetteerCommand(config: Config, t: TFunction): Command {
  const gazetteer = new Command('gazetteer').description(t('geocoding:cli.gazetteerCommand'));
  gazetteer
    .command('load')
    .description(t('geocoding:cli.gazetteerLoad'))
    .argument('<file>', t('geocoding:cli.gazetteerFile'))
    .action((file: string) => load(file, config, t));
  return gazetteer;
}

async function load(file: string, config: Config, t: TFunction): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  try {
    const { toponyms } = readGazetteerFile(file, geocodingTexts(config.language));
    const opened = await openReady(config, t, { join: true, say });
    if (!opened.ok) throw new UsageError(opened.message);
    const { database } = opened;
    const added = await auditTerminal(database.pool, { action: 'gazetteer-loaded', rows: toponyms.length })
      .then(() => addToponyms(database, toponyms, file))
      .finally(() => database.close());
    process.stdout.write(`${t('geocoding:cli.gazetteerLoaded', { file, count: toponyms.length, added })}\n`);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(error.message);
    process.exitCode = USAGE_ERROR;
  }
}
