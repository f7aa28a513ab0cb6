import { Command } from 'commander';
import type { TFunction } from 'i18next';
import type { Config } from '../../data/config.ts';
import { countQuarantine, listQuarantine, type QuarantineGroup } from '../../data/quarantine.ts';
import { withDatabase } from '../audit/open.ts';
import { type FilterFlags, filterOf, withFilter } from './filter.ts';

interface Flags extends FilterFlags {
  rows: string;
  resolved?: boolean;
  json?: boolean;
}

const SHOWN_SHA = 12;

/** `vigia quarantine list`: counts by file and reason, and the first rows; `--json` for machines. */
export function listCommand(config: Config, t: TFunction): Command {
  return withFilter(new Command('list').description(t('review:cli.list')), t)
    .option('--rows <n>', t('review:cli.rows'), '20')
    .option('--resolved', t('review:cli.resolved'))
    .option('--json', t('review:cli.json'))
    .action((flags: Flags) =>
      withDatabase(config, t, async ({ pool }) => {
        const filter = { status: flags.resolved ? 'resolved' : 'open', ...filterOf(flags) } as const;
        const limit = Math.max(0, Number.parseInt(flags.rows, 10) || 0);
        const groups = await countQuarantine(pool, filter);
        const { total, rows } = await listQuarantine(pool, filter, { limit, offset: 0 });
        if (flags.json) {
          process.stdout.write(`${JSON.stringify({ total, groups, rows })}\n`);
          return;
        }
        const lines = [
          t('review:cli.total', { count: total }),
          ...groups.map((group) => groupLine(group, t)),
        ];
        for (const { file, rowNumber, problems, outcome } of rows) {
          if (outcome)
            lines.push(
              t('review:cli.resolvedLine', { file, row: rowNumber, outcome: t(`review:outcome.${outcome}`) }),
            );
          for (const { column, value, reason } of outcome ? [] : problems) {
            lines.push(
              t('review:cli.rowLine', { file, row: rowNumber, column, value, reason: wordsOf(reason, t) }),
            );
          }
        }
        process.stdout.write(`${lines.join('\n')}\n`);
      }),
    );
}

function groupLine({ file, fileSha256, sourceId, reason, rows }: QuarantineGroup, t: TFunction): string {
  return t('review:cli.groupLine', {
    file,
    sha: fileSha256.slice(0, SHOWN_SHA),
    source: sourceId,
    reason: wordsOf(reason, t),
    rows,
  });
}

/** A reason in words, with its name: that is what `--reason` takes. */
function wordsOf(reason: string, t: TFunction): string {
  return `${t(`ingest:problem.${reason}`)} [${reason}]`;
}
