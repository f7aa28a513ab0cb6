import { hostname } from 'node:os';
import type { TFunction } from 'i18next';
import { endAbandonedRuns } from '../data/abandoned-runs.ts';
import type { Config } from '../data/config.ts';
import { refreshMissingCoverage } from '../data/coverage.ts';
import { type Database, openDatabase } from '../data/database.ts';
import { migrate } from '../data/migrate.ts';
import { loadReference } from '../data/reference-load.ts';

/** A database ready for use, and what went on; or the sentence that says why there is none. */
export type OpenReady = { ok: true; database: Database } | { ok: false; message: string };

/**
 * Opens the database, brings its schema and reference tables up to date, and says what it does.
 *
 * @param options.join use the embedded database of a running server (every verb but `serve`).
 */
export async function openReady(
  config: Config,
  t: TFunction,
  options: { join: boolean; say: (line: string) => void },
): Promise<OpenReady> {
  const opened = await openDatabase(config, {
    join: options.join,
    onStep: (step) => options.say(t(`cli:database.${step}`)),
  });
  if (!opened.ok) {
    const { ok: _, reason, ...details } = opened;
    const values = 'holder' in details ? { ...details.holder, dataDir: config.dataDir } : details;
    return { ok: false, message: t(`cli:database.${reason}`, values) };
  }
  const { database } = opened;
  const migrated = await migrate(database);
  if (!migrated.ok) {
    await database.close();
    return { ok: false, message: t(`cli:database.migration-${migrated.reason}`, { name: migrated.name }) };
  }
  if (migrated.applied.length > 0) {
    options.say(t('cli:database.migrated', { names: migrated.applied.join(', ') }));
  }
  const tables = await loadReference(database);
  if (tables.length > 0) options.say(t('cli:database.reference', { names: tables.join(', ') }));
  for (const { fileName, loaded } of await endAbandonedRuns(database.pool, hostname())) {
    options.say(t(`ingest:brokenOff.${loaded}`, { file: fileName }));
  }
  const today = new Date().toISOString().slice(0, 10);
  await database.transaction(async (client) => {
    await refreshMissingCoverage(client, today);
  });
  return { ok: true, database };
}
