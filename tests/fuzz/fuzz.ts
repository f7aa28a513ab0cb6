import fc from 'fast-check';
import { z } from 'zod';
import { type Permission, permissionsOf, ROLES, type Role } from '../../domain/access/permissions.ts';
import {
  type FuzzRequest,
  type Known,
  type OpenApi,
  type Operation,
  operationsOf,
  requestsFor,
} from './requests.ts';

/** Where requests go. */
export interface Target {
  document: OpenApi;
  known: Known;
  /** What the server has logged of bugs since the last call. */
  takeBugs(): string[];
  /** Sends a request of somebody with that role, or of nobody. */
  send(role: Role | null, request: FuzzRequest): Promise<Response>;
}

export interface FuzzOptions {
  seed: number;
  /** Requests to each operation by each role that it is open to; a fifth of it to others, a third where it is heavy. */
  runs: number;
  /** Requests under way at a time. */
  atOnce: number;
}

export interface FuzzResult {
  requests: number;
  /** What must not be, each kind of it once with a request that shows it. */
  faults: string[];
  /** Operations that nobody got an answer from, but errors. */
  neverAnswered: string[];
  statuses: Record<string, number>;
}

/** Longer than any answer may take, a test's machine being what it is. */
const HANG_MS = 30_000;
const LEAKS =
  /\bat .+:\d+:\d+|node_modules|SyntaxError|TypeError|\/work\/|\.ts:\d+|syntax error at or near|invalid input syntax/;

const errorShape = z.strictObject({
  error: z.strictObject({
    code: z.string().regex(/^[a-z_]+$/),
    message: z.string().min(1),
    details: z.unknown().optional(),
  }),
});

/** Asks every operation of the document what its schemas allow and what they don't, as everybody. */
export async function fuzz(target: Target, { seed, runs, atOnce }: FuzzOptions): Promise<FuzzResult> {
  const operations = operationsOf(target.document);
  const result: FuzzResult = { requests: 0, faults: [], neverAnswered: [], statuses: {} };
  const seen = new Set<string>();
  const answered = new Set<Operation>();
  const work = operations.flatMap((operation, nth) => {
    const schema = answerSchema(operation);
    return [...ROLES, null].flatMap((role) => {
      const numRuns = Math.ceil(runs / shareOf(operation, role));
      const seedOfThis = seed + nth * 10 + (role === null ? 9 : ROLES.indexOf(role));
      const requests = fc.sample(requestsFor(operation, target.known), { seed: seedOfThis, numRuns });
      return requests.map((request) => ({ operation, schema, role, request }));
    });
  });
  work.sort((a, b) => turnOf(a.operation) - turnOf(b.operation));

  let next = 0;
  const worker = async () => {
    for (;;) {
      const item = work[next++];
      if (!item) return;
      const { operation, schema, role, request } = item;
      const judged = await judge(target, role, request, schema, operation);
      result.requests += 1;
      result.statuses[judged.status] = (result.statuses[judged.status] ?? 0) + 1;
      if (judged.status.startsWith('2')) answered.add(operation);
      if (judged.fault === null) continue;
      const kind = `${operation.method} ${operation.path} ${judged.status} ${judged.fault.slice(0, 40)}`;
      if (seen.has(kind)) continue;
      seen.add(kind);
      result.faults.push(`${judged.fault}\n  ${role ?? 'nobody'}: ${told(request)}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  result.faults.push(...target.takeBugs());
  result.neverAnswered = operations
    .filter((operation) => !answered.has(operation))
    .map(({ method, path }) => `${method} ${path}`);
  return result;
}

/** Statistics, slow hashes and workbooks. */
const HEAVY =
  /^\/api\/(hotspots|near-repeat|backtest|scan|segments|stretches|routes|session|template|account\/pass)/;

/** How much rarer than others: where all questions are alike, where one is refused anyway, where one takes long. */
function shareOf(operation: Operation, role: Role | null): number {
  const isAlike = operation.parameters.length === 0 && !operation.requestBody;
  if (isAlike || !isOpenTo(operation, role)) return 5;
  return HEAVY.test(operation.path) ? 3 : 1;
}

/** Whether somebody of a role may call an operation. */
export function isOpenTo({ security }: Operation, role: Role | null): boolean {
  if (security.length === 0) return true;
  if (role === null) return false;
  const has = permissionsOf([role], false);
  return security.some(({ session }) => session?.every((permission) => has.has(permission as Permission)));
}

/** What ends things comes late, and what ends sessions last: so that the others find something. */
export function turnOf({ method, path }: Operation): number {
  if (path === '/api/session' || path.startsWith('/api/account')) return 2;
  return method === 'DELETE' ? 1 : 0;
}

/** What the document says of an answer that is no error; null where that is bytes. */
function answerSchema({ responses }: Operation): z.ZodType | null {
  const schema = responses['200']?.content?.['application/json']?.schema;
  return schema ? z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]) : null;
}

interface Judged {
  status: string;
  fault: string | null;
}

async function judge(
  target: Target,
  role: Role | null,
  request: FuzzRequest,
  schema: z.ZodType | null,
  operation: Operation,
): Promise<Judged> {
  let response: Response;
  let text: string;
  try {
    ({ response, text } = await within(HANG_MS, async () => {
      const response = await target.send(role, request);
      return { response, text: await textOf(response) };
    }));
  } catch (error) {
    return { status: 'none', fault: `no answer: ${(error as Error).message}` };
  }
  return { status: String(response.status), fault: faultOf(response, text, schema, operation) };
}

function faultOf(
  response: Response,
  text: string,
  schema: z.ZodType | null,
  operation: Operation,
): string | null {
  const { status } = response;
  const type = response.headers.get('content-type') ?? '';
  if (status >= 200 && status < 300) {
    const declared = Object.keys(operation.responses['200']?.content ?? {});
    if (schema === null)
      return declared.includes(type.split(';')[0]) ? null : `a type that is not declared: ${type}`;
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success
      ? null
      : `not as its schema: ${JSON.stringify(parsed.error.issues).slice(0, 300)} of ${text.slice(0, 200)}`;
  }
  if (status === 304) return null;
  if (!type.startsWith('application/json')) return `${status} as ${type}: ${text.slice(0, 200)}`;
  const parsed = errorShape.safeParse(JSON.parse(text));
  if (!parsed.success) return `${status} in another shape: ${text.slice(0, 200)}`;
  if (LEAKS.test(text)) return `${status} tells of our inside: ${text.slice(0, 300)}`;
  if (status === 503 && response.headers.get('retry-after') !== null) return null;
  if (status >= 500) return `${status} ${text.slice(0, 200)}`;
  return null;
}

/** The text of an answer; of a stream of events, which has no end, nothing. */
async function textOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text();
  await response.body?.cancel();
  return '';
}

async function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function told({ method, url, contentType, body }: FuzzRequest): string {
  const sent =
    body === null ? '' : ` ${contentType} ${typeof body === 'string' ? body : `bytes ${[...body]}`}`;
  return `${method} ${url}${sent}`.slice(0, 700);
}
