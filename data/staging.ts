import { isRegister } from '../domain/matching/registers.ts';
import type { Queryable } from './database.ts';
import { applyPlaceDecisions } from './place-decisions.ts';

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
}

export interface StagedRejection {
  row_number: number;
  original: Readonly<Record<string, string>>;
  problems: readonly { column: string; value: string; reason: string }[];
}

const COLUMNS = `source_id, report_id, version, is_current, content_sha256, file_sha256, row_number, original,
  synthetic, kind, hazard, crimes, perpetrators, organisation, first_day, last_day, date_precision,
  published_day, publisher, publisher_kind, place_type, how_known, victims, victims_by, countries, summary,
  url, place_text, place_status, place_reason, place_rule, place_matches, place_candidates, place_score,
  lon, lat, precision, radius_m, state_code, corridor_id, corridor_km, corridor_offset_m, cells, responses,
  withheld`;

/** Opens a run. */
export async function beginRun(
  db: Queryable,
  run: { fileSha256: string; fileName: string; pid: number; host: string; startedBy: string | null },
): Promise<number> {
  const { rows } = await db.query<{ run_id: number }>(
    `insert into ingest_run (file_sha256, file_name, pid, host, started_by) values ($1, $2, $3, $4, $5)
     returning run_id`,
    [run.fileSha256, run.fileName, run.pid, run.host, run.startedBy],
  );
  return rows[0].run_id;
}

/** Adds read rows to a run's stage. */
export async function stageReports(db: Queryable, runId: number, reports: StagedReport[]): Promise<void> {
  await db.query(
    `insert into staged_report (run_id, ${COLUMNS})
     select $1, r.* from (
       select x.source_id, x.report_id, 0 as version, false as is_current, x.content_sha256, x.file_sha256,
         x.row_number, x.original, x.synthetic, x.kind, x.hazard, x.crimes, x.perpetrators, x.organisation,
         x.first_day, x.last_day, x.date_precision, x.published_day, x.publisher, x.publisher_kind,
         x.place_type, x.how_known, x.victims, x.victims_by, x.countries, x.summary, x.url, x.place_text,
         x.place_status, x.place_reason, x.place_rule, x.place_matches, x.place_candidates, x.place_score,
         x.lon, x.lat, x.precision, x.radius_m, x.state_code, x.corridor_id, x.corridor_km,
         x.corridor_offset_m, x.cells, x.responses, x.withheld
       from jsonb_populate_recordset(null::staged_report, $2::jsonb) as x
     ) as r`,
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

export interface RunOutcome {
  loaded: number;
  corrected: number;
  alreadyKnown: number;
  quarantined: number;
}

/**
 * Moves a run's stage to its places; call it inside one transaction, so that all of a file is loaded or
 * nothing. A row whose content is known adds nothing; a row whose id is known but whose content changed
 * becomes a new version and the old one stays.
 *
 * @returns the counts, the incidents that have to be refreshed, and whether anything a reader may see changed.
 */
export async function commitRun(
  db: Queryable,
  runId: number,
  source: { sourceId: string; name: string; format: string },
  file: { sha256: string; name: string; bytes: number; rowsRead: number },
): Promise<{ outcome: RunOutcome; incidentIds: number[]; changed: boolean }> {
  // One ingest at a time from here on: versions and merges look at what is there.
  await db.query(`select pg_advisory_xact_lock(${INGEST_LOCK})`);
  await db.query(
    `insert into source (source_id, name, synthetic, is_register)
     select $2, $3, coalesce(bool_and(synthetic), false), $4 from staged_report where run_id = $1
     on conflict (source_id) do update set synthetic = source.synthetic and excluded.synthetic`,
    [runId, source.sourceId, source.name, isRegister(source.format)],
  );
  const repeated = await removeRepeatedIds(db, runId);
  await placeInStates(db, runId);
  await applyPlaceDecisions(db, runId);
  const known = await db.query(
    `delete from staged_report s
     using report r
     where s.run_id = $1 and r.source_id = s.source_id and r.report_id = s.report_id and r.is_current
       and r.content_sha256 = s.content_sha256`,
    [runId],
  );
  const corrected = await db.query(
    `update report r set is_current = false
     from staged_report s
     where s.run_id = $1 and r.source_id = s.source_id and r.report_id = s.report_id and r.is_current`,
    [runId],
  );
  await db.query(
    `insert into cell (h3, resolution)
     select distinct c.h3, c.at + 2 from staged_report s, unnest(s.cells) with ordinality as c (h3, at)
     where s.run_id = $1
     on conflict do nothing`,
    [runId],
  );
  await db.query(
    `update staged_report s
     set incident_id = coalesce(
       (select l.incident_id from incident_report l
        where l.source_id = s.source_id and l.report_id = s.report_id),
       nextval('incident_id_seq'))
     where s.run_id = $1`,
    [runId],
  );
  const loaded = await db.query<{ incident_id: number }>(
    `with moved as (
       insert into report (${COLUMNS}, place_decision_id, place_before)
       select source_id, report_id,
         coalesce((select max(version) from report r
           where r.source_id = s.source_id and r.report_id = s.report_id), 0) + 1, true,
         content_sha256, file_sha256, row_number, original, synthetic, kind, hazard, crimes, perpetrators,
         organisation, first_day, last_day, date_precision, published_day, publisher, publisher_kind,
         place_type, how_known, victims, victims_by, countries, summary, url, place_text, place_status,
         place_reason, place_rule, place_matches, place_candidates, place_score, lon, lat, precision, radius_m,
         state_code, corridor_id, corridor_km, corridor_offset_m, cells, responses, withheld,
         place_decision_id, place_before
       from staged_report s where s.run_id = $1
     ), linked as (
       insert into incident_report (incident_id, source_id, report_id)
       select incident_id, source_id, report_id from staged_report where run_id = $1
       on conflict do nothing
     )
     select incident_id from staged_report where run_id = $1`,
    [runId],
  );
  // Rows of a file that was loaded before are in quarantine already; they count, but are not put there twice.
  const quarantined = await db.query<{ staged: number; put: number }>(
    `with put as (
       insert into quarantine (source_id, file_sha256, row_number, original, problems)
       select $2, $3, row_number, original, problems from staged_quarantine where run_id = $1
       on conflict do nothing
       returning 1
     )
     select (select count(*) from staged_quarantine where run_id = $1) as staged,
       (select count(*) from put) as put`,
    [runId, source.sourceId, file.sha256],
  );
  const outcome = {
    loaded: (loaded.rowCount ?? 0) - (corrected.rowCount ?? 0),
    corrected: corrected.rowCount ?? 0,
    alreadyKnown: (known.rowCount ?? 0) + repeated.equal,
    quarantined: quarantined.rows[0].staged,
  };
  await db.query(
    `insert into source_file
       (sha256, source_id, file_name, format, bytes, rows_read, loaded, already_known, quarantined, loaded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, (select started_by from ingest_run where run_id = $10))
     on conflict (source_id, sha256) do nothing`,
    [
      file.sha256,
      source.sourceId,
      file.name,
      source.format,
      file.bytes,
      file.rowsRead,
      outcome.loaded + outcome.corrected,
      outcome.alreadyKnown,
      outcome.quarantined,
      runId,
    ],
  );
  await clearStage(db, runId, 'done');
  const incidentIds = loaded.rows.map((row) => row.incident_id);
  return { outcome, incidentIds, changed: incidentIds.length > 0 || quarantined.rows[0].put > 0 };
}

/** Two rows of one file that claim one id: the first is kept, an equal one is known, another is doubtful. */
async function removeRepeatedIds(db: Queryable, runId: number): Promise<{ equal: number }> {
  const { rows } = await db.query<{ equal: number }>(
    `with ranked as (
       select ctid as row_at, row_number, original, report_id, content_sha256,
         first_value(content_sha256) over w as first_content, row_number() over w as nth
       from staged_report where run_id = $1
       window w as (partition by report_id order by row_number)
     ), removed as (
       delete from staged_report s using ranked r where s.ctid = r.row_at and r.nth > 1
       returning r.row_number, r.original, r.report_id, r.content_sha256 <> r.first_content as differs
     ), put as (
       insert into staged_quarantine (run_id, row_number, original, problems)
       select $1, row_number, original,
         jsonb_build_array(jsonb_build_object('column', '', 'value', report_id, 'reason', 'id-repeats'))
       from removed where differs
     )
     select count(*) as equal from removed where not differs`,
    [runId],
  );
  return rows[0];
}

/** Serialises the last step of ingests, and what people decide about reports. */
export const INGEST_LOCK = 7_300_002;

/** A point within this distance of a state's simplified outline counts as inside: coasts and border rivers. */
const OUTLINE_TOLERANCE_M = 5000;

/** The point decides the state: the outline that holds it, else the nearest one within the tolerance. */
async function placeInStates(db: Queryable, runId: number): Promise<void> {
  await db.query(
    `update staged_report s
     set state_code = coalesce((
       select state.code from state
       where ST_DWithin(state.geom, ST_SetSRID(ST_MakePoint(s.lon, s.lat), 4326), ${OUTLINE_TOLERANCE_M / 100_000})
       order by ST_Distance(state.geom, ST_SetSRID(ST_MakePoint(s.lon, s.lat), 4326)), state.code
       limit 1), '')
     where s.run_id = $1 and s.lon is not null`,
    [runId],
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
