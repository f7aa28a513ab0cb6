import type { Queryable } from '../database.ts';

/** Who signs in with a name and a password, and what to compare it with. */
export interface PasswordOwner {
  userId: string;
  name: string;
  passwordHash: string | null;
  disabled: boolean;
}

/** @param nameKey as `parseSignInName` makes it. */
export async function findPasswordOwner(db: Queryable, nameKey: string): Promise<PasswordOwner | null> {
  const { rows } = await db.query<PasswordOwner>(
    `select user_id as "userId", name, password_hash as "passwordHash", disabled
     from app_user where name_key = $1`,
    [nameKey],
  );
  return rows[0] ?? null;
}

export async function readPasswordHash(db: Queryable, userId: string): Promise<string | null> {
  const { rows } = await db.query<{ passwordHash: string | null }>(
    'select password_hash as "passwordHash" from app_user where user_id = $1',
    [userId],
  );
  return rows[0]?.passwordHash ?? null;
}

/** Sets a password; the sessions and links that an old one may have opened are the caller's to end. */
export async function setPasswordHash(db: Queryable, userId: string, hash: string): Promise<void> {
  await db.query('update app_user set password_hash = $2 where user_id = $1', [userId, hash]);
}
