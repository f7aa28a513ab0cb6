import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import { SESSION_LONGEST_MS } from '../../domain/access/session-times.ts';
import type { AccessSettings } from './settings.ts';

/** Strict: the page itself needs no session and asks for everything from its own site. */
const COOKIE = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

/** The session's token that a request carries, or null. */
export function sessionToken(request: Request, access: AccessSettings): string | null {
  return readCookie(request, cookieName(request, access));
}

export function setSessionCookie(response: Response, access: AccessSettings, token: string): void {
  response.cookie(cookieName(response.req, access), token, {
    ...COOKIE,
    secure: access.secure,
    maxAge: SESSION_LONGEST_MS,
  });
}

export function clearSessionCookie(response: Response, access: AccessSettings): void {
  response.clearCookie(cookieName(response.req, access), { ...COOKIE, secure: access.secure });
}

/** One cookie of a request, or null. */
export function readCookie(request: Request, name: string): string | null {
  for (const part of (request.get('cookie') ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return null;
}

/**
 * `__Host-` keeps other names of the domain from setting it. Without TLS browsers refuse that; there cookies are
 * shared by all ports of a machine, so the port keeps two installations apart.
 */
export function cookieName(request: Pick<IncomingMessage, 'socket'>, access: AccessSettings): string {
  return access.secure ? '__Host-vigia' : `vigia-${request.socket.localPort}`;
}
