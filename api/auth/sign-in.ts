import { ipKeyGenerator } from 'express-rate-limit';
import { findPasswordOwner } from '../../data/access/passwords.ts';
import { beginSession, type Origin, type SignInWay } from '../../data/access/sessions.ts';
import {
  type Attempt,
  forgetFailures,
  giveBackAttempt,
  takeAttempt,
} from '../../data/access/sign-in-failures.ts';
import { consumeSignInLink, readSignInLink } from '../../data/access/sign-in-links.ts';
import { readUser } from '../../data/access/users.ts';
import { appendAudit } from '../../data/audit.ts';
import type { Queryable } from '../../data/database.ts';
import { parseSignInName } from '../../domain/access/sign-in-name.ts';
import type { ApiContext } from '../context.ts';
import { isPassword } from './passwords.ts';
import { checkSecondFactor } from './totp.ts';

export type SignInResult =
  | { ok: true; name: string; token: string }
  /** `refused` tells nobody why; `second-factor-needed` comes only after everything else was right. */
  | { ok: false; reason: 'refused' | 'second-factor-needed' }
  | { ok: false; reason: 'wait'; seconds: number };

/** Why, for the audit alone. */
type Cause = 'unknown-link' | 'name-or-password' | 'disabled' | 'second-factor' | 'too-many';

/** Signs in with a name, a password and, where one is set, a second factor. */
export async function signInWithPassword(
  context: ApiContext,
  given: { name: string; password: string; code?: string },
  origin: Origin,
): Promise<SignInResult> {
  const { database } = context;
  const key = parseSignInName(given.name)?.key ?? '';
  const attempt = attemptOf(key, origin);
  const seconds = await takeAttempt(database, attempt, context.now());
  if (seconds > 0) {
    await auditFailure(context, given.name, origin, 'too-many');
    return { ok: false, reason: 'wait', seconds };
  }
  const owner = await findPasswordOwner(database.pool, key);
  const right = await isPassword(owner?.passwordHash ?? null, given.password);
  if (owner === null || !right || owner.disabled) {
    await auditFailure(context, given.name, origin, right ? 'disabled' : 'name-or-password');
    return { ok: false, reason: 'refused' };
  }
  return finish(context, owner, 'password', given.code, attempt, origin, async () => true);
}

/** Signs in with a link that was made for one user, and uses it up. */
export async function signInWithLink(
  context: ApiContext,
  given: { token: string; code?: string },
  origin: Origin,
): Promise<SignInResult> {
  const { database } = context;
  const now = context.now();
  const userId = await readSignInLink(database.pool, given.token, now);
  const user = userId === null ? null : await readUser(database.pool, userId);
  if (user === null) {
    await auditFailure(context, '', origin, 'unknown-link');
    return { ok: false, reason: 'refused' };
  }
  const attempt = attemptOf(parseSignInName(user.name)?.key ?? '', origin);
  const seconds = user.hasSecondFactor ? await takeAttempt(database, attempt, now) : 0;
  if (seconds > 0) return { ok: false, reason: 'wait', seconds };
  return finish(context, user, 'link', given.code, attempt, origin, (db) =>
    consumeSignInLink(db, given.token, now),
  );
}

/** Second factor, then what is used up by signing in, then the session: all or nothing. */
async function finish(
  context: ApiContext,
  user: { userId: string; name: string },
  via: SignInWay,
  code: string | undefined,
  attempt: Attempt,
  origin: Origin,
  consume: (db: Queryable) => Promise<boolean>,
): Promise<SignInResult> {
  const { database, access } = context;
  const now = context.now();
  const result = await database.transaction(async (db): Promise<SignInResult> => {
    const second = await checkSecondFactor(db, access.secretKey, user.userId, code, now);
    if (second === 'missing') {
      await giveBackAttempt(db, attempt);
      return { ok: false, reason: 'second-factor-needed' };
    }
    if (second === 'wrong' || !(await consume(db))) return { ok: false, reason: 'refused' };
    await forgetFailures(db, attempt);
    return enter(db, user, via, origin, now);
  });
  if (!result.ok && result.reason === 'refused') {
    await auditFailure(context, user.name, origin, 'second-factor');
  }
  return result;
}

/** Begins the session of somebody who has proved who they are, and writes it to the audit. In a transaction. */
export async function enter(
  db: Queryable,
  user: { userId: string; name: string },
  via: SignInWay,
  origin: Origin,
  now: Date,
): Promise<SignInResult> {
  const { token, sessionId } = await beginSession(db, user.userId, via, origin, now);
  const entry = {
    action: 'sign-in',
    actor: { kind: 'user', id: user.userId, name: user.name },
    address: origin.address,
    subject: { kind: 'session', id: sessionId },
    details: { via },
  } as const;
  await appendAudit(db, entry, now);
  return { ok: true, name: user.name, token };
}

/** @param name as it was typed: people type passwords there by mistake, so only what can be a name is kept. */
async function auditFailure(context: ApiContext, name: string, origin: Origin, cause: Cause): Promise<void> {
  const known = await findPasswordOwner(context.database.pool, parseSignInName(name)?.key ?? '');
  const entry = {
    action: 'sign-in-failed',
    actor: { kind: 'nobody', id: '', name: '' },
    address: origin.address,
    details: { cause },
    ...(known ? { subject: { kind: 'user', id: known.userId } } : {}),
  } as const;
  await appendAudit(context.database.pool, entry, context.now());
}

/** A whole /64 of IPv6 is one address: that is what one subscriber has. */
function attemptOf(nameKey: string, { address }: Origin): Attempt {
  return { nameKey, address: ipKeyGenerator(address, 64) };
}
