import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, openDatabase } from '../../data/database.ts';
import { migrate } from '../../data/migrate.ts';
import { loadReference } from '../../data/reference-load.ts';
import { loadSampleOnce } from '../../etl/sample.ts';

/** A new embedded database with the sample, in a folder of its own that goes with it. */
export async function openSampleDatabase(): Promise<{ database: Database; close: () => Promise<void> }> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'vigia-bench-'));
  const opened = await openDatabase({ databaseUrl: null, dataDir }, { join: false });
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const { database } = opened;
  await migrate(database);
  await loadReference(database);
  await loadSampleOnce(database, '2026-11-24', () => {});
  return {
    database,
    close: async () => {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
