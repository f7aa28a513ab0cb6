import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { TFunction } from 'i18next';
import type { Config } from '../../data/config.ts';
import type { Database, Queryable } from '../../data/database.ts';
import { lockQuarantineRows, nextOpenKeys, type QuarantineKey } from '../../data/quarantine.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { readMapping } from '../../etl/mapping/read-mapping.ts';
import { type ReplayResult, type ReplayRow, replayRows } from '../../etl/replay.ts';
import { mappedSource } from '../../etl/sources/mapped.ts';
import type { Source } from '../../etl/sources/source.ts';
import { auditTerminal, terminalActor, withDatabase } from '../audit/open.ts';
import { codeOf, UsageError } from '../usage-error.ts';
import { correctedCells, readCorrections } from './corrections.ts';
import { type FilterFlags, filterOf, withFilter } from './filter.ts';

interface Flags extends FilterFlags {
  corrections?: string;
  row: string[];
  mapping?: string;
  json?: boolean;
}

/** Rows tried in one transaction. */
const PAGE_ROWS = 500;

/** `vigia quarantine replay`: tries open rows again, all, chosen ones, or those of a corrected export. */
export function replayCommand(config: Config, t: TFunction): Command {
  return withFilter(new Command('replay').description(t('review:cli.replay')), t)
    .option('--corrections <file>', t('review:cli.corrections'))
    .option('--row <numbers...>', t('review:cli.row'), [])
    .option('--mapping <file>', t('review:cli.mapping'))
    .option('--json', t('review:cli.json'))
    .action((flags: Flags) =>
      withDatabase(config, t, async (database, say) => {
        const results = await replay(database, flags, t);
        const counts = { loaded: 0, known: 0, rejected: 0, refused: 0 };
        for (const { outcome } of results) counts[outcome] += 1;
        if (flags.json) {
          process.stdout.write(`${JSON.stringify({ counts, results })}\n`);
          return;
        }
        process.stdout.write(`${t('review:cli.replayed', counts)}\n`);
        for (const result of results) {
          if (result.outcome === 'refused') {
            say(
              t('review:cli.refused', {
                row: result.rowNumber,
                reason: t(`review:refusal.${result.reason}`),
              }),
            );
          }
        }
      }),
    );
}

async function replay(database: Database, flags: Flags, t: TFunction): Promise<ReplayResult[]> {
  const options = {
    ...(await readIngestTools(database.pool)),
    today: new Date().toISOString().slice(0, 10),
    by: terminalActor().name,
    sources: await sourcesOf(flags.mapping, t),
    conclude: (db: Queryable, tried: readonly ReplayResult[]) =>
      auditTerminal(db, {
        action: 'review-decided',
        subject: { kind: 'quarantine', id: '' },
        rows: tried.length,
        details: { decision: 'replay' },
      }),
  };
  const results: ReplayResult[] = [];
  for await (const page of pagesOf(database, flags, t)) {
    results.push(...(await replayRows(database, page, options)));
  }
  return results;
}

async function* pagesOf(database: Database, flags: Flags, t: TFunction): AsyncGenerator<ReplayRow[]> {
  if (flags.corrections !== undefined) {
    const given = await correctionsOf(flags.corrections, t);
    for (let i = 0; i < given.length; i += PAGE_ROWS) {
      const page = given.slice(i, i + PAGE_ROWS);
      const rows = await database.transaction((client) => lockQuarantineRows(client, page));
      yield page.map(({ cells, ...key }) => {
        const row = rows.find((one) => isSame(one, key));
        return row ? { ...key, corrected: correctedCells(row, cells) } : key;
      });
    }
    return;
  }
  const numbers = new Set(flags.row.map(Number));
  let keys = await nextOpenKeys(database.pool, filterOf(flags), null, PAGE_ROWS);
  while (keys.length > 0) {
    const page = numbers.size === 0 ? keys : keys.filter(({ rowNumber }) => numbers.has(rowNumber));
    if (page.length > 0) yield page;
    keys = await nextOpenKeys(database.pool, filterOf(flags), keys.at(-1) ?? null, PAGE_ROWS);
  }
}

async function correctionsOf(file: string, t: TFunction) {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(t('review:cli.cannotRead', { file, reason: codeOf(error) }));
  });
  const read = readCorrections(text);
  if (!read.ok) throw new UsageError(t(`review:cli.${read.reason}`, { file, detail: read.detail }));
  return read.rows;
}

async function sourcesOf(mapping: string | undefined, t: TFunction): Promise<Source[]> {
  if (mapping === undefined) return [];
  const read = await readMapping(mapping);
  if (!read.ok) throw new UsageError(t(`ingest:file.${read.reason}`, { file: mapping, detail: '' }));
  return [mappedSource(read.mapping)];
}

function isSame(a: QuarantineKey, b: QuarantineKey): boolean {
  return a.rowNumber === b.rowNumber && a.fileSha256 === b.fileSha256 && a.sourceId === b.sourceId;
}
