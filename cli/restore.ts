import { existsSync } from 'node:fs';
import { Command } from 'commander';
import type { TFunction } from 'i18next';
import { containerOf } from '../data/backup/container.ts';
import { restoreFrom } from '../data/backup/restore.ts';
import type { Config } from '../data/config.ts';
import { TERMINAL, terminalActor, withDatabase } from './audit/open.ts';
import { knownPassphrase } from './passphrase.ts';
import { UsageError } from './usage-error.ts';

/** `vigia restore FILE`: a backup in the place of what the database holds; all of it or nothing. */
export function restoreCommand(config: Config, t: TFunction): Command {
  return new Command('restore')
    .description(t('backup:restore.description'))
    .argument('<file>', t('backup:restore.file'))
    .option('--replace', t('backup:restore.replace'))
    .option('--json', t('backup:json'))
    .action((file: string, flags: { replace?: boolean; json?: boolean }) =>
      withDatabase(
        config,
        t,
        async (database, say, container) => {
          const restored = await restoreFrom(database, file, {
            passphrase: container === 'encrypted' ? await knownPassphrase(config, t) : null,
            replace: flags.replace ?? false,
            actor: terminalActor(),
            address: TERMINAL,
            now: new Date(),
            onStart: ({ madeAt, tables }) =>
              say(t('backup:restore.started', { file, madeAt, tables: tables.length })),
          });
          if (!restored.ok) {
            const told = t(`backup:problem.${restored.reason}`, { file, detail: restored.detail });
            throw new UsageError(`${told} ${t('backup:restore.nothing')}`);
          }
          const { summary } = restored;
          const said = {
            file,
            rows: summary.rows,
            tables: summary.tables.length,
            madeAt: summary.header.madeAt,
          };
          process.stdout.write(
            flags.json ? `${JSON.stringify(said)}\n` : `${t('backup:restore.done', said)}\n`,
          );
        },
        () => {
          if (!existsSync(file)) {
            const told = t('backup:problem.file-missing', { file, detail: file });
            throw new UsageError(`${told} ${t('backup:restore.nothing')}`);
          }
          return containerOf(file).catch(() => null);
        },
      ),
    );
}
