import type { Database } from '../data/database.ts';
import { type StagedRejection, type StagedReport, stageRejections, stageReports } from '../data/staging.ts';
import type { Geocoder } from '../domain/geocoding/types.ts';
import type { RailNetwork } from '../domain/network/rail.ts';
import { IngestCancelled } from './cancel.ts';
import type { Scrubber } from './personal-data.ts';
import { findPlace } from './place.ts';
import { type IngestProgress, readingProgress } from './progress.ts';
import type { FileProblem, RowOrBroken } from './readers/reader.ts';
import type { Recognised } from './recognise.ts';
import { stagedReport } from './staged-report.ts';
import type { Tally } from './tally.ts';

/** A batch goes to the database when it has this many rows or characters, whichever comes first. */
const BATCH_ROWS = 2000;
const BATCH_CHARS = 4 * 1024 * 1024;

export interface StageOptions {
  runId: number;
  sourceId: string;
  fileSha256: string;
  /** ISO day; nothing may lie after it. */
  today: string;
  geocoder: Geocoder;
  network: RailNetwork;
  scrubber: Scrubber;
  tally: Tally;
  signal?: AbortSignal;
  onProgress?: (progress: IngestProgress) => void;
}

/**
 * Reads, cleans, parses and places every row of a table into the run's stage, in short transactions; while the
 * database takes one batch the next is read. Throws IngestCancelled when the signal says so.
 *
 * @returns the reason why the file can't be read to its end, or null.
 */
export async function stageFile(
  database: Database,
  { table, source, parse }: Recognised,
  options: StageOptions,
): Promise<FileProblem | null> {
  const { tally } = options;
  const read = { bytes: 0 };
  const began = performance.now();
  const batch = new Batch(database, options.runId);
  for await (const item of table.rows(read)) {
    if ('reason' in item) {
      await batch.settled();
      return item;
    }
    if (options.signal?.aborted) {
      await batch.settled();
      throw new IngestCancelled();
    }
    tally.rowsRead += 1;
    const clean = options.scrubber.scrub(item);
    if (clean.ok && source.leavesOut?.(clean.row)) tally.skipped += 1;
    else addRow(clean);
    if (batch.isFull()) {
      await batch.flush();
      const elapsedS = (performance.now() - began) / 1000;
      options.onProgress?.(readingProgress(tally.rowsRead, read.bytes, table.totalBytes, elapsedS));
    }
  }
  await batch.flush();
  await batch.settled();
  return null;

  function addRow(item: RowOrBroken): void {
    const { row } = item;
    const parsed = item.ok ? parse(row, { today: options.today }) : brokenRow(item);
    if (parsed.ok) {
      const place = findPlace(parsed.report, options.geocoder, options.network);
      tally.load(parsed.report, place);
      batch.reports.push(stagedReport(parsed.report, place, row, options.sourceId, options.fileSha256));
    } else {
      tally.reject(row, parsed.rejection);
      const { problems } = parsed.rejection;
      batch.rejections.push({ row_number: row.rowNumber, original: row.values, problems });
    }
    for (const column in row.values) batch.chars += row.values[column].length;
  }
}

function brokenRow({ problems }: Extract<RowOrBroken, { ok: false }>) {
  return { ok: false as const, rejection: { problems } };
}

/** Rows on their way into the stage: one batch is filled while the one before is written. */
class Batch {
  reports: StagedReport[] = [];
  rejections: StagedRejection[] = [];
  chars = 0;
  #writing: Promise<void> = Promise.resolve();
  readonly #database: Database;
  readonly #runId: number;

  constructor(database: Database, runId: number) {
    this.#database = database;
    this.#runId = runId;
  }

  isFull(): boolean {
    return this.reports.length + this.rejections.length >= BATCH_ROWS || this.chars >= BATCH_CHARS;
  }

  /** Waits for the batch before and sends this one off. */
  async flush(): Promise<void> {
    await this.#writing;
    const { reports, rejections } = this;
    this.reports = [];
    this.rejections = [];
    this.chars = 0;
    this.#writing = this.#write(reports, rejections);
    // Whoever waits next is told; until then nobody may call it unhandled.
    this.#writing.catch(() => {});
  }

  /** All that was sent off is in the stage. */
  settled(): Promise<void> {
    return this.#writing;
  }

  async #write(reports: StagedReport[], rejections: StagedRejection[]): Promise<void> {
    if (reports.length > 0) await stageReports(this.#database.pool, this.#runId, reports);
    if (rejections.length > 0) await stageRejections(this.#database.pool, this.#runId, rejections);
  }
}
