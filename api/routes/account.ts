import { readPasswordHash, setPasswordHash } from '../../data/access/passwords.ts';
import { countRecoveryCodes } from '../../data/access/second-factor.ts';
import { beginSession, endSessions } from '../../data/access/sessions.ts';
import { forgetFailures, takeAttempt } from '../../data/access/sign-in-failures.ts';
import { readUser } from '../../data/access/users.ts';
import { audited } from '../audited.ts';
import { judgeNewPassword } from '../auth/new-password.ts';
import { hashPassword, isPassword } from '../auth/passwords.ts';
import { noQuerySchema } from '../contract.ts';
import { type Account, accountSchema, passwordChangeBodySchema } from '../contract-account.ts';
import { DONE, doneSchema } from '../contract-session.ts';
import { RequestError } from '../errors.ts';
import { defineRoute } from '../route.ts';

export const account = defineRoute({
  method: 'get',
  path: '/api/account',
  summary: 'Your own account: by what you sign in',
  required: 'session',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: accountSchema,
  cacheable: false,
  handle: async ({ database }, { reader }) => {
    const user = await readUser(database.pool, reader.userId);
    if (user === null) throw new RequestError(404, 'not_found', 'no such user');
    const { name, hasPassword, hasSecondFactor, external } = user;
    const recoveryCodesLeft = await countRecoveryCodes(database.pool, user.userId);
    return { json: { name, hasPassword, hasSecondFactor, recoveryCodesLeft, external } satisfies Account };
  },
});

export const passwordChange = defineRoute({
  method: 'post',
  path: '/api/account/password',
  summary: 'Sets your password; every other session of yours ends',
  required: 'session',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: passwordChangeBodySchema,
  answer: doneSchema,
  cacheable: false,
  handle: async ({ database, now }, { body, identity, reader }) => {
    const known = await readPasswordHash(database.pool, reader.userId);
    if (known !== null) {
      // A screen left open must not be enough to guess the password behind it.
      const attempt = { nameKey: `account ${reader.userId}`, address: '' };
      const seconds = await takeAttempt(database, attempt, now());
      if (seconds > 0) throw new RequestError(429, 'wait', `try again in ${seconds} s`, { seconds });
      if (!(await isPassword(known, body.current ?? ''))) {
        throw new RequestError(403, 'wrong_password', 'the current password is another');
      }
      await forgetFailures(database.pool, attempt);
    }
    const fault = judgeNewPassword(body.password, reader.name);
    if (fault !== null) throw new RequestError(400, 'password_refused', `refused: ${fault}`, { fault });
    const hash = await hashPassword(body.password);
    const session = await database.transaction(async (db) => {
      await setPasswordHash(db, reader.userId, hash);
      await endSessions(db, reader.userId);
      const made = await beginSession(db, reader.userId, 'password', identity.origin, now());
      await audited(db, { identity }, { action: 'password-changed' }, now());
      return made;
    });
    return { json: DONE, session };
  },
});
