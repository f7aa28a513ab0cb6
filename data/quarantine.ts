import type { Problem } from '../domain/report.ts';
import type { Queryable } from './database.ts';

/** Names a row in quarantine. */
export interface QuarantineKey {
  sourceId: string;
  fileSha256: string;
  rowNumber: number;
}

export type QuarantineOutcome = 'loaded' | 'known' | 'dismissed';

/** A row that could not be read, with what is wrong with it now or what became of it. */
export interface QuarantineRow extends QuarantineKey {
  file: string;
  format: string;
  /** As the row stood in the file, without personal data. */
  original: Record<string, string>;
  /** Cells that a person corrected, by column. */
  corrected: Record<string, string>;
  problems: Problem[];
  status: 'open' | 'resolved';
  outcome: QuarantineOutcome | null;
  reportId: string | null;
  reportVersion: number | null;
  /** Times that it was tried again in vain. */
  attempts: number;
  at: Date;
  resolvedAt: Date | null;
  by: string | null;
  why: string | null;
}

export interface QuarantineFilter {
  status: 'open' | 'resolved';
  sourceId: string | null;
  fileSha256: string | null;
  /** Rows with this reason among their problems. */
  reason: string | null;
}

const ROW = `q.source_id as "sourceId", q.file_sha256 as "fileSha256", q.row_number as "rowNumber",
  coalesce(f.file_name, '') as file, coalesce(f.format, '') as format, q.original,
  coalesce(q.corrected, '{}') as corrected, q.problems, q.status, q.outcome, q.report_id as "reportId",
  q.report_version as "reportVersion", q.attempts, q.created_at as at, q.resolved_at as "resolvedAt",
  q.resolved_by as by, q.why`;

const FROM = `quarantine q left join source_file f on f.source_id = q.source_id and f.sha256 = q.file_sha256`;

const MATCHES = `q.status = $1
  and ($2::text is null or q.source_id = $2)
  and ($3::text is null or q.file_sha256 = $3)
  and ($4::text is null or q.problems @> jsonb_build_array(jsonb_build_object('reason', $4::text)))`;

function filterValues({ status, sourceId, fileSha256, reason }: QuarantineFilter) {
  return [status, sourceId, fileSha256, reason];
}

/** One page of rows: open ones in the order of their files, resolved ones newest first. */
export async function listQuarantine(
  db: Queryable,
  filter: QuarantineFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ total: number; rows: QuarantineRow[] }> {
  const { rows: counted } = await db.query<{ total: number }>(
    `select count(*) as total from ${FROM} where ${MATCHES}`,
    filterValues(filter),
  );
  const order = filter.status === 'open' ? '' : 'q.resolved_at desc,';
  const { rows } = await db.query<QuarantineRow>(
    `select ${ROW} from ${FROM} where ${MATCHES}
     order by ${order} q.source_id, q.file_sha256, q.row_number limit $5 offset $6`,
    [...filterValues(filter), limit, offset],
  );
  return { total: counted[0].total, rows };
}

export interface QuarantineGroup {
  sourceId: string;
  fileSha256: string;
  file: string;
  reason: string;
  rows: number;
}

/** Rows counted by file and reason, most first; a row with two reasons counts under both. */
export async function countQuarantine(db: Queryable, filter: QuarantineFilter): Promise<QuarantineGroup[]> {
  const { rows } = await db.query<QuarantineGroup>(
    `select q.source_id as "sourceId", q.file_sha256 as "fileSha256", coalesce(f.file_name, '') as file, reason,
       count(*) as rows
     from ${FROM}, lateral (select distinct p ->> 'reason' as reason from jsonb_array_elements(q.problems) p) r
     where ${MATCHES}
     group by 1, 2, 3, 4 order by rows desc, 1, 3, 4`,
    filterValues(filter),
  );
  return rows;
}

/** Open rows after one another, in the order of their files: the next page begins after the last one of this. */
export async function nextOpenKeys(
  db: Queryable,
  filter: Omit<QuarantineFilter, 'status'>,
  after: QuarantineKey | null,
  limit: number,
): Promise<QuarantineKey[]> {
  const { sourceId = '', fileSha256 = '', rowNumber = -1 } = after ?? {};
  const { rows } = await db.query<QuarantineKey>(
    `select q.source_id as "sourceId", q.file_sha256 as "fileSha256", q.row_number as "rowNumber"
     from quarantine q
     where ${MATCHES} and (q.source_id, q.file_sha256, q.row_number) > ($5, $6, $7)
     order by q.source_id, q.file_sha256, q.row_number limit $8`,
    [...filterValues({ status: 'open', ...filter }), sourceId, fileSha256, rowNumber, limit],
  );
  return rows;
}

const KEYS = `jsonb_to_recordset($1::jsonb) as k ("sourceId" text, "fileSha256" text, "rowNumber" int)`;
const SAME_ROW = `q.source_id = k."sourceId" and q.file_sha256 = k."fileSha256" and q.row_number = k."rowNumber"`;

/** The named rows, those that exist, locked until the end of the transaction. */
export async function lockQuarantineRows(
  db: Queryable,
  keys: readonly QuarantineKey[],
): Promise<QuarantineRow[]> {
  const { rows } = await db.query<QuarantineRow>(
    `select ${ROW} from ${KEYS} join quarantine q on ${SAME_ROW}
     left join source_file f on f.source_id = q.source_id and f.sha256 = q.file_sha256
     order by q.source_id, q.file_sha256, q.row_number
     for update of q`,
    [JSON.stringify(keys)],
  );
  return rows;
}

/** Every column that rows of a file have, be they loaded or in quarantine; rows alone may lack some. */
export async function readFileColumns(
  db: Queryable,
  sourceId: string,
  fileSha256: string,
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select distinct name from (
       (select original from report where file_sha256 = $2 and source_id = $1 limit 1)
       union all
       (select original from quarantine where file_sha256 = $2 and source_id = $1 limit 50)
     ) as rows, jsonb_object_keys(original) as name order by name`,
    [sourceId, fileSha256],
  );
  return rows.map(({ name }) => name);
}

/** What a row's trial ended with. */
export interface RowResult extends QuarantineKey {
  corrected: Record<string, string>;
  outcome: 'loaded' | 'known' | 'rejected';
  /** What is wrong with it now; empty unless rejected. */
  problems: readonly Problem[];
  reportId: string | null;
  reportVersion: number | null;
}

/** Writes what became of rows that were tried again: resolved, or still open with their problems of today. */
export async function recordTrials(db: Queryable, results: readonly RowResult[], by: string): Promise<void> {
  await db.query(
    `update quarantine q
     set corrected = nullif(x.corrected, '{}'),
       problems = case when x.outcome = 'rejected' then x.problems else q.problems end,
       attempts = q.attempts + (x.outcome = 'rejected')::int,
       status = case when x.outcome = 'rejected' then 'open' else 'resolved' end,
       outcome = nullif(x.outcome, 'rejected'),
       report_id = x."reportId", report_version = x."reportVersion",
       resolved_at = case when x.outcome <> 'rejected' then now() end,
       resolved_by = case when x.outcome <> 'rejected' then $2 end,
       why = null
     from jsonb_to_recordset($1::jsonb) as x ("sourceId" text, "fileSha256" text, "rowNumber" int,
       corrected jsonb, outcome text, problems jsonb, "reportId" text, "reportVersion" int)
     where q.source_id = x."sourceId" and q.file_sha256 = x."fileSha256" and q.row_number = x."rowNumber"`,
    [JSON.stringify(results), by],
  );
}

/** Open rows that a person says are no reports; they stay, and can be opened again. */
export async function dismissRows(
  db: Queryable,
  keys: readonly QuarantineKey[],
  decider: { by: string; why: string },
): Promise<number> {
  const { rowCount } = await db.query(
    `update quarantine q
     set status = 'resolved', outcome = 'dismissed', resolved_at = now(), resolved_by = $2, why = $3
     from ${KEYS} where ${SAME_ROW} and q.status = 'open'`,
    [JSON.stringify(keys), decider.by, decider.why],
  );
  return rowCount ?? 0;
}

/** Opens rows again; what they were corrected to stays. */
export async function reopenRows(db: Queryable, keys: readonly QuarantineKey[]): Promise<void> {
  await db.query(
    `update quarantine q
     set status = 'open', outcome = null, report_id = null, report_version = null, resolved_at = null,
       resolved_by = null, why = null
     from ${KEYS} where ${SAME_ROW}`,
    [JSON.stringify(keys)],
  );
}
