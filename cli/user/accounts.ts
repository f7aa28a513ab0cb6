import type { TFunction } from 'i18next';
import { makeSignInLink } from '../../data/access/sign-in-links.ts';
import { changeDetails } from '../../data/access/user-change.ts';
import {
  addUser,
  changeUser,
  findUser,
  listUsers,
  type User,
  type UserChange,
} from '../../data/access/users.ts';
import { appendAudit } from '../../data/audit.ts';
import type { Config } from '../../data/config.ts';
import type { Database } from '../../data/database.ts';
import type { Role } from '../../domain/access/permissions.ts';
import { parseSignInName } from '../../domain/access/sign-in-name.ts';
import { TERMINAL, terminalActor } from '../audit/open.ts';
import { UsageError } from '../usage-error.ts';
import { publicAddress, signInAddress } from './sign-in-address.ts';

interface Rights {
  roles?: readonly Role[];
  hasOversight?: boolean;
  agencyId?: string | null;
}

/** `vigia user add`: a user, and the link that lets them in the first time. */
export async function addUserVerb(
  database: Database,
  config: Config,
  t: TFunction,
  name: string,
  { roles = [], hasOversight = false, agencyId = null }: Rights,
): Promise<void> {
  const parsed = parseSignInName(name);
  if (parsed === null) throw new UsageError(t('access:cli.wrongName', { name }));
  const now = new Date();
  const link = await database.transaction(async (db) => {
    const added = await addUser(db, { name: parsed, roles, hasOversight, agencyId }, now);
    if (!added.ok) throw new UsageError(t(`access:refusal.${added.reason}`, { name, agency: agencyId }));
    const { user } = added;
    const made = await makeSignInLink(db, user.userId, now);
    const details = { name: user.name, roles: [...roles], oversight: hasOversight, agency: agencyId };
    await appendAudit(db, { ...byTerminal(user), action: 'user-created', details }, now);
    return made;
  });
  print(t('access:cli.added', { name, link: signInAddress(publicAddress(config), link.token) }));
}

/** `vigia user list`. */
export async function listUsersVerb(database: Database, t: TFunction, json: boolean): Promise<void> {
  const users = await listUsers(database.pool);
  if (json) return print(JSON.stringify(users));
  for (const user of users) print(lineOf(user, t));
}

/** `vigia user role`, `disable` and `enable`. */
export async function changeUserVerb(
  database: Database,
  t: TFunction,
  name: string,
  change: UserChange,
): Promise<void> {
  const now = new Date();
  const after = await database.transaction(async (db) => {
    const user = await findUser(db, parseSignInName(name)?.key ?? '');
    const changed = user && (await changeUser(db, user.userId, change));
    if (!changed?.ok)
      throw new UsageError(
        t(`access:refusal.${changed?.reason ?? 'no-such-user'}`, { name, agency: change.agencyId }),
      );
    const action = change.disabled === undefined ? 'role-changed' : 'user-changed';
    const details = changeDetails(changed.before, changed.after);
    await appendAudit(db, { ...byTerminal(changed.after), action, details }, now);
    return changed.after;
  });
  print(lineOf(after, t));
}

/** Finds the user that a verb names, or says that there is none. */
export async function userOrThrow(database: Database, t: TFunction, name: string): Promise<User> {
  const user = await findUser(database.pool, parseSignInName(name)?.key ?? '');
  if (user === null) throw new UsageError(t('access:refusal.no-such-user', { name }));
  return user;
}

/** What the audit says of an act on a user from the terminal. */
export function byTerminal({ userId }: Pick<User, 'userId'>) {
  return { actor: terminalActor(), address: TERMINAL, subject: { kind: 'user', id: userId } };
}

function lineOf(user: User, t: TFunction): string {
  const marks = [
    user.hasOversight && t('access:cli.marks.oversight'),
    user.hasSecondFactor && t('access:cli.marks.secondFactor'),
    user.disabled && t('access:cli.marks.disabled'),
  ].filter((mark) => mark !== false);
  const roles = user.roles.map((role) => t(`access:role.${role}`)).join(', ');
  return `${user.name}: ${roles === '' ? t('access:cli.marks.noRoles') : roles}${marks.map((mark) => `; ${mark}`).join('')}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
