import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Command } from 'commander';
import type { TFunction } from 'i18next';
import type { Config } from '../../data/config.ts';
import { lockQuarantineRows, nextOpenKeys } from '../../data/quarantine.ts';
import { auditTerminal, withDatabase } from '../audit/open.ts';
import { codeOf, UsageError } from '../usage-error.ts';
import { headerLine, linesOf } from './corrections.ts';
import { type FilterFlags, filterOf, withFilter } from './filter.ts';

interface Flags extends FilterFlags {
  out: string;
  wholeRows?: boolean;
}

const PAGE_ROWS = 1000;

/** `vigia quarantine export --out FILE.csv`: the open rows, to be corrected in a spreadsheet and tried again. */
export function exportQuarantine(config: Config, t: TFunction): Command {
  return withFilter(new Command('export').description(t('review:cli.export')), t)
    .requiredOption('--out <file>', t('review:cli.out'))
    .option('--whole-rows', t('review:cli.wholeRows'))
    .action((flags: Flags) =>
      withDatabase(config, t, async (database) => {
        const out = createWriteStream(flags.out);
        try {
          await once(out, 'open');
        } catch (error) {
          throw new UsageError(t('review:cli.cannotWrite', { file: flags.out, reason: codeOf(error) }));
        }
        const { source = null, file = null, reason = null, wholeRows = false } = flags;
        // Before a row leaves; how many they are is known only afterwards.
        await auditTerminal(database.pool, {
          action: 'exported',
          subject: { kind: 'quarantine', id: '' },
          filters: { source, file, reason },
          details: { wholeRows },
        });
        out.write(headerLine());
        let count = 0;
        let keys = await nextOpenKeys(database.pool, filterOf(flags), null, PAGE_ROWS);
        while (keys.length > 0) {
          const page = keys;
          const rows = await database.transaction((client) => lockQuarantineRows(client, page));
          for (const row of rows) {
            count += 1;
            if (!out.write(linesOf(row, flags.wholeRows ?? false))) await once(out, 'drain');
          }
          keys = await nextOpenKeys(database.pool, filterOf(flags), page.at(-1) ?? null, PAGE_ROWS);
        }
        out.end();
        await once(out, 'finish');
        process.stdout.write(`${t('review:cli.exported', { count, file: flags.out })}\n`);
      }),
    );
}
