import type { Request, RequestHandler, Response } from 'express';
import { findApiToken } from '../../data/access/api-tokens.ts';
import { findSession, type Origin } from '../../data/access/sessions.ts';
import { PURPOSE_NOTICE_VERSION } from '../../domain/access/purpose-notice.ts';
import { createReader, type Reader, restrictReader } from '../../domain/access/reader.ts';
import type { ApiContext } from '../context.ts';
import { sessionToken } from './cookies.ts';

/** Who asks and by what: a session of a browser, an API token, or nothing. */
export interface Identity {
  reader: Reader;
  /** Null: nobody known. */
  by: { kind: 'session'; sessionId: string } | { kind: 'token'; tokenId: string; tokenName: string } | null;
  /** The purpose notice as it reads today was acknowledged. */
  acknowledged: boolean;
  origin: Origin;
}

const LONGEST_DEVICE = 300;

/** Finds out once per request who asks; `identityOf` reads it. A wrong cookie or token is the same as none. */
export function identify(context: ApiContext): RequestHandler {
  return async (request, response, next) => {
    response.locals.identity = await findIdentity(context, request);
    next();
  };
}

export function identityOf(response: Response): Identity {
  return response.locals.identity as Identity;
}

async function findIdentity(context: ApiContext, request: Request): Promise<Identity> {
  const { database, access } = context;
  const now = context.now();
  const origin = originOf(request);
  const bearer = bearerToken(request);
  if (bearer !== null) {
    const found = await findApiToken(database.pool, bearer, PURPOSE_NOTICE_VERSION, now);
    if (!found) return { reader: NOBODY, by: null, acknowledged: false, origin };
    const { tokenId, tokenName, scopes, acknowledged, ...owner } = found;
    const reader = restrictReader(createReader(owner), scopes);
    return { reader, by: { kind: 'token', tokenId, tokenName }, acknowledged, origin };
  }
  const token = sessionToken(request, access);
  const found =
    token && (await findSession(database.pool, token, PURPOSE_NOTICE_VERSION, now, isUse(request)));
  if (!found) return { reader: NOBODY, by: null, acknowledged: false, origin };
  const { sessionId, acknowledged, ...owner } = found;
  return { reader: createReader(owner), by: { kind: 'session', sessionId }, acknowledged, origin };
}

const NOBODY = createReader({ userId: '', name: '', roles: [], agencyId: null, hasOversight: false });

/** The token of `Authorization: Bearer`, or null. */
export function bearerToken(request: Request): string | null {
  return /^Bearer +([\w-]+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? null;
}

/** What an open page asks every few seconds by itself keeps no session alive. */
function isUse(request: Request): boolean {
  return request.path !== '/status';
}

function originOf(request: Request): Origin {
  return {
    address: request.ip ?? '',
    device: (request.get('user-agent') ?? '').slice(0, LONGEST_DEVICE),
  };
}
