import { acknowledgePurpose } from '../../data/access/acknowledgements.ts';
import { endSession, listSessions } from '../../data/access/sessions.ts';
import { PURPOSE_NOTICE_VERSION } from '../../domain/access/purpose-notice.ts';
import { audited } from '../audited.ts';
import { type SignInResult, signInWithLink, signInWithPassword } from '../auth/sign-in.ts';
import { noQuerySchema } from '../contract.ts';
import {
  DONE,
  doneSchema,
  idPathSchema,
  linkBodySchema,
  type Me,
  meSchema,
  noticeBodySchema,
  passwordBodySchema,
  type Sessions,
  type SignedIn,
  sessionsSchema,
  signedInSchema,
} from '../contract-session.ts';
import { RequestError } from '../errors.ts';
import { defineRoute } from '../route.ts';

export const signInByPassword = defineRoute({
  method: 'post',
  path: '/api/session',
  summary: 'Signs in with name, password and, where one is set, second factor',
  required: 'public',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: passwordBodySchema,
  answer: signedInSchema,
  cacheable: false,
  handle: async (context, { body, identity }) =>
    answerOf(await signInWithPassword(context, body, identity.origin)),
});

export const signInByLink = defineRoute({
  method: 'post',
  path: '/api/session/link',
  summary: 'Signs in with a one-time link and uses it up',
  required: 'public',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: linkBodySchema,
  answer: signedInSchema,
  cacheable: false,
  handle: async (context, { body, identity }) =>
    answerOf(await signInWithLink(context, body, identity.origin)),
});

export const signOut = defineRoute({
  method: 'delete',
  path: '/api/session',
  summary: 'Signs out',
  required: 'session',
  beforeNotice: true,
  inPerson: true,
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: doneSchema,
  cacheable: false,
  handle: async ({ database, now }, { identity, reader }) => {
    const { by } = identity;
    await database.transaction(async (db) => {
      if (by?.kind === 'session') await endSession(db, reader.userId, by.sessionId);
      await audited(db, { identity }, { action: 'sign-out' }, now());
    });
    return { json: DONE, session: 'ended' as const };
  },
});

export const me = defineRoute({
  method: 'get',
  path: '/api/me',
  summary: 'Who asks, with which roles, and what that opens',
  required: 'session',
  beforeNotice: true,
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: meSchema,
  cacheable: false,
  handle: (_context, { reader: { name, roles, agencyId, permissions }, identity }) => ({
    json: {
      name,
      roles: [...roles],
      agencyId,
      permissions: [...permissions],
      notice: { version: PURPOSE_NOTICE_VERSION, acknowledged: identity.acknowledged },
    } satisfies Me,
  }),
});

export const noticeAcknowledge = defineRoute({
  method: 'post',
  path: '/api/notice',
  summary: 'Acknowledges the purpose notice in the version that was read',
  required: 'session',
  beforeNotice: true,
  inPerson: true,
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: noticeBodySchema,
  answer: doneSchema,
  cacheable: false,
  handle: async ({ database, now }, { body, identity, reader }) => {
    if (body.version !== PURPOSE_NOTICE_VERSION) {
      throw new RequestError(409, 'notice_changed', 'the notice reads otherwise by now; read it again');
    }
    await database.transaction(async (db) => {
      await acknowledgePurpose(db, reader.userId, body, now());
      const details = { version: body.version, language: body.language };
      await audited(db, { identity }, { action: 'purpose-acknowledged', details }, now());
    });
    return { json: DONE };
  },
});

export const sessionList = defineRoute({
  method: 'get',
  path: '/api/account/sessions',
  summary: 'Your sessions: from where, with what, since when',
  required: 'session',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: sessionsSchema,
  cacheable: false,
  handle: async ({ database, now }, { identity, reader }) => {
    const sessions = await listSessions(database.pool, reader.userId, now());
    const current = identity.by?.kind === 'session' ? identity.by.sessionId : '';
    const items = sessions.map(({ sessionId, createdAt, lastSeenAt, expiresAt, ...rest }) => ({
      ...rest,
      id: sessionId,
      current: sessionId === current,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    }));
    return { json: { items } satisfies Sessions };
  },
});

export const sessionDelete = defineRoute({
  method: 'delete',
  path: '/api/account/sessions/{id}',
  summary: 'Ends one of your sessions',
  required: 'session',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: idPathSchema,
  answer: doneSchema,
  cacheable: false,
  handle: async ({ database, now }, { identity, reader, path }) => {
    await database.transaction(async (db) => {
      if (!(await endSession(db, reader.userId, path.id))) {
        throw new RequestError(404, 'not_found', 'no such session of yours');
      }
      const subject = { kind: 'session', id: path.id };
      await audited(db, { identity }, { action: 'session-revoked', subject }, now());
    });
    return { json: DONE };
  },
});

function answerOf(result: SignInResult): { json: SignedIn; session: { token: string } } {
  if (result.ok) return { json: { name: result.name }, session: { token: result.token } };
  if (result.reason === 'wait') {
    const message = `too many attempts from your address; try again in ${result.seconds} s`;
    throw new RequestError(429, 'wait', message, { seconds: result.seconds });
  }
  if (result.reason === 'second-factor-needed') {
    throw new RequestError(401, 'second_factor_needed', 'the code of your authenticator is needed too');
  }
  throw new RequestError(401, 'sign_in_refused', 'that did not work; nothing more is said on purpose');
}
