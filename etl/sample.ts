import { fileURLToPath } from 'node:url';
import type { Database } from '../data/database.ts';
import { claimSample, hasFiles } from '../data/sample-state.ts';
import { type IngestReport, ingestFile } from './ingest.ts';
import { readIngestTools } from './ingest-tools.ts';

const SAMPLE_FILE = fileURLToPath(new URL('../data/sample/camrd-sample.csv', import.meta.url));

/**
 * Loads the synthetic sample into a database that never had any data. A sample that was removed does not
 * come back.
 *
 * @param today ISO day of the load.
 * @returns null when there was nothing to do.
 */
export async function loadSampleOnce(
  database: Database,
  today: string,
  onStart: () => void,
): Promise<IngestReport | null> {
  if (await hasFiles(database.pool)) return null;
  if (!(await claimSample(database.pool))) return null;
  onStart();
  const tools = await readIngestTools(database.pool);
  const result = await ingestFile(database, SAMPLE_FILE, { sourceId: 'sample', today, ...tools });
  if (!result.ok) throw new Error(`the sample can't be read: ${result.problem.reason}`);
  return result.report;
}
