import type { Role } from '../../domain/access/permissions.ts';
import type { SignInName } from '../../domain/access/sign-in-name.ts';
import type { Queryable } from '../database.ts';
import { newId } from './secrets.ts';

/** A person at an OpenID provider: the pair never changes, names may. */
export interface ExternalKey {
  issuer: string;
  subject: string;
}

export interface ExternalUser {
  userId: string;
  name: string;
  roles: Role[];
  disabled: boolean;
}

export async function findExternalUser(
  db: Queryable,
  { issuer, subject }: ExternalKey,
): Promise<ExternalUser | null> {
  const { rows } = await db.query<ExternalUser>(
    `select user_id as "userId", name, roles, disabled from app_user
     where oidc_issuer = $1 and oidc_subject = $2`,
    [issuer, subject],
  );
  return rows[0] ?? null;
}

/** Adds somebody from a provider. Null when a user has that name: a name alone proves nobody. */
export async function addExternalUser(
  db: Queryable,
  { issuer, subject }: ExternalKey,
  name: SignInName,
  roles: readonly Role[],
  now: Date,
): Promise<ExternalUser | null> {
  const { rows } = await db.query<ExternalUser>(
    `insert into app_user (user_id, name, name_key, roles, oidc_issuer, oidc_subject, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (name_key) do nothing
     returning user_id as "userId", name, roles, disabled`,
    [newId(), name.name, name.key, roles, issuer, subject, now],
  );
  return rows[0] ?? null;
}

/** The provider says otherwise by now; sessions that are older than the roles end. */
export async function setExternalRoles(db: Queryable, userId: string, roles: readonly Role[]): Promise<void> {
  await db.query('update app_user set roles = $2 where user_id = $1', [userId, roles]);
  await db.query('delete from user_session where user_id = $1', [userId]);
}
