import { listApiTokens, makeApiToken, revokeApiToken } from '../../data/access/api-tokens.ts';
import { audited } from '../audited.ts';
import { noQuerySchema } from '../contract.ts';
import {
  type MadeToken,
  madeTokenSchema,
  type Tokens,
  tokenBodySchema,
  tokensSchema,
} from '../contract-account.ts';
import { DONE, doneSchema, idPathSchema } from '../contract-session.ts';
import { AccessRefused, RequestError } from '../errors.ts';
import { defineRoute } from '../route.ts';

const DAY_MS = 86_400_000;

export const tokenList = defineRoute({
  method: 'get',
  path: '/api/account/tokens',
  summary: 'Your tokens for programs',
  required: 'session',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: tokensSchema,
  cacheable: false,
  handle: async ({ database, now }, { reader }) => {
    const tokens = await listApiTokens(database.pool, reader.userId);
    const items = tokens.map(({ tokenId, createdAt, expiresAt, lastUsedAt, ...rest }) => ({
      ...rest,
      id: tokenId,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      expired: expiresAt <= now(),
    }));
    return { json: { items } satisfies Tokens };
  },
});

export const tokenMake = defineRoute({
  method: 'post',
  path: '/api/account/tokens',
  summary: 'Makes a token for a program, with some of your permissions and an end; shown once',
  required: 'session',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: tokenBodySchema,
  answer: madeTokenSchema,
  cacheable: false,
  handle: async ({ database, now }, { body, identity, reader }) => {
    const missing = body.scopes.filter((scope) => !reader.permissions.has(scope));
    if (missing.length > 0) {
      throw new AccessRefused('not_yours_to_give', `you do not have: ${missing.join(', ')}`, { missing });
    }
    const expiresAt = new Date(now().getTime() + body.days * DAY_MS);
    const scopes = [...new Set(body.scopes)];
    const made = await database.transaction(async (db) => {
      const token = await makeApiToken(db, reader.userId, { name: body.name, scopes, expiresAt }, now());
      const subject = { kind: 'token', id: token.tokenId };
      const details = { name: body.name, scopes, expiresAt: expiresAt.toISOString() };
      await audited(db, { identity }, { action: 'token-made', subject, details }, now());
      return token;
    });
    const json = { id: made.tokenId, token: made.token, expiresAt: expiresAt.toISOString() };
    return { json: json satisfies MadeToken };
  },
});

export const tokenRevoke = defineRoute({
  method: 'delete',
  path: '/api/account/tokens/{id}',
  summary: 'Takes one of your tokens away',
  required: 'session',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: idPathSchema,
  answer: doneSchema,
  cacheable: false,
  handle: async ({ database, now }, { identity, reader, path }) => {
    await database.transaction(async (db) => {
      if (!(await revokeApiToken(db, reader.userId, path.id))) {
        throw new RequestError(404, 'not_found', 'no such token of yours');
      }
      const subject = { kind: 'token', id: path.id };
      await audited(db, { identity }, { action: 'token-revoked', subject }, now());
    });
    return { json: DONE };
  },
});
