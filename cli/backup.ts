import { Command } from 'commander';
import type { TFunction } from 'i18next';
import { backupTo } from '../data/backup/backup-file.ts';
import type { Config } from '../data/config.ts';
import { TERMINAL, terminalActor, withDatabase } from './audit/open.ts';
import { newPassphrase } from './passphrase.ts';
import { UsageError } from './usage-error.ts';

/** `vigia backup FILE`: the whole database in one file, also while the server runs. */
export function backupCommand(config: Config, t: TFunction): Command {
  return new Command('backup')
    .description(t('backup:backup.description'))
    .argument('<file>', t('backup:backup.file'))
    .option('--encrypt', t('backup:backup.encrypt'))
    .option('--json', t('backup:json'))
    .action((file: string, flags: { encrypt?: boolean; json?: boolean }) =>
      withDatabase(config, t, async (database, say) => {
        const passphrase = await newPassphrase(config, t, flags.encrypt ?? false);
        if (passphrase === null) say(t('backup:backup.plain'));
        const made = await backupTo(database, file, {
          passphrase,
          actor: terminalActor(),
          address: TERMINAL,
          now: new Date(),
        });
        if (!made.ok) throw new UsageError(t(`backup:problem.${made.reason}`, { file, detail: made.detail }));
        const { summary, sha256, bytes } = made;
        const said = { file, rows: summary.rows, tables: summary.tables.length, bytes, sha256 };
        process.stdout.write(flags.json ? `${JSON.stringify(said)}\n` : `${t('backup:backup.done', said)}\n`);
      }),
    );
}
