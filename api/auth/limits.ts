import type { Request, Response } from 'express';
import { ipKeyGenerator, type RateLimitRequestHandler, rateLimit } from 'express-rate-limit';
import { RequestError } from '../errors.ts';
import { sessionToken } from './cookies.ts';
import { bearerToken, identityOf } from './identify.ts';
import type { AccessSettings } from './settings.ts';

const MINUTE_MS = 60_000;

/**
 * Requests a minute: a session's own, so that an office behind one address is not slowed by one of its people; an
 * address's, for those without a session, and as a last bound for all of it together. Counted in memory: the
 * product is one process, and a count that a restart forgets needs no table.
 */
const PER_SESSION = 1_200;
const PER_STRANGER = 300;
const PER_ADDRESS = 6_000;
/** Each costs a slow hash; beside them stand the waits after failures (domain/access/sign-in-delay.ts). */
const SIGN_INS_PER_ADDRESS = 30;

/** Before anything is looked up. */
export function limitAddress(): RateLimitRequestHandler {
  return limiter(PER_ADDRESS);
}

/** After it is known who asks. */
export function limitAsker(): RateLimitRequestHandler {
  return rateLimit({
    ...COMMON,
    limit: (_request, response) => (identityOf(response).by === null ? PER_STRANGER : PER_SESSION),
    keyGenerator: (_request, response) => askerOf(response),
  });
}

/** Whose count a request goes to: the session's or token's, else the address's. */
function askerOf(response: Response): string {
  const { by, origin } = identityOf(response);
  if (by === null) return `address ${ipKeyGenerator(origin.address)}`;
  return by.kind === 'session' ? `session ${by.sessionId}` : `token ${by.tokenId}`;
}

/** The same before it is looked up, by what the request carries: its token, unproved, or its address. */
export function supposedAsker(request: Request, access: AccessSettings): string {
  const token = bearerToken(request) ?? sessionToken(request, access);
  return token ?? `address ${ipKeyGenerator(request.ip ?? '')}`;
}

export function limitSignIns(): RateLimitRequestHandler {
  return limiter(SIGN_INS_PER_ADDRESS);
}

const COMMON = {
  windowMs: MINUTE_MS,
  standardHeaders: false,
  legacyHeaders: false,
  handler: (_request, response) => {
    response.set('retry-after', '60');
    throw new RequestError(429, 'too_many_requests', 'too many requests; wait a minute');
  },
} satisfies Parameters<typeof rateLimit>[0];

function limiter(limit: number): RateLimitRequestHandler {
  return rateLimit({ ...COMMON, limit });
}
