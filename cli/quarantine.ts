import { Command } from 'commander';
import type { TFunction } from 'i18next';
import type { Config } from '../data/config.ts';
import { exportQuarantine } from './quarantine/export.ts';
import { listCommand } from './quarantine/list.ts';
import { replayCommand } from './quarantine/replay.ts';

/** `vigia quarantine list|export|replay`: rows that could not be read, also while the server runs. */
export function quarantineCommand(config: Config, t: TFunction): Command {
  return new Command('quarantine')
    .description(t('review:cli.quarantine'))
    .addCommand(listCommand(config, t))
    .addCommand(exportQuarantine(config, t))
    .addCommand(replayCommand(config, t));
}
