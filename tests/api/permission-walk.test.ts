import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MadeToken } from '../../api/contract-account.ts';
import { type Permission, permissionsOf, ROLES, type Role } from '../../domain/access/permissions.ts';
import { bodyOf } from '../body-of.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { sessionCookie, startServer, type TestServer } from '../server.ts';

const STAFF = ['steward', 'analyst', 'planner'] as const;
const WATCHERS = ['analyst', 'planner'] as const;
const WARNED = ['analyst', 'planner', 'recipient'] as const;
const ALL = ROLES;

/**
 * Who may ask what, written a second time on purpose: the table in code and this one must agree, for every route
 * of the OpenAPI document and every role. `null`: no session needed.
 */
const EXPECTED: Record<string, readonly Role[] | null> = {
  'GET /api/health': null,
  'GET /api/status': ALL,
  'POST /api/session': null,
  'POST /api/session/link': null,
  'DELETE /api/session': ALL,
  'GET /api/me': ALL,
  'POST /api/notice': ALL,
  'GET /api/account/sessions': ALL,
  'DELETE /api/account/sessions/{id}': ALL,
  'GET /api/account': ALL,
  'POST /api/account/password': ALL,
  'POST /api/account/totp': ALL,
  'POST /api/account/totp/confirm': ALL,
  'POST /api/account/totp/remove': ALL,
  'GET /api/account/tokens': ALL,
  'POST /api/account/tokens': ALL,
  'DELETE /api/account/tokens/{id}': ALL,
  'GET /api/users': ['administrator'],
  'POST /api/users': ['administrator'],
  'PUT /api/users/{id}': ['administrator'],
  'POST /api/users/{id}/link': ['administrator'],
  'POST /api/users/{id}/reset-totp': ['administrator'],
  'GET /api/incidents': ['steward', 'analyst'],
  'GET /api/incidents/{id}': ['steward', 'analyst'],
  'POST /api/incidents/{id}/reports/open': ['analyst'],
  'GET /api/states': STAFF,
  'GET /api/corridors': STAFF,
  'GET /api/cells': STAFF,
  'GET /api/timeline': STAFF,
  'GET /api/coverage': STAFF,
  'GET /api/hotspots': STAFF,
  'GET /api/near-repeat': STAFF,
  'GET /api/scan': STAFF,
  'GET /api/scan/nights': STAFF,
  'GET /api/backtest': STAFF,
  'GET /api/patterns': ['analyst'],
  'GET /api/patterns/incidents': ['analyst'],
  'GET /api/patterns/facts': ['analyst'],
  'GET /api/patterns/facts/{kind}': ['steward', 'analyst'],
  'POST /api/patterns/facts/{kind}': ['steward', 'analyst'],
  'DELETE /api/patterns/facts/{kind}': ['steward', 'analyst'],
  'GET /api/jobs/{id}': ALL,
  'DELETE /api/jobs/{id}': ALL,
  'GET /api/basemap': ALL,
  'GET /api/template': ALL,
  'POST /api/uploads': ['steward'],
  'GET /api/uploads/{id}': ['steward'],
  'POST /api/uploads/{id}/load': ['steward'],
  'POST /api/uploads/{id}/cancel': ['steward'],
  'DELETE /api/uploads/{id}': ['steward'],
  'GET /api/files': ['steward'],
  'POST /api/reports/check': ['steward', 'analyst', 'planner', 'recipient'],
  'POST /api/reports': ['steward', 'analyst', 'planner', 'recipient'],
  'GET /api/reports/mine': ['steward', 'analyst', 'planner', 'recipient'],
  'GET /api/geocode': ALL,
  'GET /api/review/merges': ['steward'],
  'GET /api/review/merges/events': ['steward'],
  'POST /api/review/merges/join': ['steward'],
  'POST /api/review/merges/dismiss': ['steward'],
  'POST /api/review/merges/split': ['steward'],
  'POST /api/review/merges/undo': ['steward'],
  'GET /api/review/quarantine': ['steward'],
  'POST /api/review/quarantine/replay': ['steward'],
  'POST /api/review/quarantine/dismiss': ['steward'],
  'POST /api/review/quarantine/undo': ['steward'],
  'GET /api/review/places': ['steward'],
  'GET /api/review/places/decisions': ['steward'],
  'POST /api/review/places/decide': ['steward'],
  'POST /api/review/places/undo': ['steward'],
  'GET /api/agencies': ['administrator', 'steward'],
  'PUT /api/agencies/{id}': ['administrator'],
  'PUT /api/sources/{id}/agency': ['administrator'],
  'GET /api/grants': ['administrator', 'steward'],
  'POST /api/grants': ['administrator', 'steward'],
  'POST /api/grants/{id}/end': ['administrator', 'steward'],
  'GET /api/requests': STAFF,
  'POST /api/requests': STAFF,
  'POST /api/requests/{id}/answer': ['steward'],
  'GET /api/segments/risk': STAFF,
  'GET /api/stretches/{id}': STAFF,
  'GET /api/routes': STAFF,
  'GET /api/alert-rules': WATCHERS,
  'POST /api/alert-rules': WATCHERS,
  'POST /api/alert-rules/preview': WATCHERS,
  'PUT /api/alert-rules/{id}': WATCHERS,
  'DELETE /api/alert-rules/{id}': WATCHERS,
  'GET /api/alerts': WARNED,
  'GET /api/alerts/{id}': WARNED,
  'POST /api/alerts/{id}/acknowledgements': WARNED,
  'POST /api/alerts/{id}/assignment': WATCHERS,
  'POST /api/alerts/{id}/comments': WATCHERS,
  'POST /api/alerts/{id}/mark': WARNED,
  'GET /api/silences': WATCHERS,
  'POST /api/silences': WATCHERS,
  'POST /api/silences/{id}/end': WATCHERS,
  'GET /api/alert-texts': WARNED,
  'PUT /api/alert-texts/advice': WATCHERS,
  'PUT /api/referrals/{id}': WATCHERS,
  'GET /api/shelter-points': ALL,
  'POST /api/shelter-points': ['administrator', 'steward'],
  'DELETE /api/shelter-points': ['administrator', 'steward'],
  'GET /api/patrol-log': STAFF,
  'POST /api/patrol-log': STAFF,
  'POST /api/patrol-log/file': STAFF,
  'DELETE /api/patrol-log/{id}': STAFF,
  'GET /api/patrol-plans/{id}/done': WATCHERS,
  'POST /api/patrol-plans': ['planner'],
  'GET /api/patrol-plans': WATCHERS,
  'GET /api/patrol-plans/compare': WATCHERS,
  'GET /api/patrol-plans/{id}': WATCHERS,
  'GET /api/patrol-plans/{id}/export': WATCHERS,
  'DELETE /api/patrol-plans/{id}': ['planner'],
  'GET /api/today': ALL,
  'GET /api/today/hotspots': STAFF,
  'POST /api/today/look': ALL,
  'GET /api/views': ALL,
  'POST /api/views': ALL,
  'PUT /api/views/{id}': ALL,
  'DELETE /api/views/{id}': ALL,
  'GET /api/events': WARNED,
  'GET /api/audit': ['administrator'],
  'GET /api/audit/export': ['administrator'],
  'GET /api/audit/verification': ['administrator'],
  'GET /api/subscriptions': WARNED,
  'POST /api/subscriptions': WARNED,
  'PUT /api/subscriptions/{id}': WARNED,
  'DELETE /api/subscriptions/{id}': WARNED,
  'POST /api/subscriptions/{id}/test': WARNED,
  'GET /api/messages': ['administrator', 'analyst', 'planner'],
  'GET /api/messages/{id}/attempts': ['administrator', 'analyst', 'planner'],
  'POST /api/messages/{id}/retry': ['administrator', 'analyst', 'planner'],
  'GET /api/acknowledge/{token}': null,
  'POST /api/acknowledge/{token}': null,
  'GET /api/unsubscribe/{token}': null,
  'POST /api/unsubscribe/{token}': null,
  'GET /api/link-page.css': null,
  'GET /api/documents/{name}': null,
  'GET /api/feeds/{secret}/alerts.atom': null,
  'GET /api/feeds/{secret}/cap/{event}': null,
  'GET /api/release': ['steward', 'analyst', 'planner', 'recipient'],
  'GET /api/release/export': ['steward', 'analyst', 'planner', 'recipient'],
  'GET /api/openapi.json': ALL,
};

interface Operation {
  method: string;
  path: string;
  /** As the document tells it. */
  security: Record<string, string[]>[];
}

describeOnBothDatabases('every route for every role', (db) => {
  let server: TestServer;
  let operations: Operation[] = [];
  let schemes: Record<string, Record<string, string>> = {};

  beforeAll(async () => {
    server = await startServer(db.database);
    const document = await (await server.fetchAs('administrator', '/api/openapi.json')).json();
    operations = Object.entries(document.paths as Record<string, Record<string, unknown>>).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({
          method: method.toUpperCase(),
          path,
          security: (operation as Operation).security,
        })),
    );
    schemes = document.components.securitySchemes;
  });
  afterAll(() => server?.stop());

  /** Nothing but the route: where it is open, an empty question is answered or refused as such, never as forbidden. */
  const ask = ({ method, path }: Operation): [string, RequestInit] => [
    path.replaceAll(/\{\w+\}/g, '999999999'),
    method === 'GET'
      ? {}
      : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ nonsense: true }) },
  ];

  it('has a line here for each, and no line too many', () => {
    const found = operations.map(({ method, path }) => `${method} ${path}`).sort();
    expect(found).toEqual(Object.keys(EXPECTED).sort());
  });

  it('the document names both ways in, and for each route the permission that the roles above have', async () => {
    const { name } = await sessionCookie(server.url, 'analyst');
    expect(schemes).toMatchObject({
      session: { type: 'apiKey', in: 'cookie', name },
      token: { type: 'http', scheme: 'bearer' },
    });
    const wrong: string[] = [];
    for (const { method, path, security } of operations) {
      const expected = EXPECTED[`${method} ${path}`] ?? null;
      const permissions = security[0]?.session;
      const having = ROLES.filter((role) => {
        const has = permissionsOf([role], false);
        return permissions?.every((permission) => has.has(permission as Permission));
      });
      const same = expected === null ? security.length === 0 : String(having) === String(expected);
      if (!same) wrong.push(`${method} ${path}: ${JSON.stringify(security)}`);
    }
    expect(wrong).toEqual([]);
  });

  it('a token that has all of its owner’s permissions gets what the document says of tokens', async () => {
    const { name, value } = await sessionCookie(server.url, 'administrator');
    const scopes = [...permissionsOf(['administrator'], false)];
    const made = await fetch(`${server.url}/api/account/tokens`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: server.url,
        cookie: `${name}=${value}`,
      },
      body: JSON.stringify({ name: 'walk', scopes, days: 1 }),
    });
    const { token } = (await made.json()) as MadeToken;
    const wrong: string[] = [];
    for (const operation of operations.filter(({ security }) => security.length > 0)) {
      const [path, init] = ask(operation);
      const headers = { ...init.headers, authorization: `Bearer ${token}` };
      const response = await fetch(`${server.url}${path}`, { ...init, headers });
      const { error } = response.ok ? {} : await response.json().catch(() => ({}));
      const isOpen = !['not_for_tokens', 'forbidden', 'no_session'].includes(error?.code);
      const permission = operation.security.find((one) => one.token)?.token;
      const expected = permission?.every((one) => scopes.includes(one as Permission)) ?? false;
      if (isOpen !== expected) wrong.push(`${operation.method} ${path}: ${response.status} ${error?.code}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each([...ROLES])('%s gets what the table says', async (role) => {
    const wrong: string[] = [];
    // Signing out comes last: after it nobody asks.
    const isLast = ({ method, path }: Operation) => method === 'DELETE' && path === '/api/session';
    const ordered = [...operations].sort((a, b) => Number(isLast(a)) - Number(isLast(b)));
    for (const operation of ordered) {
      const [path, init] = ask(operation);
      const name = `${operation.method} ${operation.path}`;
      const response = await server.fetchAs(role, path, init);
      const body = await bodyOf(response);
      const isForbidden = response.status === 403 && body.includes('"forbidden"');
      const expected = EXPECTED[name];
      const mayAsk = expected === null || expected?.includes(role) === true;
      if (mayAsk === isForbidden || response.status === 401 || response.status >= 500) {
        wrong.push(`${name}: ${response.status} ${body.slice(0, 120)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('nobody gets nothing but what is public', async () => {
    const wrong: string[] = [];
    for (const operation of operations) {
      const [path, init] = ask(operation);
      const name = `${operation.method} ${operation.path}`;
      const response = await fetch(`${server.url}${path}`, init);
      await response.arrayBuffer();
      if ((EXPECTED[name] === null) === (response.status === 401)) wrong.push(`${name}: ${response.status}`);
    }
    expect(wrong).toEqual([]);
  });
});
