import type { Command } from 'commander';
import type { TFunction } from 'i18next';
import type { QuarantineFilter } from '../../data/quarantine.ts';

export interface FilterFlags {
  source?: string;
  file?: string;
  reason?: string;
}

/** The options by which every verb of the quarantine chooses rows. */
export function withFilter(command: Command, t: TFunction): Command {
  return command
    .option('--source <id>', t('review:cli.source'))
    .option('--file <sha256>', t('review:cli.fileSha'))
    .option('--reason <reason>', t('review:cli.reason'));
}

export function filterOf({ source, file, reason }: FilterFlags): Omit<QuarantineFilter, 'status'> {
  return { sourceId: source ?? null, fileSha256: file ?? null, reason: reason ?? null };
}
