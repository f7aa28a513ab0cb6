import { hostname } from 'node:os';
import type { Database } from '../data/database.ts';
import { beginRun, clearStage, wordGiven } from '../data/staging.ts';
import { redact } from '../domain/personal-data/redact.ts';
import { IngestCancelled } from './cancel.ts';
import { cachedGeocoder } from './geocode-cache.ts';
import type { IngestTools } from './ingest-tools.ts';
import { type LoadOutcome, loadStage } from './load-stage.ts';
import { createScrubber, type PersonalDataReport } from './personal-data.ts';
import { type IngestProgress, loadingProgress } from './progress.ts';
import type { FileProblem, ReportFile } from './readers/reader.ts';
import { storableName } from './readers/row-from-cells.ts';
import { recognise } from './recognise.ts';
import { openReportFile } from './report-file.ts';
import type { Source } from './sources/source.ts';
import { stageFile } from './stage-file.ts';
import { type ShownProblem, Tally } from './tally.ts';

export interface IngestOptions extends IngestTools {
  /** Id of the source in the database; default: the format's name. */
  sourceId?: string;
  /** The formats to try: all when absent, one when the user named it or gave a mapping. */
  sources?: readonly Source[];
  /** The name to keep, where the file itself lies under another one. */
  fileName?: string;
  /** A user's id. */
  startedBy?: string;
  /** ISO day; nothing in the file may lie after it. */
  today: string;
  /** Do all of it, count it, and undo it. */
  dryRun?: boolean;
  /** Called off: nothing is loaded. */
  signal?: AbortSignal;
  /** Told after every batch. */
  onProgress?: (progress: IngestProgress) => void;
}

/** The end of an ingest, counted: every row read is in exactly one of the outcomes. */
export interface IngestReport extends Omit<LoadOutcome, 'repeatedIds'> {
  file: string;
  sha256: string;
  format: string;
  container: ReportFile['container'];
  encoding: ReportFile['encoding'];
  /** Name of the sheet of a workbook, else empty. */
  sheet: string;
  sourceId: string;
  dryRun: boolean;
  rowsRead: number;
  /** Rows that a mapping leaves out. */
  skipped: number;
  /** Readable rows that are hazards, not crimes. */
  hazards: number;
  /** Readable rows whose place could not be found, by reason. */
  unplaced: Record<string, number>;
  /** Quarantined rows by their first reason. */
  quarantinedBy: Record<string, number>;
  /** How many things are wrong in quarantined rows, and the first of them. */
  problems: number;
  quarantineSample: ShownProblem[];
  personalData: PersonalDataReport;
}

export type IngestResult =
  | { ok: true; report: IngestReport }
  | { ok: false; problem: FileProblem | { file: string; reason: 'cancelled' } };

/** Answers of the geocoder that are remembered: some ten megabytes. */
const GEOCODE_CACHE_ENTRIES = 20_000;

/**
 * Reads a file of reports into the database: all of it or nothing. Rows that can't be read go to quarantine
 * with their reasons; the same file again adds nothing. Personal data is taken out of every row as it is read.
 */
export async function ingestFile(
  database: Database,
  filePath: string,
  options: IngestOptions,
): Promise<IngestResult> {
  const file = await openReportFile(filePath);
  return 'reason' in file ? { ok: false, problem: file } : ingestOpened(database, file, options);
}

/** Reads opened reports, wherever they lie, into the database. */
export async function ingestOpened(
  database: Database,
  file: ReportFile,
  options: IngestOptions,
): Promise<IngestResult> {
  const recognised = recognise(file, options.sources);
  if ('reason' in recognised) return { ok: false, problem: recognised };
  const sourceId = options.sourceId ?? recognised.source.format;
  const name = cleanFileName(options.fileName ?? file.name, options.isPlaceName);
  const runId = await beginRun(database.pool, {
    fileSha256: file.sha256,
    fileName: name,
    pid: process.pid,
    host: hostname(),
    startedBy: options.startedBy ?? null,
    wordDue: true,
  });
  const tally = new Tally();
  const { table, source } = recognised;
  const scrubber = createScrubber(table.header, (column) => source.textRole(column), options.isPlaceName);
  try {
    const problem =
      (await stageFile(database, recognised, {
        ...options,
        runId,
        sourceId,
        fileSha256: file.sha256,
        geocoder: cachedGeocoder(options.geocoder, GEOCODE_CACHE_ENTRIES),
        scrubber,
        tally,
      })) ?? (await problemOfWhole(file, tally));
    if (problem) {
      await clearStage(database.pool, runId, 'failed');
      return { ok: false, problem };
    }
    const { rowsRead } = tally;
    const loadingBegan = performance.now();
    const tell = (share: number) => {
      const elapsedS = (performance.now() - loadingBegan) / 1000;
      options.onProgress?.(loadingProgress(rowsRead, table.totalBytes, share, elapsedS));
    };
    tell(0);
    const { repeatedIds, ...outcome } = await loadStage(database, {
      runId,
      source: { sourceId, name: sourceId, format: source.format },
      file: { sha256: file.sha256, name, bytes: file.bytes, rowsRead },
      dryRun: options.dryRun ?? false,
      today: options.today,
      networkVersion: options.networkVersion,
      ...(options.signal ? { signal: options.signal } : {}),
      onShare: tell,
    });
    if (options.dryRun) await clearStage(database.pool, runId, 'cancelled');
    await wordGiven(database.pool, runId);
    return {
      ok: true,
      report: {
        file: file.path,
        sha256: file.sha256,
        format: source.format,
        container: file.container,
        encoding: file.encoding,
        sheet: table.name,
        sourceId,
        dryRun: options.dryRun ?? false,
        rowsRead: tally.rowsRead,
        skipped: tally.skipped,
        hazards: tally.hazards,
        unplaced: tally.unplaced,
        quarantinedBy: { ...tally.quarantinedBy, ...(repeatedIds > 0 ? { 'id-repeats': repeatedIds } : {}) },
        problems: tally.problems + repeatedIds,
        quarantineSample: tally.sample,
        personalData: scrubber.report(),
        ...outcome,
      },
    };
  } catch (error) {
    const cancelled = error instanceof IngestCancelled;
    await clearStage(database.pool, runId, cancelled ? 'cancelled' : 'failed').catch(() => {});
    if (cancelled) return { ok: false, problem: { file: file.path, reason: 'cancelled' } };
    throw error;
  }
}

async function problemOfWhole(file: ReportFile, tally: Tally): Promise<FileProblem | null> {
  if (tally.rowsRead === 0) return { file: file.path, reason: 'file-without-rows' };
  return (await file.hasChanged()) ? { file: file.path, reason: 'file-changed' } : null;
}

/** People name files after people. */
function cleanFileName(name: string, isPlaceName: (name: string) => boolean): string {
  const { text, found } = redact(name.replace(/[_+]+/g, ' '), 'free', isPlaceName);
  return storableName(found.length > 0 ? text : name);
}
