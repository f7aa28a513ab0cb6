import type { ApiError } from '../../api/contract.ts';

/** Why an answer did not come; each has its sentence in the catalogue under `error.*`. */
export type FailureReason =
  | 'unreachable'
  | 'bad-request'
  | 'forbidden'
  | 'not-found'
  | 'server'
  | 'unreadable';

export interface Failure {
  reason: FailureReason;
  /** The server's own error code, or the HTTP status, for whoever helps the user. */
  code: string;
  /** What the server adds to its code. */
  details?: unknown;
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
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    return { ok: false, failure: { reason: 'unreachable', code: 'network' } };
  }
  if (!response.ok) return { ok: false, failure: await failureOf(response) };
  try {
    return { ok: true, value: await read(response) };
  } catch (error) {
    if (init.signal?.aborted) throw error;
    return { ok: false, failure: { reason: 'unreadable', code: String(response.status) } };
  }
}

async function failureOf(response: Response): Promise<Failure> {
  const body: Partial<ApiError> = await response.json().catch(() => ({}));
  const code = body.error?.code ?? String(response.status);
  const details = body.error?.details;
  if (code === 'no_session' || code === 'notice_not_acknowledged') {
    window.dispatchEvent(new Event(SESSION_ENDED));
  }
  return { reason: reasonOf(response.status), code, details };
}

function reasonOf(status: number): FailureReason {
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  return status < 500 ? 'bad-request' : 'server';
}
