import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildPage, isPageStale } from '../../cli/page-build.ts';
import { openDatabase } from '../../data/database.ts';
import { migrate } from '../../data/migrate.ts';
import { loadReference } from '../../data/reference-load.ts';
import { loadSampleOnce } from '../../etl/sample.ts';
import { startServer } from '../server.ts';

export interface World {
  /** Of the running server, without a slash at the end. */
  url: string;
  /** What VIGIA_DATA_DIR must be for a command that joins the running database. */
  dataDir: string;
  close: () => Promise<void>;
}

/** What a user has after the first `npm start`: page built, embedded database, sample loaded, server running. */
export async function openWorld(): Promise<World> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'vigia-e2e-'));
  const [opened] = await Promise.all([
    openDatabase({ databaseUrl: null, dataDir }, { join: false }),
    isPageStale() ? buildPage() : null,
  ]);
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const { database } = opened;
  const migrated = await migrate(database);
  if (!migrated.ok) throw new Error(JSON.stringify(migrated));
  await loadReference(database);
  await loadSampleOnce(database, '2026-11-23', () => {});
  const { url, stop } = await startServer(database);
  return {
    url,
    dataDir,
    close: async () => {
      await stop();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
