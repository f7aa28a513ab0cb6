import type { Queryable } from '../database.ts';
import { secretHash } from './secrets.ts';

/** Sealed secrets of a user's authenticator: in use, and shown but not yet confirmed. */
export interface SecondFactor {
  sealed: string | null;
  pendingSealed: string | null;
}

export async function readSecondFactor(db: Queryable, userId: string): Promise<SecondFactor> {
  const { rows } = await db.query<SecondFactor>(
    'select totp_sealed as sealed, totp_pending_sealed as "pendingSealed" from app_user where user_id = $1',
    [userId],
  );
  return rows[0] ?? { sealed: null, pendingSealed: null };
}

/** Keeps a secret that was shown and waits for its first code. */
export async function proposeSecondFactor(db: Queryable, userId: string, sealed: string): Promise<void> {
  await db.query('update app_user set totp_pending_sealed = $2 where user_id = $1', [userId, sealed]);
}

/** The proposed secret counts from now on, with new recovery codes. Run it in a transaction. */
export async function confirmSecondFactor(
  db: Queryable,
  userId: string,
  step: number,
  recoveryCodes: readonly string[],
): Promise<void> {
  await db.query(
    `update app_user set totp_sealed = totp_pending_sealed, totp_pending_sealed = null, totp_last_step = $2
     where user_id = $1 and totp_pending_sealed is not null`,
    [userId, step],
  );
  await db.query('delete from recovery_code where user_id = $1', [userId]);
  await db.query('insert into recovery_code (user_id, code_sha256) select $1, unnest($2::text[])', [
    userId,
    recoveryCodes.map(secretHash),
  ]);
}

/** Takes the second factor and its recovery codes away. Run it in a transaction. */
export async function removeSecondFactor(db: Queryable, userId: string): Promise<void> {
  await db.query(
    `update app_user set totp_sealed = null, totp_pending_sealed = null, totp_last_step = 0 where user_id = $1`,
    [userId],
  );
  await db.query('delete from recovery_code where user_id = $1', [userId]);
}

/** Uses the code of a time step up; false when that step or a later one was used before. */
export async function takeTotpStep(db: Queryable, userId: string, step: number): Promise<boolean> {
  const { rowCount } = await db.query(
    'update app_user set totp_last_step = $2 where user_id = $1 and totp_last_step < $2',
    [userId, step],
  );
  return rowCount === 1;
}

/** Uses a recovery code up; false when it is none. */
export async function takeRecoveryCode(db: Queryable, userId: string, code: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from recovery_code where user_id = $1 and code_sha256 = $2', [
    userId,
    secretHash(code),
  ]);
  return rowCount === 1;
}

export async function countRecoveryCodes(db: Queryable, userId: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    'select count(*) as n from recovery_code where user_id = $1',
    [userId],
  );
  return rows[0].n;
}
