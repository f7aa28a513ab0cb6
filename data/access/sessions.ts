import { SESSION_SEEN_EVERY_MS, sessionEnd } from '../../domain/access/session-times.ts';
import type { Queryable } from '../database.ts';
import { noteIfRoom } from '../disk-full.ts';
import { OWNER_COLUMNS, type Owner } from './owner.ts';
import { newId, newSecret, secretHash } from './secrets.ts';

export type SignInWay = 'link' | 'password' | 'oidc';

/** Where a request comes from. */
export interface Origin {
  /** Network address. */
  address: string;
  /** The program that asks, as it names itself. */
  device: string;
}

/** What a session's token stands for. */
export interface SessionOwner extends Owner {
  sessionId: string;
}

/** A session as its owner sees it. */
export interface SessionInfo extends Origin {
  sessionId: string;
  via: SignInWay;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
}

/**
 * Begins a session for a user who has proved who they are, and writes the sign-in down. Run it in a transaction.
 *
 * @returns the token, which nobody can read again.
 */
export async function beginSession(
  db: Queryable,
  userId: string,
  via: SignInWay,
  origin: Origin,
  now: Date,
): Promise<{ token: string; sessionId: string }> {
  const token = newSecret();
  const sessionId = newId();
  await db.query('delete from user_session where expires_at <= $1', [now]);
  await db.query(
    `insert into user_session
       (token_sha256, session_id, user_id, via, created_at, last_seen_at, expires_at, address, device)
     values ($1, $2, $3, $4, $5, $5, $6, $7, $8)`,
    [secretHash(token), sessionId, userId, via, now, sessionEnd(now, now), origin.address, origin.device],
  );
  await db.query('update app_user set last_sign_in_at = $2 where user_id = $1', [userId, now]);
  return { token, sessionId };
}

/**
 * Whose session a token opens, or null: unknown, over, or its owner disabled.
 *
 * @param noticeVersion the purpose notice whose acknowledgement counts.
 * @param isUse whether this request keeps the session alive; what the page asks by itself does not.
 */
export async function findSession(
  db: Queryable,
  token: string,
  noticeVersion: string,
  now: Date,
  isUse: boolean,
): Promise<SessionOwner | null> {
  const hash = secretHash(token);
  const { rows } = await db.query<SessionOwner & { lastSeenAt: Date; createdAt: Date }>(
    `select s.session_id as "sessionId", s.created_at as "createdAt", s.last_seen_at as "lastSeenAt",
       ${OWNER_COLUMNS}
     from user_session s join app_user u using (user_id)
     where s.token_sha256 = $1 and s.expires_at > $3 and not u.disabled`,
    [hash, noticeVersion, now],
  );
  const found = rows[0];
  if (!found) return null;
  const { lastSeenAt, createdAt, ...owner } = found;
  if (isUse && now.getTime() - lastSeenAt.getTime() >= SESSION_SEEN_EVERY_MS) {
    const seen = [hash, now, sessionEnd(createdAt, now)];
    await noteIfRoom(() =>
      db.query('update user_session set last_seen_at = $2, expires_at = $3 where token_sha256 = $1', seen),
    );
  }
  return owner;
}

/** The sessions of a user that are not over, newest use first. */
export async function listSessions(db: Queryable, userId: string, now: Date): Promise<SessionInfo[]> {
  const { rows } = await db.query<SessionInfo>(
    `select session_id as "sessionId", via, created_at as "createdAt", last_seen_at as "lastSeenAt",
       expires_at as "expiresAt", address, device
     from user_session where user_id = $1 and expires_at > $2
     order by last_seen_at desc, session_id`,
    [userId, now],
  );
  return rows;
}

/** Ends one session of a user; false when they have no such session. */
export async function endSession(db: Queryable, userId: string, sessionId: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from user_session where user_id = $1 and session_id = $2', [
    userId,
    sessionId,
  ]);
  return rowCount === 1;
}

/** Ends all sessions of a user. */
export async function endSessions(db: Queryable, userId: string): Promise<void> {
  await db.query('delete from user_session where user_id = $1', [userId]);
}
