import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventHub } from '../../api/alerting/hub.ts';
import { type Database, openDatabase } from '../../data/database.ts';
import { copyServer } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

/** What no database has a part in: headers, limits, and what is said of a bug. */
describe('the server', () => {
  let database: Database;
  let server: TestServer;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const made = await copyServer();
    remove = made.remove;
    const opened = await openDatabase(made.place, { join: false });
    if (!opened.ok) throw new Error(JSON.stringify(opened));
    database = opened.database;
    server = await startServer(database, undefined, { trustedProxies: ['loopback'] });
  });
  afterAll(async () => {
    await server?.stop();
    await database?.close();
    await remove?.();
  });

  const from = (address: string, path: string, init: RequestInit = {}) =>
    fetch(`${server.url}${path}`, { ...init, headers: { ...init.headers, 'x-forwarded-for': address } });
  const codeOf = async (response: Response) => {
    const { error } = await response.json();
    return [response.status, error.code];
  };

  it.each(['/entrar', '/api/health'])('lets no script, frame or form of others into %s', async (path) => {
    const { headers } = await fetch(`${server.url}${path}`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'self';/);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    for (const rule of [
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "object-src 'none'",
      "form-action 'self'",
    ]) {
      expect(policy).toContain(rule);
    }
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('answers a stranger 300 times a minute, and nobody else is slowed by it', async () => {
    const ask = (address: string) => from(address, '/api/health').then(({ status }) => status);
    const statuses = await Promise.all(Array.from({ length: 310 }, () => ask('10.7.0.1')));
    expect(statuses.filter((status) => status === 200)).toHaveLength(300);
    const refused = await from('10.7.0.1', '/api/health');
    expect([refused.headers.get('retry-after'), ...(await codeOf(refused))]).toEqual([
      '60',
      429,
      'too_many_requests',
    ]);
    expect(await ask('10.7.0.2')).toBe(200);
    const headers = { 'x-forwarded-for': '10.7.0.1' };
    expect((await server.fetchAs('analyst', '/api/status', { headers })).status).toBe(200);
  });

  it('takes 30 attempts to sign in a minute from one address', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    const statuses = [];
    for (let i = 0; i < 32; i++) statuses.push((await from('10.7.0.3', '/api/session', init)).status);
    expect([statuses.slice(0, 30).every((status) => status === 400), statuses.slice(30)]).toEqual([
      true,
      [429, 429],
    ]);
  });

  it('reads no body of more than 100 kB and no address of more than 4,096 characters', async () => {
    const body = JSON.stringify({ version: 'x'.repeat(110_000), language: 'es' });
    const headers = { 'content-type': 'application/json' };
    const large = await server.fetchAs('analyst', '/api/notice', { method: 'POST', headers, body });
    expect(large.status).toBe(413);
    const long = await server.fetchAs('analyst', `/api/states?crime=${'x'.repeat(4100)}`);
    expect(await codeOf(long)).toEqual([414, 'url_too_long']);
    const nul = await server.fetchAs('analyst', '/api/referrals/%00', {
      method: 'PUT',
      headers,
      body: '{"contact":"tel. 800","isVerified":true}',
    });
    expect(await codeOf(nul)).toEqual([400, 'bad_request']);
  });

  it('refuses a body whose texts are no Unicode, and dates from which no history begins are no bug', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = '{"name":"x","note":"\\ud800","channel":"feed","filter":{"stateCodes":["\\udfff"]}}';
    const half = await server.fetchAs('analyst', '/api/subscriptions', { method: 'POST', headers, body });
    expect(await codeOf(half)).toEqual([400, 'invalid_input']);
    const year1 = await server.fetchAs('steward', '/api/scan?to=0001-01-01&asOf=2018-01-01&minCases=2');
    expect(year1.status).toBeLessThan(500);
    const year0 = await server.fetchAs('steward', '/api/stretches/chiapas-coast%3A0-39?asOf=0000-01-01');
    expect(year0.status).toBe(400);
  });

  it('asks for no events once the only one who listened has gone', async () => {
    const asked: unknown[] = [];
    const pool = { query: async (...query: unknown[]) => asked.push(query) };
    const hub = new EventHub({ pool } as unknown as Database, pino({ level: 'silent' }));
    hub.listen({ lastId: 0, tell: () => true, end: () => {} })();
    await new Promise((resolve) => setTimeout(resolve, 20));
    hub.close();
    expect(asked).toEqual([]);
  });

  it('says of a bug that there is one, and nothing of its inside', async () => {
    await database.pool.query('alter table agency rename to elsewhere');
    const response = await server.fetchAs('administrator', '/api/agencies');
    await database.pool.query('alter table elsewhere rename to agency');
    expect([response.status, await response.json()]).toEqual([
      500,
      { error: { code: 'internal_error', message: 'an error of ours; it was logged' } },
    ]);
  });
});
