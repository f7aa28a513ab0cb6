import type { PatrolEntry } from '../../domain/patrols/log-entry.ts';
import type { Queryable } from '../database.ts';

/** An entry of the log as it is kept. */
export interface StoredPatrolEntry extends PatrolEntry {
  entryId: number;
  planId: string | null;
}

/** What became of entries: new ones, ones that were there, and ones whose finds were corrected. */
export interface LoggedCounts {
  added: number;
  known: number;
  corrected: number;
}

/**
 * Writes entries; one of the same kind, unit, stretch and hours is the same and is not doubled, but takes the finds of
 * the newer telling where that says any.
 */
export async function logPatrols(
  db: Queryable,
  entries: readonly PatrolEntry[],
  { planId, userId }: { planId: string | null; userId: string },
  now: Date,
): Promise<LoggedCounts> {
  const { rows } = await db.query<{ isNew: boolean }>(
    `insert into patrol_entry
       (plan_id, kind, unit, corridor_id, from_km, to_km, starts_at, ends_at, finds, made_by, made_at)
     select distinct on (kind, unit, "corridorId", "fromKm", "toKm", "startsAt", "endsAt")
       $2::text, kind, unit, "corridorId", "fromKm", "toKm", "startsAt", "endsAt",
       array(select jsonb_array_elements_text(finds)), $3::text, $4::timestamptz
     from jsonb_to_recordset($1::jsonb) as x (seq int, kind text, unit text, "corridorId" text, "fromKm" float8,
       "toKm" float8, "startsAt" timestamp, "endsAt" timestamp, finds jsonb)
     order by kind, unit, "corridorId", "fromKm", "toKm", "startsAt", "endsAt", seq desc
     on conflict (kind, unit, corridor_id, from_km, to_km, starts_at, ends_at) do update
       set finds = case when excluded.finds = '{}' then patrol_entry.finds else excluded.finds end,
         plan_id = coalesce(excluded.plan_id, patrol_entry.plan_id)
       where (excluded.finds <> '{}' and excluded.finds <> patrol_entry.finds)
         or (excluded.plan_id is not null and excluded.plan_id is distinct from patrol_entry.plan_id)
     returning xmax = 0 as "isNew"`,
    [JSON.stringify(entries.map((entry, seq) => ({ ...entry, seq }))), planId, userId, now],
  );
  const added = rows.filter(({ isNew }) => isNew).length;
  return { added, corrected: rows.length - added, known: entries.length - rows.length };
}

/** Which entries are asked for; days are those on which a patrol began, both included. */
export interface PatrolLogFilter {
  /** Entries of this plan and those that name none. */
  planId: string | null;
  from: string | null;
  to: string | null;
}

const WHERE = `($1::text is null or plan_id is null or plan_id = $1)
  and ($2::date is null or starts_at >= $2::date) and ($3::date is null or starts_at < $3::date + 1)`;

/** Entries, the newest first; with a null limit all. */
export async function readPatrolEntries(
  db: Queryable,
  { planId, from, to }: PatrolLogFilter,
  limit: number | null,
): Promise<{ total: number; entries: StoredPatrolEntry[] }> {
  const counted = await db.query<{ total: number }>(
    `select count(*)::int as total from patrol_entry where ${WHERE}`,
    [planId, from, to],
  );
  const { rows } = await db.query<StoredPatrolEntry>(
    `select entry_id as "entryId", plan_id as "planId", kind, unit, corridor_id as "corridorId",
       from_km as "fromKm", to_km as "toKm", to_char(starts_at, 'YYYY-MM-DD"T"HH24:MI') as "startsAt",
       to_char(ends_at, 'YYYY-MM-DD"T"HH24:MI') as "endsAt", finds
     from patrol_entry where ${WHERE} order by starts_at desc, entry_id desc limit $4`,
    [planId, from, to, limit],
  );
  return { total: counted.rows[0].total, entries: rows };
}

/** Takes an entry out; false where there is none. */
export async function removePatrolEntry(db: Queryable, entryId: number): Promise<boolean> {
  const { rowCount } = await db.query('delete from patrol_entry where entry_id = $1', [entryId]);
  return rowCount === 1;
}

/** A row held back, with what is wrong with it. */
export interface StoredHeldRow {
  fileName: string;
  row: number;
  values: Record<string, string>;
  problems: readonly { column: string; value: string; reason: string; allowed?: readonly string[] }[];
}

/** Holds rows of a file back; those of the same file from before give way. */
export async function holdPatrolRows(
  db: Queryable,
  fileName: string,
  held: readonly Pick<StoredHeldRow, 'row' | 'values' | 'problems'>[],
  now: Date,
): Promise<void> {
  await db.query('delete from patrol_row_held where file_name = $1', [fileName]);
  await db.query(
    `insert into patrol_row_held (file_name, row_number, row_values, problems, loaded_at)
     select $2, "row", "values", problems, $3
     from jsonb_to_recordset($1::jsonb) as x ("row" int, "values" jsonb, problems jsonb)`,
    [JSON.stringify(held), fileName, now],
  );
}

/** Rows held back, file by file. */
export async function readHeldPatrolRows(
  db: Queryable,
  limit: number,
): Promise<{ total: number; rows: StoredHeldRow[] }> {
  const counted = await db.query<{ total: number }>('select count(*)::int as total from patrol_row_held');
  const { rows } = await db.query<StoredHeldRow>(
    `select file_name as "fileName", row_number as "row", row_values as "values", problems
     from patrol_row_held order by file_name, row_number limit $1`,
    [limit],
  );
  return { total: counted.rows[0].total, rows };
}
