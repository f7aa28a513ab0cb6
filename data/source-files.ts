import type { Queryable } from './database.ts';

/** One attempt to load a file, and what came of it. */
export interface LoadedFileRow {
  runId: number;
  fileName: string;
  sha256: string;
  /** running, done, failed, cancelled (also a trial), abandoned. */
  status: string;
  startedAt: Date;
  endedAt: Date | null;
  /** A user's name, or the id of one who is gone; null for the terminal. */
  startedBy: string | null;
  /** Of what was loaded first of this file: null when nothing was. */
  sourceId: string | null;
  format: string | null;
  bytes: number | null;
  rowsRead: number | null;
  loaded: number | null;
  quarantined: number | null;
}

/** Loads of files, newest first; reports of the form are none. */
export async function listLoadedFiles(
  db: Queryable,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ total: number; rows: LoadedFileRow[] }> {
  const { rows } = await db.query<LoadedFileRow & { total: number }>(
    `select r.run_id as "runId", r.file_name as "fileName", r.file_sha256 as sha256, r.status,
       r.started_at as "startedAt", r.ended_at as "endedAt", coalesce(u.name, r.started_by) as "startedBy",
       f.source_id as "sourceId", f.format, f.bytes, f.rows_read as "rowsRead", f.loaded, f.quarantined,
       count(*) over () as total
     from ingest_run r
     left join lateral (
       select * from source_file f where f.sha256 = r.file_sha256 and r.status = 'done'
       order by f.loaded_at limit 1) f on true
     left join app_user u on u.user_id = r.started_by
     where f.format is distinct from 'form'
     order by r.started_at desc, r.run_id desc
     limit $1 offset $2`,
    [limit, offset],
  );
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...row }) => row) };
}

/** When a file of this digest was first loaded, or null. */
export async function firstLoadOf(db: Queryable, sha256: string): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    'select min(loaded_at) as at from source_file where sha256 = $1',
    [sha256],
  );
  return rows[0].at;
}
