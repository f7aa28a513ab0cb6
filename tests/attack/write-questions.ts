import fc from 'fast-check';
import type { Role } from '../../domain/access/permissions.ts';
import { isOpenTo, turnOf } from '../fuzz/fuzz.ts';
import type { FuzzRequest, Known, OpenApi } from '../fuzz/requests.ts';
import { operationsOf, requestsFor } from '../fuzz/requests.ts';
import { RIGHT_BODIES } from '../fuzz/right.ts';
import { forgetVersion, type Question } from './questions.ts';
import { FRESH_DAY, POINT } from './world.ts';

/** Left out: what ends the attacker's own session, makes or closes accounts; nothing of incidents is in these. */
const OF_ACCOUNTS = /^\/api\/(session|account|users|notice|jobs)/;
/** Each takes a statistic in a thread. */
const HEAVY = /preview|patrol-plans|today/;
/** To an operation that is closed to the role: all are refused alike. */
const WHERE_CLOSED = 1;

/**
 * Requests that change something, to every operation that writes, what takes things away last; and those that
 * somebody who guesses at the secret would send.
 *
 * @param runs to an operation that is open to the role
 */
export function writesFor(
  document: OpenApi,
  known: Known,
  roles: readonly (Role | null)[],
  { seed, runs }: { seed: number; runs: number },
): Question[] {
  const writing = operationsOf(document)
    .filter(({ method, path }) => method !== 'GET' && !OF_ACCOUNTS.test(path))
    .sort((a, b) => turnOf(a) - turnOf(b));
  return writing.flatMap((operation, nth) =>
    roles.flatMap((role) => {
      const isOpen = isOpenTo(operation, role);
      const numRuns = isOpen ? (HEAVY.test(operation.path) ? Math.ceil(runs / 3) : runs) : WHERE_CLOSED;
      const sampled = fc.sample(requestsFor(operation, known), { seed: seed * 1000 + nth, numRuns });
      const aimed = isOpen ? (AIMED[`${operation.method} ${operation.path}`] ?? []) : [];
      const requests = [...sampled, ...aimed.map((body) => json(operation.method, operation.path, body))];
      return requests.map((request) => ({ role, request, operation }));
    }),
  );
}

function json(method: string, url: string, body: unknown): FuzzRequest {
  return { method, url, contentType: 'application/json', body: JSON.stringify(body) };
}

/** Bodies that would meet the secret if they were told of it: its place, day and crime. */
const AIMED: Record<string, unknown[]> = { ...aimedReports(), ...aimedRules(), ...aimedPlans() };

function aimedReports(): Record<string, unknown[]> {
  const [like] = RIGHT_BODIES['POST /api/reports'] as Record<string, unknown>[];
  const [lon, lat] = [Number(POINT.longitud), Number(POINT.latitud)];
  const bodies = ['b1', 'b2'].map((end, at) => ({
    ...like,
    reportId: `6f0c53a7-3b1e-4d6a-9b3f-2f7f5f0b9a${end}`,
    date: FRESH_DAY,
    placeText: 'Motozintla de Mendoza, Chiapas',
    point: at === 0 ? { lon, lat } : null,
    stateCode: '07',
  }));
  return { 'POST /api/reports': bodies, 'POST /api/reports/check': bodies };
}

function aimedRules(): Record<string, unknown[]> {
  const [lon, lat] = [Number(POINT.longitud), Number(POINT.latitud)];
  const around = (by: number) => [
    [lon - by, lat - by],
    [lon + by, lat - by],
    [lon + by, lat + by],
    [lon - by, lat + by],
  ];
  const places = [
    { kind: 'polygon', ring: around(0.1) },
    { kind: 'polygon', ring: around(0.02) },
    { kind: 'state', code: '07' },
  ];
  const rules = places.map((place, at) => ({
    name: `Uno cerca ${at}`,
    place,
    severity: 'serious',
    condition: { kind: 'count', atLeast: 1, clearBelow: 1, windowDays: 7 },
  }));
  return { 'POST /api/alert-rules': rules, 'POST /api/alert-rules/preview': rules };
}

function aimedPlans(): Record<string, unknown[]> {
  const lately = { units: 3, from: '2024-12-01', to: '2026-11-23' };
  return {
    'POST /api/patrol-plans': [
      { request: lately, method: 'greedy' },
      { request: { ...lately, to: '2026-11-18' }, method: 'greedy', name: 'Sin la semana' },
      { request: { ...lately, halfLifeDays: 7 }, method: 'greedy', name: 'Esta semana' },
    ],
  };
}

/** What is made anew each time, clocks, and the port of the test, in answers to what changes something. */
export function forgetNumbers(question: Question, text: string): string {
  return forgetVersion(question, text)
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://HERE')
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, 'U')
    .replaceAll(/(?<=feeds\/|token":"|secret":")[\w-]{20,}/g, 'T')
    .replaceAll(/"(\w*Id|id|dataVersion)":"?\d+"?/g, '"$1":0')
    .replaceAll(/"sentAt":"[^"]*"/g, '"sentAt":""')
    .replaceAll(/"milliseconds":\d+/g, '"milliseconds":0');
}
