import { hostname } from 'node:os';
import { readNetwork, readNetworkVersion } from '../data/corridors.ts';
import { refreshCoverage } from '../data/coverage.ts';
import type { Database } from '../data/database.ts';
import { refreshIncidents } from '../data/incident-refresh.ts';
import { refreshReferences } from '../data/linear-references.ts';
import { mergeNewReports } from '../data/merging.ts';
import { beginRun, clearStage, commitRun, type RunOutcome } from '../data/staging.ts';
import { productDate, readStatus } from '../data/status.ts';
import { bumpDataVersion } from '../data/versions.ts';
import { redact } from '../domain/personal-data/redact.ts';
import { cancellable, IngestCancelled } from './cancel.ts';
import { cachedGeocoder } from './geocode-cache.ts';
import type { IngestTools } from './ingest-tools.ts';
import { createScrubber, type PersonalDataReport } from './personal-data.ts';
import { type IngestProgress, progressOf } from './progress.ts';
import type { FileProblem, ReportFile } from './readers/reader.ts';
import { type Recognised, recognise } from './recognise.ts';
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
export interface IngestReport extends RunOutcome {
  /** Incidents that became part of another one: their reports tell of the same event. */
  merged: number;
  /** Pairs of incidents that a person is asked about. */
  doubtful: number;
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
/** Incidents derived in one statement: more would sort on disk. */
const REFRESH_BATCH = 20_000;

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
  });
  const tally = new Tally();
  const { table, source } = recognised;
  const scrubber = createScrubber(table.header, (column) => source.textRole(column), options.isPlaceName);
  const began = performance.now();
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
    const elapsedS = (performance.now() - began) / 1000;
    options.onProgress?.(progressOf('loading', tally.rowsRead, table.totalBytes, table.totalBytes, elapsedS));
    const outcome = await load(database, runId, file, name, recognised, sourceId, tally.rowsRead, options);
    if (options.dryRun) await clearStage(database.pool, runId, 'cancelled');
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
        quarantinedBy: tally.quarantinedBy,
        problems: tally.problems,
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

/** Counts of what loading did, joins included. */
type LoadOutcome = RunOutcome & { merged: number; doubtful: number };

/** Moves the stage to its places in one transaction; a dry run is rolled back at its end. */
async function load(
  database: Database,
  runId: number,
  file: ReportFile,
  name: string,
  { source }: Recognised,
  sourceId: string,
  rowsRead: number,
  options: IngestOptions,
): Promise<LoadOutcome> {
  const tried: { outcome?: LoadOutcome } = {};
  try {
    return await database.transaction(async (connection) => {
      const client = cancellable(connection, options.signal);
      const committed = await commitRun(
        client,
        runId,
        { sourceId, name: sourceId, format: source.format },
        { sha256: file.sha256, name, bytes: file.bytes, rowsRead },
      );
      // Lines were loaded while the file was read: its places are put on the network as it is now.
      if ((await readNetworkVersion(client)) !== options.networkVersion) {
        await refreshReferences(client, (await readNetwork(client)).network);
      }
      const merged = await mergeNewReports(client, committed.incidentIds);
      const outcome = { ...committed.outcome, merged: merged.joined, doubtful: merged.doubtful };
      if (options.dryRun) {
        tried.outcome = outcome;
        throw new DryRunDone();
      }
      const touched = [...new Set([...committed.incidentIds, ...merged.incidentIds])];
      for (let i = 0; i < touched.length; i += REFRESH_BATCH) {
        await refreshIncidents(client, touched.slice(i, i + REFRESH_BATCH));
      }
      if (committed.changed) {
        await refreshCoverage(client, sourceId, productDate(await readStatus(client), options.today));
        await bumpDataVersion(client);
      }
      return outcome;
    });
  } catch (error) {
    if (error instanceof DryRunDone && tried.outcome) return tried.outcome;
    throw error;
  }
}

/** Ends the transaction of a dry run without a trace. */
class DryRunDone extends Error {}

async function problemOfWhole(file: ReportFile, tally: Tally): Promise<FileProblem | null> {
  if (tally.rowsRead === 0) return { file: file.path, reason: 'file-without-rows' };
  return (await file.hasChanged()) ? { file: file.path, reason: 'file-changed' } : null;
}

/** People name files after people. */
function cleanFileName(name: string, isPlaceName: (name: string) => boolean): string {
  const { text, found } = redact(name.replace(/[_+]+/g, ' '), 'free', isPlaceName);
  return found.length > 0 ? text : name;
}
