import { removeSecondFactor } from '../../data/access/second-factor.ts';
import { endSessions } from '../../data/access/sessions.ts';
import { makeSignInLink } from '../../data/access/sign-in-links.ts';
import { changeDetails } from '../../data/access/user-change.ts';
import { addUser, changeUser, listUsers, readUser, type User } from '../../data/access/users.ts';
import type { Queryable } from '../../data/database.ts';
import { parseSignInName } from '../../domain/access/sign-in-name.ts';
import { audited } from '../audited.ts';
import { noQuerySchema } from '../contract.ts';
import {
  type MadeLink,
  madeLinkSchema,
  newUserBodySchema,
  type UserRow,
  type Users,
  type UserWithLink,
  userChangeBodySchema,
  userSchema,
  usersSchema,
  userWithLinkSchema,
} from '../contract-account.ts';
import { idPathSchema } from '../contract-session.ts';
import { RequestError } from '../errors.ts';
import { defineRoute } from '../route.ts';

export const userList = defineRoute({
  method: 'get',
  path: '/api/users',
  summary: 'All users',
  required: 'users.manage',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: usersSchema,
  cacheable: false,
  handle: async ({ database }) => ({
    json: { items: (await listUsers(database.pool)).map(rowOf) } satisfies Users,
  }),
});

export const userAdd = defineRoute({
  method: 'post',
  path: '/api/users',
  summary: 'Adds a user; answers the link that lets them in the first time',
  required: 'users.manage',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: newUserBodySchema,
  answer: userWithLinkSchema,
  cacheable: false,
  handle: async ({ database, now }, { body, identity, baseUrl }) => {
    const name = parseSignInName(body.name);
    if (name === null) throw new RequestError(400, 'wrong_name', 'that is no name to sign in with');
    const json = await database.transaction(async (db): Promise<UserWithLink> => {
      const { roles, oversight: hasOversight, agencyId } = body;
      const added = await addUser(db, { name, roles, hasOversight, agencyId }, now());
      if (!added.ok) throw refusalOf(added.reason);
      const { user } = added;
      const { token, expiresAt } = await makeSignInLink(db, user.userId, now());
      const details = { name: user.name, roles, oversight: hasOversight, agency: agencyId };
      await audited(db, { identity }, { action: 'user-created', subject: subjectOf(user), details }, now());
      return { user: rowOf(user), link: `${baseUrl}/entrar#${token}`, expiresAt: expiresAt.toISOString() };
    });
    return { json };
  },
});

export const userChange = defineRoute({
  method: 'put',
  path: '/api/users/{id}',
  summary: 'Changes roles, oversight or agency, closes or opens an account; ends its sessions',
  required: 'users.manage',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: idPathSchema,
  body: userChangeBodySchema,
  answer: userSchema,
  cacheable: false,
  handle: async ({ database, now }, { body, path, identity }) => {
    const { oversight, ...rest } = body;
    const json = await database.transaction(async (db) => {
      const changed = await changeUser(db, path.id, { ...rest, hasOversight: oversight });
      if (!changed.ok) throw refusalOf(changed.reason);
      const { before, after } = changed;
      const action = body.disabled === undefined ? 'role-changed' : 'user-changed';
      const details = changeDetails(before, after);
      await audited(db, { identity }, { action, subject: subjectOf(after), details }, now());
      return rowOf(after);
    });
    return { json };
  },
});

export const userLink = defineRoute({
  method: 'post',
  path: '/api/users/{id}/link',
  summary: 'A new one-time sign-in link; the one before stops working',
  required: 'users.manage',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: idPathSchema,
  answer: madeLinkSchema,
  cacheable: false,
  handle: async ({ database, now }, { path, identity, baseUrl }) => {
    const json = await database.transaction(async (db): Promise<MadeLink> => {
      const user = await userOf(db, path.id);
      if (user.disabled) throw new RequestError(409, 'disabled', 'the account is closed');
      const { token, expiresAt } = await makeSignInLink(db, user.userId, now());
      await audited(db, { identity }, { action: 'sign-in-link-made', subject: subjectOf(user) }, now());
      return { link: `${baseUrl}/entrar#${token}`, expiresAt: expiresAt.toISOString() };
    });
    return { json };
  },
});

export const userResetTotp = defineRoute({
  method: 'post',
  path: '/api/users/{id}/reset-totp',
  summary: 'Takes the second factor of a user away who lost it; ends their sessions',
  required: 'users.manage',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: idPathSchema,
  answer: userSchema,
  cacheable: false,
  handle: async ({ database, now }, { path, identity }) => {
    const json = await database.transaction(async (db) => {
      const user = await userOf(db, path.id);
      await removeSecondFactor(db, user.userId);
      await endSessions(db, user.userId);
      const details = { what: 'reset' };
      await audited(
        db,
        { identity },
        { action: 'second-factor-changed', subject: subjectOf(user), details },
        now(),
      );
      return rowOf(await userOf(db, path.id));
    });
    return { json };
  },
});

async function userOf(db: Queryable, userId: string): Promise<User> {
  const user = await readUser(db, userId);
  if (user === null) throw new RequestError(404, 'no_such_user', 'no such user');
  return user;
}

const subjectOf = ({ userId }: User) => ({ kind: 'user', id: userId });

function rowOf({ userId, hasOversight, createdAt, lastSignInAt, ...rest }: User): UserRow {
  return {
    ...rest,
    id: userId,
    oversight: hasOversight,
    createdAt: createdAt.toISOString(),
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
  };
}

function refusalOf(reason: string): RequestError {
  const status = reason === 'no-such-user' ? 404 : 409;
  return new RequestError(status, reason.replaceAll('-', '_'), `${reason}: nothing was changed`);
}
