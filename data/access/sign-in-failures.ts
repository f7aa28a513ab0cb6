import { FAILURES_KEPT_MS, waitAfterFailuresS } from '../../domain/access/sign-in-delay.ts';
import type { Database, Queryable } from '../database.ts';

/** One account, known or not, tried from one address. */
export interface Attempt {
  nameKey: string;
  address: string;
}

/**
 * Takes one attempt: counted as failed before anything is compared, so that many at once gain nothing.
 *
 * @returns how many whole seconds to wait before the next; 0 where this one may go on.
 */
export async function takeAttempt(
  database: Database,
  { nameKey, address }: Attempt,
  now: Date,
): Promise<number> {
  return database.transaction(async (db) => {
    await db.query('delete from sign_in_failure where last_at < $1', [
      new Date(now.getTime() - FAILURES_KEPT_MS),
    ]);
    await db.query(
      `insert into sign_in_failure (name_key, address, failures, last_at) values ($1, $2, 0, $3)
       on conflict (name_key, address) do nothing`,
      [nameKey, address, now],
    );
    const { rows } = await db.query<{ failures: number; lastAt: Date }>(
      `select failures, last_at as "lastAt" from sign_in_failure
       where name_key = $1 and address = $2 for update`,
      [nameKey, address],
    );
    const { failures, lastAt } = rows[0];
    const until = lastAt.getTime() + waitAfterFailuresS(failures) * 1000;
    if (until > now.getTime()) return Math.ceil((until - now.getTime()) / 1000);
    await db.query(
      'update sign_in_failure set failures = failures + 1, last_at = $3 where name_key = $1 and address = $2',
      [nameKey, address, now],
    );
    return 0;
  });
}

/** The attempt was no failure, though it did not lead in: a code is still to come. */
export async function giveBackAttempt(db: Queryable, { nameKey, address }: Attempt): Promise<void> {
  await db.query(
    `update sign_in_failure set failures = greatest(failures - 1, 0)
     where name_key = $1 and address = $2`,
    [nameKey, address],
  );
}

/** Who got in has proved that the failures were mistakes. */
export async function forgetFailures(db: Queryable, { nameKey, address }: Attempt): Promise<void> {
  await db.query('delete from sign_in_failure where name_key = $1 and address = $2', [nameKey, address]);
}
