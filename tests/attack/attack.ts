import { createHash } from 'node:crypto';
import type { Role } from '../../domain/access/permissions.ts';
import type { FuzzRequest } from '../fuzz/requests.ts';
import type { Question } from './questions.ts';

/** All of an answer that anybody could tell apart. */
interface Told {
  status: number;
  headers: string;
  digest: string;
  /** Its text where it is short, else its first letters and its length: thousands are kept at a time. */
  start: string;
}

export interface AttackResult {
  /** Questions that were answered. */
  requests: number;
  /** Questions whose answers tell that the secret is there. */
  differences: string[];
  /** Answers in which a planted word, number or place was read. */
  canaries: string[];
  /** Milliseconds by path, both times together. */
  msByPath: Map<string, number>;
}

export interface Attacked {
  send(role: Role | null, request: FuzzRequest): Promise<Response>;
  /** Words, numbers, names and places of the secrets that a role may not read. */
  canariesOf(role: Role | null): readonly string[];
}

type Normalise = (question: Question, text: string) => string;

/** Of an answer, kept for whoever reads of a difference. */
const KEPT_LETTERS = 3000;
/** Of one session, which may have no more under way. */
const AT_ONCE = 12;
/** Of the answer's own moment or of the connection. */
const PASSING_HEADERS = new Set(['date', 'connection', 'keep-alive', 'set-cookie', 'retry-after']);

export function noResult(): AttackResult {
  return { requests: 0, differences: [], canaries: [], msByPath: new Map() };
}

/** Asks all questions, twelve at a time; what is planted must be in no answer. */
export async function askAll(
  attacked: Attacked,
  questions: readonly Question[],
  normalise: Normalise,
  result: AttackResult,
): Promise<Told[]> {
  return inTurn(questions, (question) => told(attacked, question, normalise, result));
}

/**
 * Asks again what was asked before the secrets were there: whoever may not know of them must be answered the same,
 * letter by letter, length, tag, status and all.
 *
 * @param normalise takes out what may change, such as the number of the data
 */
export async function askAgain(
  attacked: Attacked,
  questions: readonly Question[],
  before: readonly Told[],
  normalise: Normalise,
  result: AttackResult,
): Promise<void> {
  const after = await askAll(attacked, questions, normalise, result);
  questions.forEach((question, at) => {
    compare(question, before[at]!, after[at]!, result);
  });
}

/** Writes down a question where somebody could tell its two answers apart. */
export function compare(question: Question, a: Told, b: Told, { differences }: AttackResult): void {
  if (a.status === b.status && a.headers === b.headers && a.digest === b.digest) return;
  differences.push(`${nameOf(question)}\n  ${difference(a, b)}`);
}

/** Who asks what, in a line. */
function nameOf({ role, request }: Question): string {
  return `${role ?? 'nobody'}: ${request.method} ${request.url}`.slice(0, 300);
}

/** One answer, waited for where it takes a job; what is planted must not be in it. */
export async function told(
  { send, canariesOf }: Attacked,
  question: Question,
  normalise: Normalise,
  result: AttackResult,
): Promise<Told> {
  const { path } = question.operation;
  for (let attempt = 0; ; attempt++) {
    const askedMs = performance.now();
    const response = await send(question.role, question.request);
    const raw = await response.text();
    result.msByPath.set(path, (result.msByPath.get(path) ?? 0) + performance.now() - askedMs);
    // A job under way is asked again until it is done.
    if ((response.status === 202 || response.status === 503) && attempt < 600) {
      await new Promise((done) => setTimeout(done, 100));
      continue;
    }
    result.requests += 1;
    for (const canary of canariesOf(question.role)) {
      if (raw.includes(canary)) result.canaries.push(`${nameOf(question)} tells ${canary}`);
    }
    const text = normalise(question, raw);
    // The tag of whoever sees counts follows the number of the data, which they are told.
    const headers = [...response.headers]
      .filter(([name]) => !PASSING_HEADERS.has(name) && !(name === 'etag' && question.role === 'planner'))
      .filter(([name]) => !(name === 'content-length' && text !== raw))
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n');
    const digest = createHash('sha256').update(text).digest('base64');
    const start = text.length <= KEPT_LETTERS ? text : `${text.slice(0, KEPT_LETTERS)} of ${text.length}`;
    return { status: response.status, headers, digest, start };
  }
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at]!);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** What tells two answers apart. */
function difference(a: Told, b: Told): string {
  if (a.status !== b.status) return `${a.status} became ${b.status}: ${b.start.slice(0, 120)}`;
  if (a.headers !== b.headers) return `headers\n${a.headers}\nbecame\n${b.headers}`;
  const at = [...a.start].findIndex((letter, i) => letter !== b.start[i]);
  const from = Math.max(0, at - 60);
  return `${a.start.slice(from, at + 60)} became ${b.start.slice(from, at + 60)}`;
}
