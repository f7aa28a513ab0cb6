import { readFileSync } from 'node:fs';
import { openDatabase } from '../../data/database.ts';
import { findEmbedded } from '../../data/embedded.ts';
import { readLock } from '../../data/embedded-lock.ts';
import { type IngestReport, ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';

/** What the measured process tells the bench. */
export interface IngestMeasured {
  report: Pick<IngestReport, 'rowsRead' | 'loaded' | 'quarantined' | 'merged' | 'doubtful'>;
  seconds: number;
  /** Of them, until every row was in the stage. */
  stagingSeconds: number;
  peakRssMb: number;
  /** Of the embedded database's own process. */
  databasePeakRssMb: number | null;
}

/** One ingest in a process of its own, so that its peak memory is its own: file, data folder, URL of a server or ''. */
const [file, dataDir, databaseUrl] = process.argv.slice(2) as [string, string, string];
const opened = await openDatabase({ dataDir, databaseUrl: databaseUrl || null }, { join: false });
if (!opened.ok) throw new Error(JSON.stringify(opened));
const { database } = opened;
const tools = await readIngestTools(database.pool);
const began = performance.now();
let stagedAt = began;
const result = await ingestFile(database, file, {
  sourceId: 'bench',
  today: '2026-01-01',
  ...tools,
  onProgress: ({ step }) => {
    if (step === 'reading') stagedAt = performance.now();
  },
});
const ended = performance.now();
if (!result.ok) throw new Error(JSON.stringify(result.problem));
const { rowsRead, loaded, quarantined, merged, doubtful } = result.report;
const measured: IngestMeasured = {
  report: { rowsRead, loaded, quarantined, merged, doubtful },
  seconds: (ended - began) / 1000,
  stagingSeconds: (stagedAt - began) / 1000,
  peakRssMb: process.resourceUsage().maxRSS / 1024,
  databasePeakRssMb: findEmbedded(dataDir) ? peakRssMb(readLock(dataDir)?.pid) : null,
};
await database.close();
process.send?.(measured, () => process.disconnect());

/** The kernel's own high-water mark of another process, where it tells. */
function peakRssMb(pid: number | undefined): number | null {
  const status = pid === undefined ? '' : readFileSync(`/proc/${pid}/status`, 'utf8');
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(status);
  return found ? Number(found[1]) / 1024 : null;
}
