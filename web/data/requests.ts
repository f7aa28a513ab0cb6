import type { ApiError } from '../../api/contract.ts';
import { takeAhead } from './ahead.ts';
import { STATUS_PATH } from './paths.ts';
import { easePressure, notePressure } from './pressure.ts';

/** Why an answer did not come; each has its sentence in the catalogue under `error.*`. */
export type FailureReason =
  | 'unreachable'
  | 'bad-request'
  | 'forbidden'
  | 'not-found'
  | 'server'
  | 'busy'
  | 'disk-full'
  | 'unreadable';

export interface Failure {
  reason: FailureReason;
  /** The server's own error code, or the HTTP status, for whoever helps the user. */
  code: string;
  /** What the server adds to its code. */
  details?: unknown;
  /** Seconds after which the server wants to be asked again, where it says so. */
  retryAfterS?: number;
}

export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** GET that expects JSON of a contract type. Aborting rejects with the signal's AbortError; all else is a value. */
export function getJson<T>(path: string, signal: AbortSignal): Promise<Answer<T>> {
  return get(path, signal, (response) => response.json() as Promise<T>);
}

/** GET that expects bytes. Aborting rejects with the signal's AbortError; all else is a value. */
export function getBytes(path: string, signal: AbortSignal): Promise<Answer<ArrayBuffer>> {
  return get(path, signal, (response) => response.arrayBuffer());
}

/** POST of JSON that expects JSON; whatever goes wrong is a value. */
export function postJson<T>(path: string, body: unknown): Promise<Answer<T>> {
  return sendJson('POST', path, body);
}

/** PUT of JSON that expects JSON; whatever goes wrong is a value. */
export function putJson<T>(path: string, body: unknown): Promise<Answer<T>> {
  return sendJson('PUT', path, body);
}

/** Any change, with or without a body, that expects JSON; whatever goes wrong is a value. */
export function sendJson<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Answer<T>> {
  const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return ask(
    path,
    { method, ...(body === undefined ? {} : json) },
    (response) => response.json() as Promise<T>,
  );
}

/** POST of bytes as they are that expects JSON; whatever goes wrong is a value. */
export function postBytes<T>(path: string, body: Blob): Promise<Answer<T>> {
  const headers = { 'content-type': 'application/octet-stream' };
  return ask(path, { method: 'POST', headers, body }, (response) => response.json() as Promise<T>);
}

/** Where a 503 does not say when to ask again. */
const RETRY_AFTER_S = 5;

/** Told to the window when an answer says that nobody is signed in any more. */
export const SESSION_ENDED = 'vigia-session-ended';

function get<T>(
  path: string,
  signal: AbortSignal,
  read: (response: Response) => Promise<T>,
): Promise<Answer<T>> {
  return ask(path, { signal }, read);
}

async function ask<T>(
  path: string,
  init: RequestInit,
  read: (response: Response) => Promise<T>,
): Promise<Answer<T>> {
  let response: Response;
  try {
    const early = init.method === undefined ? takeAhead(path) : null;
    response = await (early ?? fetch(path, init));
    init.signal?.throwIfAborted();
  } catch (error) {
    if (init.signal?.aborted) throw error;
    return { ok: false, failure: { reason: 'unreachable', code: 'network' } };
  }
  if (!response.ok) return { ok: false, failure: await failureOf(response, path, init.method === undefined) };
  // How the server is may be asked even of one that takes nothing else.
  if (path !== STATUS_PATH) easePressure(path, init.method !== undefined);
  try {
    return { ok: true, value: await read(response) };
  } catch (error) {
    if (init.signal?.aborted) throw error;
    return { ok: false, failure: { reason: 'unreadable', code: String(response.status) } };
  }
}

async function failureOf(response: Response, path: string, isRead: boolean): Promise<Failure> {
  const body: Partial<ApiError> = await response.json().catch(() => ({}));
  const code = body.error?.code ?? String(response.status);
  const details = body.error?.details;
  if (code === 'no_session' || code === 'notice_not_acknowledged') {
    window.dispatchEvent(new Event(SESSION_ENDED));
  }
  const reason = reasonOf(response.status, code);
  if (reason !== 'busy' && reason !== 'disk-full') return { reason, code, details };
  const retryAfterS = Number(response.headers.get('retry-after')) || RETRY_AFTER_S;
  // What was to be kept is not sent again by itself: its form says so.
  if (isRead || reason === 'disk-full') notePressure(reason, retryAfterS, path);
  return { reason, code, details, retryAfterS };
}

function reasonOf(status: number, code: string): FailureReason {
  if (status === 503) return code === 'disk_full' ? 'disk-full' : 'busy';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  return status < 500 ? 'bad-request' : 'server';
}
