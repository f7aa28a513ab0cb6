import type { Role } from '../../domain/access/permissions.ts';
import type { SignInName } from '../../domain/access/sign-in-name.ts';
import { isAgency } from '../agencies.ts';
import type { Queryable } from '../database.ts';
import { newId } from './secrets.ts';

/** A user as administrators see them: what opens something stays in its own functions. */
export interface User {
  userId: string;
  name: string;
  roles: Role[];
  hasOversight: boolean;
  agencyId: string | null;
  disabled: boolean;
  hasPassword: boolean;
  hasSecondFactor: boolean;
  /** Signs in at the OpenID provider. */
  external: boolean;
  createdAt: Date;
  lastSignInAt: Date | null;
}

export interface NewUser {
  name: SignInName;
  roles: readonly Role[];
  hasOversight: boolean;
  agencyId: string | null;
}

/** What may be changed of a user. Absent stays. */
export interface UserChange {
  roles?: readonly Role[];
  hasOversight?: boolean;
  agencyId?: string | null;
  disabled?: boolean;
}

const COLUMNS = `user_id as "userId", name, roles, has_oversight as "hasOversight", agency_id as "agencyId", disabled,
  password_hash is not null as "hasPassword", totp_sealed is not null as "hasSecondFactor",
  oidc_subject is not null as external, created_at as "createdAt", last_sign_in_at as "lastSignInAt"`;

/** All users, by name. */
export async function listUsers(db: Queryable): Promise<User[]> {
  const { rows } = await db.query<User>(`select ${COLUMNS} from app_user order by name_key`);
  return rows;
}

export async function readUser(db: Queryable, userId: string): Promise<User | null> {
  const { rows } = await db.query<User>(`select ${COLUMNS} from app_user where user_id = $1`, [userId]);
  return rows[0] ?? null;
}

/** @param nameKey as `parseSignInName` makes it. */
export async function findUser(db: Queryable, nameKey: string): Promise<User | null> {
  const { rows } = await db.query<User>(`select ${COLUMNS} from app_user where name_key = $1`, [nameKey]);
  return rows[0] ?? null;
}

export type UserAdded = { ok: true; user: User } | { ok: false; reason: 'name-taken' | 'no-such-agency' };

/** Adds a user who can't sign in yet: a link or a password comes after. */
export async function addUser(db: Queryable, user: NewUser, now: Date): Promise<UserAdded> {
  if (user.agencyId !== null && !(await isAgency(db, user.agencyId))) {
    return { ok: false, reason: 'no-such-agency' };
  }
  const { rows } = await db.query<User>(
    `insert into app_user (user_id, name, name_key, roles, has_oversight, agency_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (name_key) do nothing
     returning ${COLUMNS}`,
    [newId(), user.name.name, user.name.key, user.roles, user.hasOversight, user.agencyId, now],
  );
  return rows.length === 0 ? { ok: false, reason: 'name-taken' } : { ok: true, user: rows[0] };
}

export type UserChanged =
  | { ok: true; before: User; after: User }
  /** `last-administrator`: nobody could mend it afterwards. */
  | { ok: false; reason: 'no-such-user' | 'last-administrator' | 'no-such-agency' };

/**
 * Changes what a user may do. Sessions end with it where something was taken or given, so that no session is older
 * than what it opens. Run it in a transaction.
 */
export async function changeUser(db: Queryable, userId: string, change: UserChange): Promise<UserChanged> {
  // One change at a time: two administrators who demote each other would leave none.
  const { rows: locked } = await db.query<{ userId: string }>(
    `select user_id as "userId" from app_user
     where user_id = $1 or (not disabled and 'administrator' = any(roles))
     order by user_id for update`,
    [userId],
  );
  const before = await readUser(db, userId);
  if (before === null) return { ok: false, reason: 'no-such-user' };
  const stays = {
    roles: change.roles ?? before.roles,
    hasOversight: change.hasOversight ?? before.hasOversight,
    agencyId: change.agencyId === undefined ? before.agencyId : change.agencyId,
    disabled: change.disabled ?? before.disabled,
  };
  if (change.agencyId && !(await isAgency(db, change.agencyId)))
    return { ok: false, reason: 'no-such-agency' };
  const isOne = isAdministrator(before);
  const remains = isAdministrator(stays);
  if (isOne && !remains && locked.length < 2) return { ok: false, reason: 'last-administrator' };
  const { rows } = await db.query<User>(
    `update app_user set roles = $2, has_oversight = $3, agency_id = $4, disabled = $5
     where user_id = $1 returning ${COLUMNS}`,
    [userId, stays.roles, stays.hasOversight, stays.agencyId, stays.disabled],
  );
  await db.query('delete from user_session where user_id = $1', [userId]);
  if (stays.disabled) await db.query('delete from sign_in_link where user_id = $1', [userId]);
  return { ok: true, before, after: rows[0] };
}

/** True where somebody can sign in who manages users. */
export async function hasAdministrator(db: Queryable): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from app_user where not disabled and 'administrator' = any(roles) limit 1`,
  );
  return rowCount !== 0;
}

function isAdministrator({ roles, disabled }: { roles: readonly Role[]; disabled: boolean }): boolean {
  return !disabled && roles.includes('administrator');
}
