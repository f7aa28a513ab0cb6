import type { Queryable } from './database.ts';

/** A report with its place, as it stands in `staged_report` and `report`: one object per row, by column. */
export interface StagedReport {
  source_id: string;
  report_id: string;
  content_sha256: string;
  file_sha256: string;
  row_number: number;
  original: Readonly<Record<string, string>>;
  synthetic: boolean;
  kind: string;
  hazard: string | null;
  crimes: readonly string[];
  perpetrators: readonly string[];
  organisation: string | null;
  first_day: string;
  last_day: string;
  date_precision: string;
  published_day: string | null;
  publisher: string | null;
  publisher_kind: string | null;
  place_type: string;
  how_known: string;
  victims: number | null;
  victims_by: Readonly<Record<string, number>>;
  countries: readonly string[];
  summary: string | null;
  url: string | null;
  place_text: string;
  place_status: string;
  place_reason: string;
  place_rule: string;
  place_matches: unknown;
  place_candidates: unknown;
  place_score: number | null;
  lon: number | null;
  lat: number | null;
  precision: string | null;
  radius_m: number | null;
  state_code: string;
  corridor_id: string | null;
  corridor_km: number | null;
  corridor_offset_m: number | null;
  /** H3 indices at resolutions 3, 4, 5, 6. */
  cells: readonly string[];
  /** What was done (domain/sharing.ts), and what readers must not be shown. */
  responses: readonly string[];
  withheld: readonly string[];
  /** domain/circumstances.ts; '' where the part of the day is not known. */
  leaving_reasons: readonly string[];
  vulnerabilities: readonly string[];
  day_part: string;
}

export interface StagedRejection {
  row_number: number;
  original: Readonly<Record<string, string>>;
  problems: readonly { column: string; value: string; reason: string }[];
}

/** Columns of a report as they are moved from the stage, in order. */
export const MOVED_COLUMNS = `content_sha256, file_sha256, row_number, original, synthetic, kind, hazard, crimes,
  perpetrators, organisation, first_day, last_day, date_precision, published_day, publisher, publisher_kind,
  place_type, how_known, victims, victims_by, countries, summary, url, place_text, place_status, place_reason,
  place_rule, place_matches, place_candidates, place_score, lon, lat, precision, radius_m, corridor_id,
  corridor_km, corridor_offset_m, cells, responses, withheld, leaving_reasons,
  vulnerabilities, day_part`;

/** Serialises the last step of ingests, and what people decide about reports. */
export const INGEST_LOCK = 7_300_002;

/** A point within this distance of a state's simplified outline counts as inside: coasts and border rivers. */
const OUTLINE_TOLERANCE_M = 5000;

/**
 * Opens a run.
 *
 * @param run.wordDue somebody waits to be told of its end (wordGiven): if its process dies, the next start does it.
 */
export async function beginRun(
  db: Queryable,
  run: {
    fileSha256: string;
    fileName: string;
    pid: number;
    host: string;
    startedBy: string | null;
    wordDue?: boolean;
  },
): Promise<number> {
  const { rows } = await db.query<{ run_id: number }>(
    `insert into ingest_run (file_sha256, file_name, pid, host, started_by, word_due)
     values ($1, $2, $3, $4, $5, $6) returning run_id`,
    [run.fileSha256, run.fileName, run.pid, run.host, run.startedBy, run.wordDue ?? false],
  );
  return rows[0].run_id;
}

/** Whoever asked for a run has been told how it ended. */
export async function wordGiven(db: Queryable, runId: number): Promise<void> {
  await db.query('update ingest_run set word_due = false where run_id = $1', [runId]);
}

/**
 * Adds read rows to a run's stage. A point decides its state: the outline that holds it, else the nearest one within
 * the tolerance; each point is looked up once, for sources write of the same places again and again.
 */
export async function stageReports(db: Queryable, runId: number, reports: StagedReport[]): Promise<void> {
  await db.query(
    `with read as materialized (
       select * from jsonb_populate_recordset(null::staged_report, $2::jsonb)
     ), point as materialized (
       select lon, lat, ST_SetSRID(ST_MakePoint(lon, lat), 4326) as geom
       from (select distinct lon, lat from read where lon is not null) as each
     ), located as (
       select lon, lat, coalesce((
         select code from state
         where ST_DWithin(state.geom, point.geom, ${OUTLINE_TOLERANCE_M / 100_000})
         order by ST_Distance(state.geom, point.geom), code
         limit 1), '') as code
       from point
     )
     insert into staged_report (run_id, source_id, report_id, version, is_current, state_code, ${MOVED_COLUMNS})
     select $1, source_id, report_id, 0, false, coalesce(located.code, read.state_code), ${MOVED_COLUMNS}
     from read left join located using (lon, lat)`,
    [runId, JSON.stringify(reports)],
  );
}

/** Adds rows that could not be read to a run's stage. */
export async function stageRejections(
  db: Queryable,
  runId: number,
  rejections: StagedRejection[],
): Promise<void> {
  await db.query(
    `insert into staged_quarantine (run_id, row_number, original, problems)
     select $1, x.row_number, x.original, x.problems
     from jsonb_populate_recordset(null::staged_quarantine, $2::jsonb) as x`,
    [runId, JSON.stringify(rejections)],
  );
}

/** Ends a run and empties its stage. */
export async function clearStage(
  db: Queryable,
  runId: number,
  status: 'done' | 'failed' | 'cancelled' | 'abandoned',
): Promise<void> {
  await db.query('delete from staged_report where run_id = $1', [runId]);
  await db.query('delete from staged_quarantine where run_id = $1', [runId]);
  await db.query('update ingest_run set status = $2, ended_at = now() where run_id = $1', [runId, status]);
}
