import { hostname } from 'node:os';
import { commitRun } from '../data/commit-run.ts';
import { refreshCoverage } from '../data/coverage.ts';
import type { Database, Queryable } from '../data/database.ts';
import { refreshIncidents } from '../data/incident-refresh.ts';
import { mergeNewReports } from '../data/merging.ts';
import {
  lockQuarantineRows,
  type QuarantineKey,
  type QuarantineRow,
  type RowResult,
  readFileColumns,
  recordTrials,
} from '../data/quarantine.ts';
import { type KnownReport, readCurrentReports } from '../data/report-removal.ts';
import { beginRun, INGEST_LOCK, type StagedReport, stageReports } from '../data/staging.ts';
import { bumpDataVersion } from '../data/versions.ts';
import type { Problem } from '../domain/report.ts';
import type { IngestTools } from './ingest-tools.ts';
import { createScrubber } from './personal-data.ts';
import { findPlace } from './place.ts';
import { SOURCES } from './sources/registry.ts';
import type { RowParser, Source } from './sources/source.ts';
import { stagedReport } from './staged-report.ts';

/** A row to try again, with the cells that a person corrected. */
export interface ReplayRow extends QuarantineKey {
  corrected?: Readonly<Record<string, string>>;
}

export interface ReplayOptions extends IngestTools {
  /** ISO day; nothing may lie after it. */
  today: string;
  /** Who tries. */
  by: string;
  /** Formats beside the registered ones: what a mapping makes. */
  sources?: readonly Source[];
  /** The last step of the transaction, such as its audit entry. */
  conclude?: (db: Queryable, results: readonly ReplayResult[]) => Promise<void>;
}

/** Why a row was not even tried. */
export type ReplayRefusal =
  | 'no-such-row'
  | 'already-resolved'
  /** Its format is made by a mapping, which is not stored: give it. */
  | 'format-unknown'
  /** The columns that are known of its file are none of its format. */
  | 'columns-missing';

export type ReplayResult = RowResult | (QuarantineKey & { outcome: 'refused'; reason: ReplayRefusal });

/** Problems of the file's form, which parsing the cells can't see: they stand until a person corrects the row. */
const FORM_REASONS = new Set([
  'wrong-number-of-cells',
  'line-is-no-json-object',
  'value-is-no-text',
  'cell-too-long',
  'characters-unreadable',
]);

/**
 * Tries rows of the quarantine again with today's program, gazetteer and taxonomy, in one transaction and by the rules
 * of an ingest. A row that can be read becomes a report of its file and row, or is known already; one that can't stays
 * open with today's problems. A row never replaces what a later file says of the same report.
 *
 * @param rows at most some thousands; their corrections are cleaned of personal data first.
 */
export async function replayRows(
  database: Database,
  rows: readonly ReplayRow[],
  options: ReplayOptions,
): Promise<ReplayResult[]> {
  return database.transaction(async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [INGEST_LOCK]);
    const found = await lockQuarantineRows(client, rows);
    const results: ReplayResult[] = rows
      .filter((row) => !found.some((one) => isSame(one, row)))
      .map((row) => ({ ...keyOf(row), outcome: 'refused', reason: 'no-such-row' }));
    const incidentIds: number[] = [];
    for (const group of byFile(found)) {
      const corrections = (row: QuarantineRow) => rows.find((one) => isSame(one, row))?.corrected ?? {};
      const tried = await replayFile(client, group, corrections, options);
      results.push(...tried.results);
      incidentIds.push(...tried.incidentIds);
    }
    if (incidentIds.length > 0) {
      const merged = await mergeNewReports(client, incidentIds);
      await refreshIncidents(client, [...new Set([...incidentIds, ...merged.incidentIds])]);
    }
    const trials = results.filter((result): result is RowResult => result.outcome !== 'refused');
    if (trials.length > 0) {
      await recordTrials(client, trials, options.by);
      const taken = trials.filter(({ outcome }) => outcome !== 'rejected');
      if (taken.length > 0) {
        await refreshCoverage(
          client,
          taken.map(({ sourceId }) => sourceId),
          options.today,
        );
        await bumpDataVersion(client);
      }
    }
    await options.conclude?.(client, results);
    return results;
  });
}

interface FileTrial {
  results: ReplayResult[];
  incidentIds: number[];
}

/** Rows of one file. */
async function replayFile(
  client: Queryable,
  rows: readonly QuarantineRow[],
  corrections: (row: QuarantineRow) => Readonly<Record<string, string>>,
  options: ReplayOptions,
): Promise<FileTrial> {
  const [{ sourceId, fileSha256, format, file }] = rows;
  const refuse = (reason: ReplayRefusal) => (row: QuarantineRow) =>
    ({ ...keyOf(row), outcome: 'refused', reason }) as const;
  const results: ReplayResult[] = rows
    .filter(({ status }) => status !== 'open')
    .map(refuse('already-resolved'));
  const open = rows.filter(({ status }) => status === 'open');
  if (open.length === 0) return { results, incidentIds: [] };
  const source = [...(options.sources ?? []), ...SOURCES].find((one) => one.format === format);
  if (!source) return { results: [...results, ...open.map(refuse('format-unknown'))], incidentIds: [] };
  const columns = await readFileColumns(client, sourceId, fileSha256);
  const parse = source.parserFor(columns);
  if (!parse) return { results: [...results, ...open.map(refuse('columns-missing'))], incidentIds: [] };

  const scrubber = createScrubber(columns, (column) => source.textRole(column), options.isPlaceName);
  const read = open.map((row) => {
    const added = scrubber.scrub({
      ok: true,
      row: { rowNumber: row.rowNumber, values: changesOf(row, corrections(row)) },
    }).row.values;
    return readAgain(row, { ...row.corrected, ...added }, parse, options);
  });
  const staged = read.flatMap((one) => (one.staged ? [one.staged] : []));
  const known = await readCurrentReports(
    client,
    sourceId,
    staged.map(({ report_id }) => report_id),
  );
  for (const one of read) {
    const collision = one.staged && collisionOf(one.staged, one.row, known.get(one.staged.report_id));
    if (collision) one.problems = [collision];
  }
  rejectRepeated(read);
  const toLoad = read.flatMap((one) => (one.staged && one.problems.length === 0 ? [one.staged] : []));
  let incidentIds: number[] = [];
  if (toLoad.length > 0) {
    const runId = await beginRun(client, {
      fileSha256,
      fileName: file,
      pid: process.pid,
      host: hostname(),
      startedBy: options.by,
    });
    await stageReports(client, runId, toLoad);
    const committed = await commitRun(
      client,
      runId,
      { sourceId, name: sourceId, format },
      // The file is registered already: its counts stay as its ingest told them.
      { sha256: fileSha256, name: file, bytes: 0, rowsRead: toLoad.length },
    );
    incidentIds = committed.incidentIds;
  }
  const now = await readCurrentReports(
    client,
    sourceId,
    toLoad.map(({ report_id }) => report_id),
  );
  for (const { row, corrected, staged: report, problems } of read) {
    const loaded = report && problems.length === 0 ? now.get(report.report_id) : undefined;
    const isOurs = loaded?.fileSha256 === fileSha256 && loaded.rowNumber === row.rowNumber;
    results.push({
      ...keyOf(row),
      corrected,
      outcome: loaded ? (isOurs ? 'loaded' : 'known') : 'rejected',
      problems,
      reportId: loaded?.reportId ?? null,
      reportVersion: loaded?.version ?? null,
    });
  }
  return { results, incidentIds };
}

interface ReadAgain {
  row: QuarantineRow;
  corrected: Record<string, string>;
  staged: StagedReport | null;
  problems: readonly Problem[];
}

function readAgain(
  row: QuarantineRow,
  corrected: Record<string, string>,
  parse: RowParser,
  { today, geocoder, network }: ReplayOptions,
): ReadAgain {
  const form = formProblems(row, corrected);
  const values = { ...row.original, ...corrected };
  const parsed = parse({ rowNumber: row.rowNumber, values }, { today });
  if (!parsed.ok || form.length > 0) {
    const problems = [...form, ...(parsed.ok ? [] : parsed.rejection.problems)];
    return { row, corrected, staged: null, problems };
  }
  const place = findPlace(parsed.report, geocoder, network);
  const staged = stagedReport(
    parsed.report,
    place,
    { rowNumber: row.rowNumber, values },
    row.sourceId,
    row.fileSha256,
  );
  // The report leads back to the row as it stood in its file; what was corrected stays in quarantine beside it.
  return { row, corrected, staged: { ...staged, original: row.original }, problems: [] };
}

function formProblems(row: QuarantineRow, corrected: Record<string, string>): Problem[] {
  const isCorrected = Object.keys(corrected).length > 0;
  return row.problems.filter(
    ({ reason, column }) =>
      FORM_REASONS.has(reason) && (column === '' ? !isCorrected : corrected[column] === undefined),
  );
}

/** The cells that differ from what stands there now. */
function changesOf(row: QuarantineRow, given: Readonly<Record<string, string>>): Record<string, string> {
  const now: Readonly<Record<string, string>> = { ...row.original, ...row.corrected };
  return Object.fromEntries(Object.entries(given).filter(([column, cell]) => cell !== (now[column] ?? '')));
}

/** Another row of the file has this id, or a later file has spoken of it: a person must look. */
function collisionOf(
  staged: StagedReport,
  row: QuarantineRow,
  known: KnownReport | undefined,
): Problem | null {
  if (!known || known.contentSha256 === staged.content_sha256) return null;
  const value = staged.report_id;
  if (known.fileSha256 === row.fileSha256) return { column: '', value, reason: 'id-repeats' };
  return known.loadedAt > row.at ? { column: '', value, reason: 'newer-version' } : null;
}

/** Of two rows that claim one id with different content the first is taken, as an ingest does. */
function rejectRepeated(read: ReadAgain[]): void {
  const first = new Map<string, string>();
  for (const one of read) {
    if (!one.staged || one.problems.length > 0) continue;
    const { report_id: id, content_sha256: content } = one.staged;
    const taken = first.get(id);
    if (taken === undefined) first.set(id, content);
    else if (taken !== content) one.problems = [{ column: '', value: id, reason: 'id-repeats' }];
  }
}

function byFile(rows: readonly QuarantineRow[]): QuarantineRow[][] {
  const groups = new Map<string, QuarantineRow[]>();
  for (const row of rows) {
    const key = `${row.sourceId}\n${row.fileSha256}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

function keyOf({ sourceId, fileSha256, rowNumber }: QuarantineKey): QuarantineKey {
  return { sourceId, fileSha256, rowNumber };
}

function isSame(a: QuarantineKey, b: QuarantineKey): boolean {
  return a.rowNumber === b.rowNumber && a.fileSha256 === b.fileSha256 && a.sourceId === b.sourceId;
}
