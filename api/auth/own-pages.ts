import type { Request, RequestHandler } from 'express';
import { isLoopback } from '../../data/config.ts';
import type { ApiContext } from '../context.ts';
import { RequestError } from '../errors.ts';
import { bearerToken, identityOf } from './identify.ts';

/** A page elsewhere may point its own name at our address (DNS rebinding): only names that are ours are answered. */
export function onlyOurNames({ access }: ApiContext): RequestHandler {
  return (request, _response, next) => {
    const name = request.hostname ?? '';
    if (isLoopback(name) || name === access.publicUrl?.hostname) return next();
    throw new RequestError(421, 'wrong_host', 'this server does not answer to that name');
  };
}

/**
 * A page of another site must not change anything here with the browser of one of our users. Browsers say where a
 * request comes from (Sec-Fetch-Site, and Origin for those that are older); what a session changes must come from
 * our own pages and say so. Programs bring a token of theirs, which no browser sends by itself, and are exempt.
 */
export const onlyOurPages: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD' || bearerToken(request) !== null) return next();
  const from = request.get('sec-fetch-site');
  const origin = request.get('origin');
  const says =
    from !== undefined ? from === 'same-origin' || from === 'none' : origin && isOwn(request, origin);
  // Nothing said: no browser. It may try to sign in, but nothing that a cookie opens.
  const isNoBrowser = from === undefined && origin === undefined && identityOf(response).by === null;
  if (says || isNoBrowser) return next();
  throw new RequestError(403, 'foreign_page', 'changes are taken from our own pages only');
};

/** `https://name:port` against the name and port that were asked; behind a proxy the scheme may differ. */
function isOwn(request: Request, origin: string): boolean {
  try {
    return new URL(origin).host === request.host;
  } catch {
    return false;
  }
}
