import type { Looks } from '../../domain/today/sitting.ts';
import type { Queryable } from '../database.ts';

/** When a person last looked at the page of the day; null: never. */
export async function readLooks(db: Queryable, userId: string): Promise<Looks | null> {
  const { rows } = await db.query<Looks>(
    `select before_sitting as "beforeSitting", looked_at as "lookedAt" from last_look where user_id = $1`,
    [userId],
  );
  return rows[0] ?? null;
}

/** Stores that a person looked. */
export async function writeLooks(
  db: Queryable,
  userId: string,
  { beforeSitting, lookedAt }: Looks,
): Promise<void> {
  await db.query(
    `insert into last_look (user_id, before_sitting, looked_at) values ($1, $2, $3)
     on conflict (user_id) do update
       set before_sitting = excluded.before_sitting, looked_at = excluded.looked_at`,
    [userId, beforeSitting, lookedAt],
  );
}
