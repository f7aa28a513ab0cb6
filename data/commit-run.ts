import { isRegister } from '../domain/matching/registers.ts';
import type { Queryable } from './database.ts';
import { applyPlaceDecisions } from './place-decisions.ts';
import { clearStage, INGEST_LOCK, MOVED_COLUMNS } from './staging.ts';

/** Rows of the file that are moved in one statement: between two of them an ingest can be called off. */
const PAGE_ROWS = 20_000;
/** From so many rows on the planner is told what has come: nobody else tells it inside the transaction. */
const ANALYZE_ROWS = 5_000;

export interface RunOutcome {
  loaded: number;
  corrected: number;
  alreadyKnown: number;
  quarantined: number;
  /** Of them, rows that claim the id of another row of their file and say otherwise. */
  repeatedIds: number;
}

/**
 * Moves a run's stage to its places; call it inside one transaction, so that all of a file is loaded or
 * nothing. A row whose content is known adds nothing; a row whose id is known but whose content changed
 * becomes a new version and the old one stays.
 *
 * @param onMoved told how many rows of the file have been moved so far.
 * @returns the counts, the incidents that have to be refreshed, and whether anything a reader may see changed.
 */
export async function commitRun(
  db: Queryable,
  runId: number,
  source: { sourceId: string; name: string; format: string },
  file: { sha256: string; name: string; bytes: number; rowsRead: number },
  onMoved: (rows: number) => void = () => {},
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
  const incidentIds = await moveReports(db, runId, onMoved);
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
    loaded: incidentIds.length - (corrected.rowCount ?? 0),
    corrected: corrected.rowCount ?? 0,
    alreadyKnown: (known.rowCount ?? 0) + repeated.equal,
    quarantined: quarantined.rows[0].staged,
    repeatedIds: repeated.other,
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
  return { outcome, incidentIds, changed: incidentIds.length > 0 || quarantined.rows[0].put > 0 };
}

/** Makes reports of what is staged, page by page; each gets the incident that it has, or a new one. */
async function moveReports(db: Queryable, runId: number, onMoved: (rows: number) => void): Promise<number[]> {
  const { rows: ends } = await db.query<{ last_row: number | null }>(
    'select max(row_number) as last_row from staged_report where run_id = $1',
    [runId],
  );
  const lastRow = ends[0].last_row ?? 0;
  const incidentIds: number[] = [];
  for (let before = 0; before < lastRow; before += PAGE_ROWS) {
    const page = [runId, before, before + PAGE_ROWS];
    await db.query(INSERT_CELLS, page);
    await db.query(INSERT_LINKS, page);
    const { rows } = await db.query<[number]>({ rowMode: 'array', text: INSERT_REPORTS, values: page });
    for (const [id] of rows) incidentIds.push(id);
    onMoved(Math.min(before + PAGE_ROWS, lastRow));
  }
  if (incidentIds.length >= ANALYZE_ROWS) {
    await db.query('analyze report');
    await db.query('analyze incident_report');
  }
  return incidentIds;
}

const OF_PAGE = 'run_id = $1 and row_number > $2 and row_number <= $3';

const INSERT_CELLS = `
  insert into cell (h3, resolution)
  select distinct c.h3, c.at + 2
  from staged_report s, unnest(s.cells) with ordinality as c (h3, at)
  where ${OF_PAGE}
  on conflict do nothing`;

const INSERT_LINKS = `
  insert into incident_report (incident_id, source_id, report_id)
  select nextval('incident_id_seq'), source_id, report_id
  from (
    select source_id, report_id from staged_report s
    where ${OF_PAGE} and not exists (
      select from incident_report l where l.source_id = s.source_id and l.report_id = s.report_id)
    order by row_number
  ) as unlinked`;

const INSERT_REPORTS = `
  with moved as (
    insert into report (source_id, report_id, version, is_current, state_code, place_decision_id, place_before,
      ${MOVED_COLUMNS})
    select source_id, report_id,
      coalesce((select max(version) from report r
        where r.source_id = s.source_id and r.report_id = s.report_id), 0) + 1,
      true, state_code, place_decision_id, place_before, ${MOVED_COLUMNS}
    from staged_report s
    where ${OF_PAGE}
    returning source_id, report_id
  )
  select l.incident_id
  from moved m
  join incident_report l on l.source_id = m.source_id and l.report_id = m.report_id`;

/** Two rows of one file that claim one id: the first is kept, an equal one is known, another is doubtful. */
async function removeRepeatedIds(db: Queryable, runId: number): Promise<{ equal: number; other: number }> {
  const { rows } = await db.query<{ equal: number; other: number }>(
    `with repeated as (
       select report_id from staged_report where run_id = $1 group by report_id having count(*) > 1
     ), ranked as (
       select s.ctid as row_at, first_value(s.content_sha256) over w as first_content, row_number() over w as nth
       from staged_report s join repeated using (report_id)
       where s.run_id = $1
       window w as (partition by s.report_id order by s.row_number)
     ), removed as (
       delete from staged_report s using ranked r where s.ctid = r.row_at and r.nth > 1
       returning s.row_number, s.original, s.report_id, s.content_sha256 <> r.first_content as differs
     ), put as (
       insert into staged_quarantine (run_id, row_number, original, problems)
       select $1, row_number, original,
         jsonb_build_array(jsonb_build_object('column', '', 'value', report_id, 'reason', 'id-repeats'))
       from removed where differs
     )
     select count(*) filter (where not differs) as equal, count(*) filter (where differs) as other from removed`,
    [runId],
  );
  return rows[0];
}
