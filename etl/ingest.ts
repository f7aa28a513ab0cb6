import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import type { Database } from '../data/database.ts';
import { refreshIncidents } from '../data/incident-refresh.ts';
import { mergeNewReports } from '../data/merging.ts';
import {
  beginRun,
  clearStage,
  commitRun,
  type RunOutcome,
  type StagedRejection,
  type StagedReport,
  stageRejections,
  stageReports,
} from '../data/staging.ts';
import { bumpDataVersion } from '../data/versions.ts';
import type { Geocoder } from '../domain/geocoding/types.ts';
import { cellsOf } from '../domain/hexagons.ts';
import type { RailNetwork } from '../domain/network/rail.ts';
import type { Rejection, Report, ReportRow } from '../domain/report.ts';
import { type FoundPlace, findPlace } from './place.ts';
import { type FileProblem, openReportFile, type ReportFile, readRows } from './report-file.ts';
import { SOURCES } from './sources/registry.ts';
import type { RowParser } from './sources/source.ts';

export interface IngestOptions {
  /** Id of the source in the database; default: the format's name. */
  sourceId?: string;
  /** ISO day; nothing in the file may lie after it. */
  today: string;
  geocoder: Geocoder;
  network: RailNetwork;
  /** Told after every batch. */
  onProgress?: (progress: { rowsRead: number }) => void;
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
  sourceId: string;
  rowsRead: number;
  /** Loaded rows that are hazards, not crimes. */
  hazards: number;
  /** Loaded rows whose place could not be found, by reason. */
  unplaced: Record<string, number>;
  /** Quarantined rows by their first reason. */
  quarantinedBy: Record<string, number>;
  /** How many things are wrong in quarantined rows, and the first of them. */
  problems: number;
  quarantineSample: { rowNumber: number; column: string; value: string; reason: string }[];
}

export type IngestResult = { ok: true; report: IngestReport } | { ok: false; problem: FileProblem };

const BATCH_ROWS = 1000;
const SAMPLE_ROWS = 20;

/**
 * Reads a file of reports into the database: all of it or nothing. Rows that can't be read go to quarantine
 * with their reasons; the same file again adds nothing.
 */
export async function ingestFile(
  database: Database,
  filePath: string,
  options: IngestOptions,
): Promise<IngestResult> {
  const known = await recogniseFile(filePath);
  if ('reason' in known) return { ok: false, problem: known };
  const { file, ...recognised } = known;
  const sourceId = options.sourceId ?? recognised.format;
  const runId = await beginRun(database.pool, {
    fileSha256: file.sha256,
    fileName: file.name,
    pid: process.pid,
    host: hostname(),
  });
  const tally = new Tally();
  try {
    const problem = await stageFile(database, file, runId, sourceId, recognised.parse, options, tally);
    if (!problem && tally.rowsRead === 0) {
      return await giveUp({ file: filePath, reason: 'file-without-rows' });
    }
    if (problem) return await giveUp(problem);
    const outcome = await database.transaction(async (client) => {
      const committed = await commitRun(
        client,
        runId,
        { sourceId, name: sourceId, format: recognised.format },
        { sha256: file.sha256, name: file.name, bytes: file.bytes, rowsRead: tally.rowsRead },
      );
      const merged = await mergeNewReports(client, committed.incidentIds);
      await refreshIncidents(client, [...new Set([...committed.incidentIds, ...merged.incidentIds])]);
      if (committed.changed) await bumpDataVersion(client);
      return { ...committed.outcome, merged: merged.joined, doubtful: merged.doubtful };
    });
    return {
      ok: true,
      report: {
        file: filePath,
        sha256: file.sha256,
        format: recognised.format,
        sourceId,
        rowsRead: tally.rowsRead,
        hazards: tally.hazards,
        unplaced: tally.unplaced,
        quarantinedBy: tally.quarantinedBy,
        problems: tally.problems,
        quarantineSample: tally.sample,
        ...outcome,
      },
    };
  } catch (error) {
    await clearStage(database.pool, runId, 'failed').catch(() => {});
    throw error;
  }

  async function giveUp(problem: FileProblem): Promise<IngestResult> {
    await clearStage(database.pool, runId, 'failed');
    return { ok: false, problem };
  }
}

/** Looks a file over and finds the format that reads it; needs no database. */
export async function recogniseFile(
  filePath: string,
): Promise<{ file: ReportFile; format: string; parse: RowParser } | FileProblem> {
  const file = await openReportFile(filePath);
  if ('reason' in file) return file;
  for (const source of SOURCES) {
    const parse = source.parserFor(file.header);
    if (parse) return { file, format: source.format, parse };
  }
  return { file: filePath, reason: 'format-unknown', detail: file.header.join(', ') };
}

/** Reads, parses and places every row into the run's stage, in short transactions. */
async function stageFile(
  database: Database,
  file: ReportFile,
  runId: number,
  sourceId: string,
  parse: RowParser,
  options: IngestOptions,
  tally: Tally,
): Promise<FileProblem | null> {
  let reports: StagedReport[] = [];
  let rejections: StagedRejection[] = [];
  const flush = async () => {
    if (reports.length > 0) await stageReports(database.pool, runId, reports);
    if (rejections.length > 0) await stageRejections(database.pool, runId, rejections);
    reports = [];
    rejections = [];
    options.onProgress?.({ rowsRead: tally.rowsRead });
  };
  for await (const item of readRows(file)) {
    if ('reason' in item) return item;
    tally.rowsRead += 1;
    const { row } = item;
    const parsed = item.ok ? parse(row, { today: options.today }) : brokenRow(item.cells, file.header.length);
    if (parsed.ok) {
      const place = findPlace(parsed.report, options.geocoder, options.network);
      tally.load(parsed.report, place);
      reports.push(stagedReport(parsed.report, place, row, sourceId, file.sha256));
    } else {
      tally.reject(row, parsed.rejection);
      rejections.push({
        row_number: row.rowNumber,
        original: row.values,
        problems: parsed.rejection.problems,
      });
    }
    if (reports.length + rejections.length >= BATCH_ROWS) await flush();
  }
  await flush();
  return null;
}

function brokenRow(found: number, expected: number): { ok: false; rejection: Rejection } {
  const problem = { column: '', value: `${found} / ${expected}`, reason: 'wrong-number-of-cells' };
  return { ok: false, rejection: { problems: [problem] } };
}

function stagedReport(
  report: Report,
  place: FoundPlace,
  row: ReportRow,
  sourceId: string,
  fileSha256: string,
): StagedReport {
  return {
    source_id: sourceId,
    report_id: report.reportId,
    content_sha256: createHash('sha256').update(JSON.stringify(row.values)).digest('hex'),
    file_sha256: fileSha256,
    row_number: row.rowNumber,
    original: row.values,
    synthetic: report.synthetic,
    kind: report.kind,
    hazard: report.hazard,
    crimes: report.crimes,
    perpetrators: report.perpetrators,
    organisation: report.organisation,
    first_day: report.date.firstDay,
    last_day: report.date.lastDay,
    date_precision: report.date.precision,
    published_day: report.publishedDay,
    publisher: report.publisher,
    publisher_kind: report.publisherKind,
    place_type: report.placeType,
    how_known: report.howKnown,
    victims: report.victims,
    victims_by: report.victimsBy,
    countries: report.countries,
    summary: report.summary,
    url: report.url,
    place_text: report.placeText,
    place_status: place.status,
    place_reason: place.reason,
    place_rule: place.rule,
    place_matches: place.matches,
    place_candidates: place.candidates,
    place_score: place.score,
    lon: place.lon,
    lat: place.lat,
    precision: place.precision,
    radius_m: place.radiusM,
    state_code: place.stateCode,
    corridor_id: place.rail?.corridorId ?? null,
    corridor_km: place.rail?.km ?? null,
    corridor_offset_m: place.rail?.offsetM ?? null,
    cells: place.lon === null || place.lat === null ? [] : cellsOf(place.lon, place.lat),
  };
}

/** Counts what happens to the rows as they are read. */
class Tally {
  rowsRead = 0;
  hazards = 0;
  unplaced: Record<string, number> = {};
  quarantinedBy: Record<string, number> = {};
  problems = 0;
  sample: IngestReport['quarantineSample'] = [];

  load(report: Report, place: FoundPlace): void {
    if (report.kind === 'hazard') this.hazards += 1;
    if (place.lon === null) this.unplaced[place.reason] = (this.unplaced[place.reason] ?? 0) + 1;
  }

  reject(row: ReportRow, rejection: Rejection): void {
    const [first] = rejection.problems;
    this.quarantinedBy[first.reason] = (this.quarantinedBy[first.reason] ?? 0) + 1;
    this.problems += rejection.problems.length;
    for (const problem of rejection.problems) {
      if (this.sample.length < SAMPLE_ROWS) this.sample.push({ rowNumber: row.rowNumber, ...problem });
    }
  }
}
