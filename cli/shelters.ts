import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import type { TFunction } from 'i18next';
import type { Config } from '../data/config.ts';
import { countShelters, putShelters, removeShelters } from '../data/shelter-points.ts';
import { readShelterFile, type ShelterProblem } from '../etl/patrols/shelter-file.ts';
import { auditTerminal, withDatabase } from './audit/open.ts';
import { requireReadable } from './gazetteer-file.ts';
import { geocodingTexts } from './geocoding-texts.ts';
import { UsageError } from './usage-error.ts';

const SHOWN_PROBLEMS = 20;

/** `vigia shelters ...`: where patrols must not stand. Counts go out, places never do. */
export function sheltersCommand(config: Config, t: TFunction): Command {
  const shelters = new Command('shelters').description(t('patrolLog:cli.shelters'));
  shelters
    .command('load')
    .description(t('patrolLog:cli.load'))
    .argument('<file>', t('patrolLog:cli.file'))
    .option('--replace', t('patrolLog:cli.replace'), false)
    .action((file: string, { replace }: { replace: boolean }) =>
      withDatabase(
        config,
        t,
        async (database, _say, { points, held, problems }) => {
          const { added } = await database.transaction(async (db) => {
            const name = path.basename(file);
            const put = await putShelters(db, { name, points, held, replace }, new Date());
            const details = { ...put, held: held.length, replace };
            await auditTerminal(db, { action: 'shelters-loaded', rows: points.length, details });
            return put;
          });
          const counts = { added, known: points.length - added, held: held.length };
          write([t('patrolLog:cli.loaded', { file, ...counts }), ...problemLines(file, problems, t)]);
        },
        () => readOrThrow(file, config, t),
      ),
    );
  shelters
    .command('status')
    .description(t('patrolLog:cli.status'))
    .action(() =>
      withDatabase(config, t, async (database) => {
        write([t('patrolLog:cli.counts', { ...(await countShelters(database.pool)) })]);
      }),
    );
  shelters
    .command('clear')
    .description(t('patrolLog:cli.clear'))
    .action(() =>
      withDatabase(config, t, async (database) => {
        const gone = await database.transaction(async (db) => {
          const counts = await removeShelters(db);
          const details = { removed: counts.points, held: counts.held };
          await auditTerminal(db, { action: 'shelters-loaded', details });
          return counts;
        });
        write([t('patrolLog:cli.cleared', { ...gone })]);
      }),
    );
  return shelters;
}

function write(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function readOrThrow(file: string, { language }: Config, t: TFunction) {
  requireReadable(file, geocodingTexts(language));
  const read = readShelterFile(readFileSync(file));
  if (read.ok) return read.file;
  const reason =
    read.reason === 'no-columns' ? t('patrolLog:cli.columnsNeeded') : t(`patrolLog:file.${read.reason}`);
  throw new UsageError(t('patrolLog:cli.refused', { file, reason }));
}

function problemLines(file: string, problems: readonly ShelterProblem[], t: TFunction): string[] {
  if (problems.length === 0) return [];
  const more = problems.length - SHOWN_PROBLEMS;
  return [
    ...problems
      .slice(0, SHOWN_PROBLEMS)
      .map(({ reason, ...where }) =>
        t('patrolLog:cli.problem', { file, ...where, reason: t(`ingest:problem.${reason}`) }),
      ),
    ...(more > 0 ? [t('patrolLog:cli.more', { more })] : []),
    t('patrolLog:cli.shape'),
  ];
}
