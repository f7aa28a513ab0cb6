import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { disclosureKey, disclosureOf } from '../domain/access/disclosure.ts';
import type { Required } from '../domain/access/permissions.ts';
import { may, type Reader } from '../domain/access/reader.ts';
import type { AuditEntry } from '../domain/audit/entry.ts';
import type { AnswerCache, KnownAnswer } from './answer-cache.ts';
import { audited } from './audited.ts';
import { clearSessionCookie, setSessionCookie } from './auth/cookies.ts';
import { type Identity, identityOf } from './auth/identify.ts';
import { brokenText } from './broken-text.ts';
import type { ApiContext, CurrentStatus } from './context.ts';
import { AccessRefused, invalidInput, RequestError } from './errors.ts';
import { keepTurn, letTakeLong } from './overload.ts';
import { refusalAudit } from './refusals.ts';

/** What a handler answers: JSON by the route's schema, or bytes. */
export type Answer<Json> = (
  | { json: Json; status?: number }
  | { bytes: Uint8Array; type: string; fileName?: string }
  /** Written to as long as it is open, and ended by the handler. */
  | { follow: (response: Response) => void; type: string }
) & {
  /** The browser's session from now on: a token that was just made, or none any more. */
  session?: { token: string } | 'ended';
  /** Written to the audit before anything is sent, also where the answer was known already. */
  audit?: Omit<AuditEntry, 'actor' | 'address'>;
};

export interface RouteInput<Query, Path, Body> {
  query: Query;
  path: Path;
  /** Undefined where the route takes none. */
  body: Body;
  status: CurrentStatus;
  /** Who asks; without permissions where a public route is asked by nobody known. */
  reader: Reader;
  /** By what they are known, and from where. */
  identity: Identity;
  /** Where people reach the product, without a slash at the end. */
  baseUrl: string;
  /** The request's own bytes, unread where the route takes them as they are. */
  stream: IncomingMessage;
}

/** One entry of the API: what it takes, what it answers, who handles it. The OpenAPI document is made of these. */
export interface Route<
  Query extends z.ZodType = z.ZodType,
  Path extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Json = unknown,
> {
  method: 'get' | 'post' | 'put' | 'delete';
  /** With `{name}` for parameters, as OpenAPI writes it. */
  path: string;
  summary: string;
  /** What a reader must have to be answered at all. */
  required: Required;
  /** Open before the purpose notice is acknowledged: what leads there, and out. Everything else waits for it. */
  beforeNotice?: true;
  /** Answered while the database is gone: it is asked nothing, and `status` tells nothing. */
  withoutDatabase?: true;
  /** Only for a person with a session, not for a program with a token. */
  inPerson?: true;
  query: Query;
  pathParameters: Path;
  /** Schema of the JSON body, for methods that change something. */
  body?: Body;
  /** Media type of a body that is read as it arrives, instead of one of JSON. */
  takes?: string;
  /** Schema of the JSON answer, or the media types that the bytes may be of. */
  answer: z.ZodType<Json> | string | readonly string[];
  /** Whether the answer follows from data version, product date and URL alone, so that an ETag tells it is known. */
  cacheable: boolean;
  handle(
    context: ApiContext,
    input: RouteInput<z.output<Query>, z.output<Path>, z.output<Body>>,
  ): Promise<Answer<Json>> | Answer<Json>;
}

/** Checks a route's parts against each other; returns it as it is. */
export function defineRoute<
  Query extends z.ZodType,
  Path extends z.ZodType,
  Json,
  Body extends z.ZodType = z.ZodUndefined,
>(route: Route<Query, Path, Body, Json>): Route {
  return route as unknown as Route;
}

const NO_STATUS: CurrentStatus = {
  incidents: 0,
  synthetic: 0,
  consentedOnly: 0,
  syntheticConsentedOnly: 0,
  quarantined: 0,
  firstDay: null,
  lastDay: null,
  dataVersion: 0,
  shownUntil: null,
  held: { incidents: 0, synthetic: 0 },
  asOf: '1970-01-01',
};

/** Parse, ask, answer: the one way from a request to a handler. */
export function serve(route: Route, context: ApiContext): RequestHandler {
  const auditRefusal = refusalAudit(route, context);
  return async (request, response) => {
    const leaveTurn = keepTurn(response);
    try {
      await answer(route, context, request, response);
    } catch (error) {
      if (error instanceof AccessRefused) await auditRefusal(identityOf(response), error);
      throw error;
    } finally {
      leaveTurn();
    }
  };
}

async function answer(
  route: Route,
  context: ApiContext,
  request: Request,
  response: Response,
): Promise<void> {
  const identity = identityOf(response);
  const { reader } = identity;
  authorise(route, identity);
  const query = parse(route.query, request.query);
  const path = parse(route.pathParameters, request.params);
  if (route.takes !== undefined && !request.is(route.takes)) {
    throw new RequestError(415, 'wrong_media_type', `send it as ${route.takes}`);
  }
  const body = route.body ? parse(route.body, request.body ?? {}) : undefined;
  const status = route.withoutDatabase ? NO_STATUS : await context.status();
  response.set('cache-control', 'private, no-cache');
  // Who sees no counts must not learn from a tag that something was loaded.
  const isShared = route.cacheable && may(reader, 'map.read');
  const etag = isShared ? etagOf(request, status, reader) : '';
  if (isShared) {
    response.set('etag', etag);
    // Not `request.fresh`: the tag follows from the data alone, so even a forced reload gets nothing newer.
    if (request.get('if-none-match')?.includes(etag)) {
      response.status(304).end();
      return;
    }
  }
  if (route.takes !== undefined) letTakeLong(response);
  const make = async () =>
    route.handle(context, {
      query,
      path,
      body,
      status,
      reader,
      identity,
      baseUrl: baseUrlOf(request, context),
      stream: request,
    });
  const given = isShared ? await knownOrMade(context.answers, sharedKey(etag, reader), make) : await make();
  if (given.audit) await audited(context.database.pool, { identity }, given.audit, context.now());
  if (given.session === 'ended') clearSessionCookie(response, context.access);
  else if (given.session) setSessionCookie(response, context.access, given.session.token);
  if ('follow' in given) {
    // Nothing on the way may hold it back until it is large enough to compress.
    response.set('cache-control', 'no-store, no-transform').type(given.type);
    response.flushHeaders();
    letTakeLong(response);
    given.follow(response);
    return;
  }
  if ('bytes' in given) {
    if (given.fileName !== undefined) response.attachment(given.fileName);
    const { buffer, byteOffset, byteLength } = given.bytes;
    response.type(given.type).send(Buffer.from(buffer, byteOffset, byteLength));
    return;
  }
  // An answer that is still under way, or a thing just made, is not the answer to remember.
  if (given.status !== undefined && given.status !== 200) response.removeHeader('etag');
  response.status(given.status ?? 200).json(given.json);
}

/** The answer that is known by that key, or the one that is made now and kept where others may be given it too. */
async function knownOrMade(
  answers: AnswerCache,
  key: string,
  make: () => Promise<Answer<unknown>>,
): Promise<Answer<unknown>> {
  let own: Answer<unknown> | undefined;
  const known = await answers.get(key, async () => {
    own = await make();
    return shared(own);
  });
  return known ?? own ?? make();
}

/** An answer as it is kept; null where it is under way, a new thing, or a file. */
function shared(given: Answer<unknown>): KnownAnswer | null {
  const audit = given.audit && { audit: given.audit };
  if (given.session) return null;
  if ('bytes' in given) {
    return given.fileName === undefined ? { bytes: given.bytes, type: given.type, ...audit } : null;
  }
  if (!('json' in given) || (given.status ?? 200) !== 200) return null;
  const bytes = Buffer.from(JSON.stringify(given.json));
  return { bytes, type: 'application/json; charset=utf-8', ...audit };
}

/** Stricter than the tag, which only its own browser remembers: shared by those who may do the very same. */
function sharedKey(etag: string, { permissions, agencyId }: Reader): string {
  return [etag, agencyId, ...[...permissions].sort()].join('\n');
}

/** By the configured name, else by the one that was asked: names that are not ours don't come here. */
export function baseUrlOf(request: Request, { access }: ApiContext): string {
  return access.publicUrl?.origin ?? `${request.protocol}://${request.host}`;
}

/** Throws unless whoever asks may be answered by this route. */
function authorise(route: Route, { reader, by, acknowledged }: Identity): void {
  if (route.required === 'public') return;
  if (by === null) throw new RequestError(401, 'no_session', 'sign in first; nothing is open without');
  if (!acknowledged && !route.beforeNotice) {
    throw new RequestError(403, 'notice_not_acknowledged', 'acknowledge the purpose notice first');
  }
  if (route.inPerson && by.kind !== 'session') {
    throw new AccessRefused('not_for_tokens', 'only a person with a session does this');
  }
  if (!may(reader, route.required)) {
    throw new AccessRefused('forbidden', 'your role does not open this; an administrator can grant it');
  }
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  const error = parsed.error ?? brokenText(parsed.data);
  if (error) throw invalidInput(error);
  return parsed.data;
}

/** Marks this start of the program: another version may answer otherwise from the same data. */
const STARTED = process.hrtime.bigint().toString(36) + process.pid.toString(36);

function etagOf(request: Request, status: CurrentStatus, reader: Reader): string {
  const parts = [
    STARTED,
    disclosureKey(disclosureOf(reader, status.shownUntil)),
    status.dataVersion,
    status.asOf,
    request.originalUrl,
  ].join('\n');
  return `W/"${createHash('sha256').update(parts).digest('base64url').slice(0, 22)}"`;
}
