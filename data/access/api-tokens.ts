import type { Permission } from '../../domain/access/permissions.ts';
import { SESSION_SEEN_EVERY_MS } from '../../domain/access/session-times.ts';
import type { Queryable } from '../database.ts';
import { noteIfRoom } from '../disk-full.ts';
import { OWNER_COLUMNS, type Owner } from './owner.ts';
import { newId, newSecret, secretHash } from './secrets.ts';

/** Makes them easy to find where they don't belong, such as in a public repository. */
const PREFIX = 'vigia_';

export interface ApiToken {
  tokenId: string;
  name: string;
  scopes: Permission[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
}

/** What a token stands for: its owner, narrowed to its scopes. */
export interface TokenOwner extends Owner {
  tokenId: string;
  tokenName: string;
  scopes: Permission[];
}

/** Makes a token for a program of the user's; the token itself can't be read again. */
export async function makeApiToken(
  db: Queryable,
  userId: string,
  token: { name: string; scopes: readonly Permission[]; expiresAt: Date },
  now: Date,
): Promise<{ tokenId: string; token: string }> {
  const tokenId = newId();
  const secret = PREFIX + newSecret();
  await db.query(
    `insert into api_token (token_sha256, token_id, user_id, name, scopes, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [secretHash(secret), tokenId, userId, token.name, token.scopes, now, token.expiresAt],
  );
  return { tokenId, token: secret };
}

/** The tokens of a user, newest first; those that ran out too, so that their owner sees why a program stopped. */
export async function listApiTokens(db: Queryable, userId: string): Promise<ApiToken[]> {
  const { rows } = await db.query<ApiToken>(
    `select token_id as "tokenId", name, scopes, created_at as "createdAt", expires_at as "expiresAt",
       last_used_at as "lastUsedAt"
     from api_token where user_id = $1 order by created_at desc, token_id`,
    [userId],
  );
  return rows;
}

/** Takes a token away; false when the user has no such token. */
export async function revokeApiToken(db: Queryable, userId: string, tokenId: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from api_token where user_id = $1 and token_id = $2', [
    userId,
    tokenId,
  ]);
  return rowCount === 1;
}

/** Whose token that is, or null: unknown, run out, or its owner disabled. */
export async function findApiToken(
  db: Queryable,
  token: string,
  noticeVersion: string,
  now: Date,
): Promise<TokenOwner | null> {
  const hash = secretHash(token);
  const { rows } = await db.query<TokenOwner & { lastUsedAt: Date | null }>(
    `select t.token_id as "tokenId", t.name as "tokenName", t.scopes, t.last_used_at as "lastUsedAt",
       ${OWNER_COLUMNS}
     from api_token t join app_user u using (user_id)
     where t.token_sha256 = $1 and t.expires_at > $3 and not u.disabled`,
    [hash, noticeVersion, now],
  );
  const found = rows[0];
  if (!found) return null;
  const { lastUsedAt, ...owner } = found;
  if (now.getTime() - (lastUsedAt?.getTime() ?? 0) >= SESSION_SEEN_EVERY_MS) {
    await noteIfRoom(() =>
      db.query('update api_token set last_used_at = $2 where token_sha256 = $1', [hash, now]),
    );
  }
  return owner;
}
