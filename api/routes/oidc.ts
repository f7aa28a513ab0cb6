import type { Request, RequestHandler, Response } from 'express';
import { readCookie, setSessionCookie } from '../auth/cookies.ts';
import { identityOf } from '../auth/identify.ts';
import { beginOidc, endOidc } from '../auth/oidc.ts';
import type { ApiContext } from '../context.ts';
import { RequestError } from '../errors.ts';
import { baseUrlOf } from '../route.ts';

/**
 * The two redirects of OpenID Connect. No routes of the API: browsers follow them, nobody calls them.
 * Lax, since the browser comes back from another site.
 */
const FLOW_COOKIE = { httpOnly: true, sameSite: 'lax', path: '/api/oidc' } as const;
const COOKIE = 'vigia-oidc';
export const OIDC_PATHS = { begin: '/api/oidc', back: '/api/oidc/callback' } as const;

export function oidcBegin(context: ApiContext): RequestHandler {
  return async (request, response) => {
    const oidc = configured(context);
    const { location, flow } = await beginOidc(context, oidc, backUri(request, context));
    response.cookie(COOKIE, flow, { ...FLOW_COOKIE, secure: context.access.secure });
    response.set('cache-control', 'no-store').redirect(303, location);
  };
}

export function oidcBack(context: ApiContext): RequestHandler {
  return async (request, response) => {
    const oidc = configured(context);
    const url = new URL(request.originalUrl, baseUrlOf(request, context));
    const sealed = readCookie(request, COOKIE);
    const result = await endOidc(context, oidc, url, sealed, identityOf(response).origin);
    response.clearCookie(COOKIE, { ...FLOW_COOKIE, secure: context.access.secure });
    if (result.ok) setSessionCookie(response, context.access, result.token);
    goOn(response, result.ok ? '/' : '/entrar?oidc=refused');
  };
}

function configured({ access }: ApiContext) {
  if (access.oidc === null) throw new RequestError(404, 'not_found', 'no OpenID provider is configured');
  return access.oidc;
}

function backUri(request: Request, context: ApiContext): string {
  return `${baseUrlOf(request, context)}${OIDC_PATHS.back}`;
}

function goOn(response: Response, path: string): void {
  response.set('cache-control', 'no-store').redirect(303, path);
}
