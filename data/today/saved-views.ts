import type { Queryable } from '../database.ts';

/** A view that a person gave a name. */
export interface StoredView {
  viewId: string;
  name: string;
  path: string;
  search: string;
  hash: string;
  savedAt: Date;
}

const COLUMNS = 'view_id as "viewId", name, path, search, hash, saved_at as "savedAt"';

/** A person's views, the newest first. */
export async function listViews(db: Queryable, userId: string): Promise<StoredView[]> {
  const { rows } = await db.query<StoredView>(
    `select ${COLUMNS} from saved_view where user_id = $1 order by saved_at desc, name`,
    [userId],
  );
  return rows;
}

/** Saves a view; one of the same name becomes this one. */
export async function saveView(
  db: Queryable,
  userId: string,
  { name, path, search, hash }: Omit<StoredView, 'viewId' | 'savedAt'>,
  now: Date,
): Promise<StoredView> {
  const { rows } = await db.query<StoredView>(
    `insert into saved_view (user_id, name, path, search, hash, saved_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (user_id, name) do update
       set path = excluded.path, search = excluded.search, hash = excluded.hash, saved_at = excluded.saved_at
     returning ${COLUMNS}`,
    [userId, name, path, search, hash, now],
  );
  return rows[0];
}

/** Gives a view another name. `taken`: another view of the person has it. */
export async function renameView(
  db: Queryable,
  userId: string,
  viewId: string,
  name: string,
): Promise<'renamed' | 'taken' | 'unknown'> {
  const { rowCount } = await db.query(
    `update saved_view v set name = $3 where user_id = $1 and view_id = $2
       and not exists (select from saved_view o where o.user_id = $1 and o.name = $3 and o.view_id <> $2)`,
    [userId, viewId, name],
  );
  if (rowCount === 1) return 'renamed';
  const { rows } = await db.query('select from saved_view where user_id = $1 and view_id = $2', [
    userId,
    viewId,
  ]);
  return rows.length === 0 ? 'unknown' : 'taken';
}

/** Forgets a view. Whether there was one. */
export async function removeView(db: Queryable, userId: string, viewId: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from saved_view where user_id = $1 and view_id = $2', [
    userId,
    viewId,
  ]);
  return rowCount === 1;
}
