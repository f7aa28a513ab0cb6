import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { isDiskFull } from '../data/disk-full.ts';
import type { ApiError } from './contract.ts';
import { toldPath } from './log.ts';

/** An expected failure of a request; everything else that is thrown is a bug and answers 500. */
export class RequestError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: unknown;

  constructor(status: number, code: string, message: string, details?: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** Refused for who asks, not for what was asked wrongly: such a one goes to the audit. */
export class AccessRefused extends RequestError {
  constructor(code: string, message: string, details?: unknown) {
    super(403, code, message, details);
  }
}

/** The one error shape. */
export function sendError(response: Response, status: number, error: ApiError['error']): void {
  response.status(status).set('cache-control', 'no-store').json({ error });
}

/** What is wrong with a query, path or body, field by field: name, reason, and what would be right. */
export function invalidInput(error: z.ZodError): RequestError {
  const fields = error.issues.flatMap((issue) => {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')];
    return names.map((field) => ({
      field,
      problem: issue.code === 'unrecognized_keys' ? 'no such parameter' : issue.message,
      ...('values' in issue ? { allowed: issue.values } : {}),
    }));
  });
  const names = [...new Set(fields.map(({ field }) => field.split('.')[0]))].join(', ');
  return new RequestError(400, 'invalid_input', `not understood: ${names}`, fields);
}

/** A lost database, in the words of `pg` and of the sockets beneath. */
const DATABASE_GONE = new Set([
  ...['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  // Shut down, crashed, starting, connection lost, too many connections, out of memory.
  ...['57P01', '57P02', '57P03', '08006', '53300', '53200'],
]);
/** Of any 503 that does not say better. */
const RETRY_AFTER_S = 5;
const CONNECTION_WORDS = /connection terminated|timeout exceeded when trying to connect/i;

/** Last in the chain: turns whatever was thrown into the one shape; no stack leaves the process. */
export function errorWriter(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    // What is left of a body that nobody will read must not keep the connection.
    if (!request.complete) response.set('connection', 'close');
    if (error instanceof RequestError) {
      const { status, code, message, details } = error;
      if (status === 503) response.set('retry-after', String(RETRY_AFTER_S));
      return sendError(response, status, { code, message, ...(details === undefined ? {} : { details }) });
    }
    const { code = '', message = '', status } = error as { code?: string; message?: string; status?: number };
    if (DATABASE_GONE.has(code) || CONNECTION_WORDS.test(message)) {
      log.error({ code, path: toldPath(request) }, 'database not reachable');
      response.set('retry-after', String(RETRY_AFTER_S));
      return sendError(response, 503, {
        code: 'database_unavailable',
        message: 'the database does not answer; nothing was lost, try again in a few seconds',
      });
    }
    if (isDiskFull(error)) {
      log.error({ code, path: toldPath(request) }, 'the disk is full');
      response.set('retry-after', '30');
      return sendError(response, 503, {
        code: 'disk_full',
        message: 'the disk is full: reading works, nothing new is kept; nothing that was confirmed is lost',
      });
    }
    // Express and its parsers mark their own refusals (a path that is no valid URI, say).
    if (status !== undefined && status >= 400 && status < 500) {
      return sendError(response, status, { code: 'bad_request', message: 'the request is malformed' });
    }
    log.error({ err: error, path: toldPath(request) }, 'bug');
    return sendError(response, 500, { code: 'internal_error', message: 'an error of ours; it was logged' });
  };
}
