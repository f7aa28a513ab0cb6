import fc from 'fast-check';
import { ROLES, type Role } from '../../domain/access/permissions.ts';
import type { FuzzRequest, Known, OpenApi, Operation } from '../fuzz/requests.ts';
import { operationsOf, requestsFor } from '../fuzz/requests.ts';

/** A question of somebody, sent as it is before and after the secret is there. */
export interface Question {
  role: Role | null;
  request: FuzzRequest;
  operation: Operation;
  /** Made by hand, so that it is answered. */
  isPair?: true;
}

/**
 * Left out: a stream has no end; of the others the answer changes with every question, as the audit's does, with every
 * new session of the attacker, or with the clock, as a workbook's does.
 */
const RESTLESS = /^\/api\/(events|audit|account|messages|me$|openapi|template)/;
/** Statistics in threads: asked in small numbers, each until it is answered. */
export const HEAVY =
  /^\/api\/(hotspots|near-repeat|backtest|scan|segments|stretches|routes|template|patterns|status|geocode|patrol|basemap|network|today\/hotspots)/;

/** Whoever sees counts, after the delay. */
export const DELAYED: readonly (Role | null)[] = ['planner'];
/** Whoever sees incidents one by one: of them it is asked only that they read no words and no shelter. */
export const INSIDE: readonly (Role | null)[] = ['steward', 'analyst'];
/** Whoever sees what is released at most. */
export const OUTSIDE: readonly (Role | null)[] = ['recipient', 'administrator', null];

/** Filters of the release as an attacker would walk them: every state, every group, months one by one. */
function walks(): FuzzRequest[] {
  const get = (url: string): FuzzRequest => ({ method: 'GET', url, contentType: null, body: null });
  const states = Array.from({ length: 32 }, (_, at) => String(at + 1).padStart(2, '0'));
  const groups = ['lethal', 'captivity', 'sexual', 'taking', 'harm', 'all'];
  const months = ['2025-11', '2026-01', '2026-08', '2026-09', '2026-10', '2026-11'];
  return [
    ...states.flatMap((state) => groups.map((group) => get(`/api/release?state=${state}&group=${group}`))),
    ...states.flatMap((state) =>
      months.map((month) => get(`/api/release?state=${state}&from=${month}&to=${month}`)),
    ),
    ...states.map((state) => get(`/api/alerts?stateCode=${state}`)),
    ...months.map((month) => get(`/api/release/export?format=geojson&from=${month}&to=${month}`)),
    ...months.map((month) => get(`/api/release?kind=stretch&from=${month}&to=${month}`)),
    ...Array.from({ length: 30 }, (_, at) => get(`/api/alerts/${at + 1}`)),
    ...Array.from({ length: 60 }, (_, at) => get(`/api/incidents/${at + 1}`)),
  ];
}

/** How much is asked. */
export interface Amount {
  /** About how many of each role. */
  each: number;
  /** Of a role to each operation that takes long. */
  heavy: number;
  /** Of the release's walk, and of the pairs, every so manieth. */
  step: number;
  seed: number;
}

/** Questions that change nothing, to every operation that reads, as some roles and as nobody. */
export function questionsFor(
  document: OpenApi,
  known: Known,
  roles: readonly (Role | null)[],
  { each: count, heavy, step, seed }: Amount,
): Question[] {
  const reading = operationsOf(document).filter(
    ({ method, path }) => method === 'GET' && !RESTLESS.test(path),
  );
  const light = reading.filter(({ path }) => !HEAVY.test(path));
  return roles.flatMap((role) => {
    const each = Math.ceil(count / light.length);
    const seedOf = seed + (role === null ? 99 : ROLES.indexOf(role));
    const sampled = reading.flatMap((operation, nth) => {
      const numRuns = HEAVY.test(operation.path) ? heavy : each;
      return fc
        .sample(requestsFor(operation, known), { seed: seedOf * 1000 + nth, numRuns })
        .map((request) => ({ role, request, operation }));
    });
    // Whoever sees incidents sees what is released.
    const asked = role !== null && INSIDE.includes(role) ? [] : everyNth(walks(), step);
    const walked = asked.flatMap((request) => {
      const operation = reading.find(({ path }) => pathMatches(path, request.url));
      return operation ? [{ role, request, operation }] : [];
    });
    return [...sampled, ...walked];
  });
}

/** Two periods that differ by the day of a secret, or by its kind: what is between them must not be it. */
const WINDOWS = [
  'from=2026-11-01&to=2026-11-21',
  'from=2026-11-01&to=2026-11-22',
  'from=2026-11-22&to=2026-11-22',
  'from=2026-11-22&to=2026-11-23',
] as const;
const KINDS = [
  'crime=robbery',
  'crime=robbery,kidnapping',
  'perpetrator=unknown',
  'counting=principal&perpetrator=unknown',
  'known=2026-11-20T00:00:00Z',
  'known=2026-11-23T11:00:00Z',
] as const;
/** Of the counts, and of the statistics over them, which take long: their windows alone. */
const COUNTED = ['/api/states', '/api/cells?resolution=6', '/api/corridors'] as const;
const COMPUTED = [
  '/api/segments/risk?halfLifeDays=7',
  '/api/segments/risk?grain=lixel',
  '/api/hotspots?resolution=4',
  '/api/hotspots?resolution=6',
  '/api/near-repeat?permutations=99',
  '/api/scan?replicates=99&minCases=2&maxRadiusKm=60',
  '/api/scan?replicates=99&minCases=2&shape=track&maxRadiusKm=60',
] as const;
/** Without a period of their own, or with one that is a day: whole, and as of the days around the secret. */
const AS_OF = ['asOf=2026-11-21', 'asOf=2026-11-22', 'asOf=2026-11-23'] as const;
const OF_A_DAY = ['/api/backtest', '/api/scan?replicates=99', '/api/hotspots', '/api/segments/risk'] as const;
const WHOLE = [
  '/api/today',
  '/api/today/hotspots',
  '/api/scan/nights',
  '/api/patrol-plans',
  '/api/coverage',
] as const;

/** What a planner would ask and then subtract, two windows or two filters at a time. */
export function pairsFor(document: OpenApi, role: Role | null, { step }: Amount): Question[] {
  const and = (path: string, query: string) => `${path}${path.includes('?') ? '&' : '?'}${query}`;
  const urls = [
    ...COUNTED.flatMap((path) =>
      WINDOWS.flatMap((window) => KINDS.map((kind) => and(and(path, window), kind))),
    ),
    ...COMPUTED.flatMap((path) => WINDOWS.map((window) => and(path, window))),
    ...OF_A_DAY.flatMap((path) => AS_OF.map((day) => and(path, day))),
    ...KINDS.map((kind) => `/api/timeline?bin=week&${kind}`),
    ...WHOLE,
  ];
  return questionsOf(document, role, everyNth(urls, step));
}

function questionsOf(document: OpenApi, role: Role | null, urls: readonly string[]): Question[] {
  const reading = operationsOf(document).filter(({ method }) => method === 'GET');
  return urls.map((url) => {
    const operation = reading.find(({ path }) => pathMatches(path, url));
    if (!operation) throw new Error(`no operation answers ${url}`);
    return { role, request: { method: 'GET', url, contentType: null, body: null }, operation, isPair: true };
  });
}

function everyNth<T>(items: readonly T[], step: number): T[] {
  return items.filter((_, at) => at % step === 0);
}

function pathMatches(path: string, url: string): boolean {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/?]+')}(\\?|$)`).test(url);
}

/** Whoever sees counts is told that data changed, by their number, and that a plan is of before; not what. */
export function forgetVersion({ role }: Question, text: string): string {
  if (role !== 'planner') return text;
  return text
    .replaceAll(/"dataVersion":"[^"]*"/g, '"dataVersion":""')
    .replaceAll(/"isStale":\w+/g, '"isStale":0');
}
