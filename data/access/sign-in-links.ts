import { LINK_LIFETIME_MS } from '../../domain/access/session-times.ts';
import type { Queryable } from '../database.ts';
import { newSecret, secretHash } from './secrets.ts';

/** Makes the one link of a user; an older one stops working. Run it in a transaction. */
export async function makeSignInLink(
  db: Queryable,
  userId: string,
  now: Date,
): Promise<{ token: string; expiresAt: Date }> {
  const token = newSecret();
  const expiresAt = new Date(now.getTime() + LINK_LIFETIME_MS);
  await db.query('delete from sign_in_link where user_id = $1 or expires_at <= $2', [userId, now]);
  await db.query(
    `insert into sign_in_link (token_sha256, user_id, created_at, expires_at) values ($1, $2, $3, $4)`,
    [secretHash(token), userId, now, expiresAt],
  );
  return { token, expiresAt };
}

/** Whose link that is, as long as it can be used; it stays usable. */
export async function readSignInLink(db: Queryable, token: string, now: Date): Promise<string | null> {
  const { rows } = await db.query<{ userId: string }>(
    `select l.user_id as "userId" from sign_in_link l join app_user u using (user_id)
     where l.token_sha256 = $1 and l.expires_at > $2 and not u.disabled`,
    [secretHash(token), now],
  );
  return rows[0]?.userId ?? null;
}

/** Uses a link up; false when another request was first. */
export async function consumeSignInLink(db: Queryable, token: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'delete from sign_in_link where token_sha256 = $1 and expires_at > $2',
    [secretHash(token), now],
  );
  return rowCount === 1;
}
