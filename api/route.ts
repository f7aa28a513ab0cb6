import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';
import type { z } from 'zod';
import { disclosureKey, disclosureOf } from '../domain/access/disclosure.ts';
import { type Required, ROLES } from '../domain/access/permissions.ts';
import { createReader, may, type Reader } from '../domain/access/reader.ts';
import type { ApiContext, CurrentStatus } from './context.ts';
import { invalidInput, RequestError } from './errors.ts';

/** What a handler answers: JSON by the route's schema, or bytes. */
export type Answer<Json> =
  | { json: Json; status?: number }
  | { bytes: Uint8Array; type: string; fileName?: string };

export interface RouteInput<Query, Path, Body> {
  query: Query;
  path: Path;
  /** Undefined where the route takes none. */
  body: Body;
  status: CurrentStatus;
  /** Who asks, and from which network address. */
  reader: Reader;
  address: string;
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
  query: Query;
  pathParameters: Path;
  /** Schema of the JSON body, for methods that change something. */
  body?: Body;
  /** Media type of a body that is read as it arrives, instead of one of JSON. */
  takes?: string;
  /** Schema of the JSON answer, or the media type of the bytes. */
  answer: z.ZodType<Json> | string;
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

/** Parse, ask, answer: the one way from a request to a handler. */
export function serve(route: Route, context: ApiContext): RequestHandler {
  return async (request, response) => {
    const reader = LOCAL_READER;
    if (!may(reader, route.required)) {
      throw new RequestError(403, 'forbidden', 'your role does not open this; an administrator can grant it');
    }
    const query = parse(route.query, request.query);
    const path = parse(route.pathParameters, request.params);
    if (route.takes !== undefined && !request.is(route.takes)) {
      throw new RequestError(415, 'wrong_media_type', `send it as ${route.takes}`);
    }
    const body = route.body ? parse(route.body, request.body ?? {}) : undefined;
    const status = await context.status();
    response.set('cache-control', 'private, no-cache');
    if (route.cacheable) {
      const etag = etagOf(request, status, reader);
      response.set('etag', etag);
      // Not `request.fresh`: the tag follows from the data alone, so even a forced reload gets nothing newer.
      if (request.get('if-none-match')?.includes(etag)) {
        response.status(304).end();
        return;
      }
    }
    const answer = await route.handle(context, {
      query,
      path,
      body,
      status,
      reader,
      address: request.ip ?? '',
      stream: request,
    });
    if ('bytes' in answer) {
      if (answer.fileName !== undefined) response.attachment(answer.fileName);
      response.type(answer.type).send(Buffer.from(answer.bytes));
    } else response.status(answer.status ?? 200).json(answer.json);
  };
}

/** Until accounts exist only this machine is served, and whoever sits at it may do everything. */
const LOCAL_READER = createReader({
  userId: 'local',
  name: 'local',
  roles: ROLES,
  agencyId: null,
  hasOversight: true,
});

function parse(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}

/** Marks this start of the program: another version may answer otherwise from the same data. */
const STARTED = process.hrtime.bigint().toString(36) + process.pid.toString(36);

function etagOf(request: Request, status: CurrentStatus, reader: Reader): string {
  const parts = [
    STARTED,
    disclosureKey(disclosureOf(reader)),
    status.dataVersion,
    status.asOf,
    request.originalUrl,
  ].join('\n');
  return `W/"${createHash('sha256').update(parts).digest('base64url').slice(0, 22)}"`;
}
