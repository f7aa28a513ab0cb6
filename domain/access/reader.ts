import { type Permission, permissionsOf, type Required, type Role } from './permissions.ts';

/** Who asks: a person or program with a session, and what that opens. */
export interface Reader {
  userId: string;
  name: string;
  roles: readonly Role[];
  agencyId: string | null;
  permissions: ReadonlySet<Permission>;
}

/** A reader with the permissions that follow from the roles. */
export function createReader(person: Omit<Reader, 'permissions'> & { hasOversight: boolean }): Reader {
  const { hasOversight, ...rest } = person;
  return { ...rest, permissions: permissionsOf(rest.roles, hasOversight) };
}

/** The same reader with no more than some permissions: what a token with these scopes opens. */
export function restrictReader(reader: Reader, scopes: readonly Permission[]): Reader {
  const permissions = new Set(scopes.filter((permission) => reader.permissions.has(permission)));
  return { ...reader, permissions };
}

/** Whether a reader, or somebody without a session (null), has what is required. */
export function may(reader: Pick<Reader, 'permissions'> | null, required: Required): boolean {
  if (required === 'public') return true;
  if (reader === null) return false;
  return required === 'session' || reader.permissions.has(required);
}
