import { Command } from 'commander';
import type { TFunction } from 'i18next';
import type { Config } from '../data/config.ts';
import { readNetwork } from '../data/corridors.ts';
import type { Database } from '../data/database.ts';
import { makeRelease } from '../data/release/make-release.ts';
import { listReleased, withdrawReleaseMonth } from '../data/release/release-months.ts';
import { productDate, readStatus } from '../data/status.ts';
import { buildNetworkGraph } from '../domain/network/graph.ts';
import { auditTerminal, TERMINAL, terminalActor, withDatabase } from './audit/open.ts';
import { UsageError } from './usage-error.ts';

const SHORTEST_REASON = 10;

/** `vigia release`: what recipients are told of closed months; at once, listed, or taken back. */
export function releaseCommand(config: Config, t: TFunction): Command {
  const command = new Command('release').description(t('release:cli.description'));
  command
    .command('now', { isDefault: true })
    .description(t('release:cli.now'))
    .action(() =>
      withDatabase(config, t, (database, say) => releaseNow(database, config.fewestDisclosed, say, t)),
    );
  command
    .command('list')
    .description(t('release:cli.list'))
    .action(() =>
      withDatabase(config, t, async (database) => {
        const { synthetic } = await readAbout(database);
        for (const { month, cells, withdrawnAt } of await listReleased(database.pool, synthetic)) {
          const state = withdrawnAt ? t('release:cli.isWithdrawn') : t('release:cli.cells', { count: cells });
          process.stdout.write(`${month.slice(0, 7)}  ${state}\n`);
        }
      }),
    );
  command
    .command('withdraw')
    .description(t('release:cli.withdraw'))
    .argument('<month>', t('release:cli.month'))
    .requiredOption('--reason <text>', t('release:cli.reason'))
    .action((month: string, { reason }: { reason: string }) =>
      withDatabase(
        config,
        t,
        (database) => withdraw(database, month, reason, t),
        () => {
          if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
            throw new UsageError(t('release:cli.badMonth', { month }));
          if (reason.trim().length < SHORTEST_REASON) throw new UsageError(t('release:cli.badReason'));
        },
      ),
    );
  return command;
}

async function releaseNow(
  database: Database,
  k: number,
  say: (line: string) => void,
  t: TFunction,
): Promise<void> {
  const { synthetic, asOf } = await readAbout(database);
  const graph = buildNetworkGraph((await readNetwork(database.pool)).network);
  const order = { synthetic, k, asOf, now: new Date(), actor: terminalActor(), address: TERMINAL };
  const months = await makeRelease(database, graph, order);
  if (months.length === 0) return say(t('release:cli.nothing'));
  process.stdout.write(`${t('release:cli.done', { count: months.length })}\n`);
}

async function withdraw(database: Database, month: string, reason: string, t: TFunction): Promise<void> {
  const { synthetic } = await readAbout(database);
  await database.transaction(async (db) => {
    const by = terminalActor().name;
    const first = `${month}-01`;
    const isDone = await withdrawReleaseMonth(db, synthetic, first, { by, reason, now: new Date() });
    if (!isDone) throw new UsageError(t('release:cli.notReleased', { month }));
    await auditTerminal(db, { action: 'release-withdrawn', subject: { kind: 'release', id: month }, reason });
  });
  process.stdout.write(`${t('release:cli.withdrawn', { month })}\n`);
}

async function readAbout({ pool }: Database): Promise<{ synthetic: boolean; asOf: string }> {
  const status = await readStatus(pool);
  return {
    synthetic: status.synthetic > 0 && status.incidents === status.synthetic,
    asOf: productDate(status, new Date().toISOString().slice(0, 10)),
  };
}
