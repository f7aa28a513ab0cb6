import type { Role } from '../../domain/access/permissions.ts';
import { parseSignInName } from '../../domain/access/sign-in-name.ts';
import type { Database } from '../database.ts';
import { makeSignInLink } from './sign-in-links.ts';
import { addUser, findUser, hasAdministrator } from './users.ts';

/** Advisory lock of the first administrator: two servers may start at once on one database. */
const FIRST_LOCK = 7_300_008;

/** Whoever starts it alone sees the whole product; with more people the roles are to be parted. */
const FIRST_ROLES: readonly Role[] = ['administrator', 'steward', 'analyst', 'planner'];
export const FIRST_NAME = 'local';

/**
 * A link for the local administrator as long as they never signed in; null otherwise. Makes the user when nobody
 * manages users yet. There is no default password.
 */
export async function firstSignInLink(
  database: Database,
  now: Date,
): Promise<{ token: string; expiresAt: Date } | null> {
  return database.transaction(async (db) => {
    await db.query('select pg_advisory_xact_lock($1)', [FIRST_LOCK]);
    const name = parseSignInName(FIRST_NAME);
    if (name === null) throw new Error('the first name is no name');
    const known = await findUser(db, name.key);
    if (known !== null) {
      const waits = !known.disabled && known.lastSignInAt === null && !known.hasPassword;
      return waits ? makeSignInLink(db, known.userId, now) : null;
    }
    if (await hasAdministrator(db)) return null;
    const added = await addUser(db, { name, roles: FIRST_ROLES, hasOversight: false, agencyId: null }, now);
    if (!added.ok) throw new Error(`the first administrator could not be made: ${added.reason}`);
    return makeSignInLink(db, added.user.userId, now);
  });
}
