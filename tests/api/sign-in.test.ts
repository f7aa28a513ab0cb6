import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '../../api/auth/passwords.ts';
import type { Me, Sessions } from '../../api/contract-session.ts';
import { firstSignInLink } from '../../data/access/first-administrator.ts';
import { setPasswordHash } from '../../data/access/passwords.ts';
import { makeSignInLink } from '../../data/access/sign-in-links.ts';
import { addUser, changeUser, findUser, type User } from '../../data/access/users.ts';
import type { Role } from '../../domain/access/permissions.ts';
import { PURPOSE_NOTICE_VERSION } from '../../domain/access/purpose-notice.ts';
import { parseSignInName } from '../../domain/access/sign-in-name.ts';
import { describeOnBothDatabases, type TestDatabase } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

const HOUR_MS = 3_600_000;
const PASSWORD = 'tren lento de medianoche';

describeOnBothDatabases('signing in', (db: TestDatabase) => {
  let server: TestServer;
  let clock = new Date('2026-11-23T12:00:00Z');
  let count = 0;
  let tests = 0;
  let address = '';

  beforeAll(async () => {
    server = await startServer(db.database, () => clock, { trustedProxies: ['loopback'] });
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    clock = new Date(clock.getTime() + 24 * HOUR_MS);
    // Sign-ins are limited by address.
    address = `10.0.0.${++tests}`;
  });

  const later = (ms: number) => {
    clock = new Date(clock.getTime() + ms);
  };

  /** A user of their own for each test. */
  async function newUser(roles: Role[] = ['analyst'], password?: string): Promise<User> {
    const name = parseSignInName(`Persona ${++count}`);
    if (!name) throw new Error('no name');
    const added = await addUser(
      db.database.pool,
      { name, roles, hasOversight: false, agencyId: null },
      clock,
    );
    if (!added.ok) throw new Error(added.reason);
    const { user } = added;
    if (password) await setPasswordHash(db.database.pool, user.userId, await hashPassword(password));
    return user;
  }

  /** From our own page, unless other headers are given. */
  function ask(
    path: string,
    init: { method?: string; body?: unknown; cookie?: string; headers?: HeadersInit } = {},
  ) {
    return fetch(`${server.url}${path}`, {
      method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
      headers: {
        'content-type': 'application/json',
        origin: server.url,
        'x-forwarded-for': address,
        ...(init.cookie ? { cookie: init.cookie } : {}),
        ...init.headers,
      },
      body: init.body === undefined ? undefined : JSON.stringify(init.body),
    });
  }

  async function codeOf(response: Response): Promise<[number, string]> {
    const body = await response.json();
    return [response.status, body.error?.code ?? 'no error'];
  }

  const cookieOf = (response: Response) => (response.headers.get('set-cookie') ?? '').split(';')[0];
  const linkOf = async (user: User) =>
    (await db.database.transaction((tx) => makeSignInLink(tx, user.userId, clock))).token;
  const acknowledge = (cookie: string) =>
    ask('/api/notice', { cookie, body: { version: PURPOSE_NOTICE_VERSION, language: 'es' } });

  /** Signs in by link and acknowledges; the cookie. */
  async function enter(user: User, headers: HeadersInit = {}): Promise<string> {
    const cookie = cookieOf(await ask('/api/session/link', { body: { token: await linkOf(user) }, headers }));
    expect((await acknowledge(cookie)).status).toBe(200);
    return cookie;
  }

  const audited = async (userId: string) =>
    (
      await db.database.pool.query<{ action: string }>(
        `select action from audit_entry where actor_id = $1 or subject_id = $1 order by seq`,
        [userId],
      )
    ).rows.map(({ action }) => action);

  it('nothing but the liveness is open without, and that tells no counts', async () => {
    const health = await ask('/api/health');
    expect(await health.json()).toEqual({ status: 'ok', signInAt: null });
    // Without TLS: a browser would hold it against every other service of this machine.
    expect(health.headers.get('strict-transport-security')).toBeNull();
    for (const path of ['/api/status', '/api/me', '/api/incidents', '/api/states', '/api/openapi.json']) {
      expect(await codeOf(await ask(path)), path).toEqual([401, 'no_session']);
    }
    const made = { cookie: `vigia-${new URL(server.url).port}=${'x'.repeat(43)}` };
    expect(await codeOf(await ask('/api/me', made))).toEqual([401, 'no_session']);
  });

  describe('by link', () => {
    it('works once, sets a strict cookie that scripts cannot read, and opens only the notice at first', async () => {
      const user = await newUser(['analyst', 'planner']);
      const token = await linkOf(user);
      const response = await ask('/api/session/link', { body: { token } });
      expect(await response.json()).toEqual({ name: user.name });
      const header = response.headers.get('set-cookie') ?? '';
      expect(header).toMatch(/; Path=\/;.*HttpOnly; SameSite=Strict/);
      expect(header).not.toContain('Secure');
      const cookie = cookieOf(response);
      expect(await codeOf(await ask('/api/status', { cookie }))).toEqual([403, 'notice_not_acknowledged']);
      expect(await codeOf(await ask('/api/session/link', { body: { token } }))).toEqual([
        401,
        'sign_in_refused',
      ]);
      expect((await acknowledge(cookie)).status).toBe(200);
      const me = (await (await ask('/api/me', { cookie })).json()) as Me;
      expect(me).toMatchObject({ roles: ['analyst', 'planner'], notice: { acknowledged: true } });
      expect((await ask('/api/status', { cookie })).status).toBe(200);
      expect(await audited(user.userId)).toEqual(['sign-in', 'purpose-acknowledged']);
    });

    it('of two requests at once one gets in', async () => {
      const token = await linkOf(await newUser());
      const answers = await Promise.all([1, 2, 3].map(() => ask('/api/session/link', { body: { token } })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    });

    it('a newer link ends the older; 24 hours end the newer', async () => {
      const user = await newUser();
      const [older, newer] = [await linkOf(user), await linkOf(user)];
      expect((await ask('/api/session/link', { body: { token: older } })).status).toBe(401);
      later(24 * HOUR_MS + 1);
      expect((await ask('/api/session/link', { body: { token: newer } })).status).toBe(401);
    });

    it('the database holds neither link nor session as they are used', async () => {
      const user = await newUser();
      const token = await linkOf(user);
      const cookie = await enter(await newUser());
      for (const table of ['sign_in_link', 'user_session']) {
        const { rows } = await db.database.pool.query(`select t::text as text from ${table} t`);
        const all = rows.map(({ text }) => text).join('\n');
        expect(all).not.toContain(token);
        expect(all).not.toContain(cookie.slice(cookie.indexOf('=') + 1));
      }
    });
  });

  describe('by password', () => {
    it('takes name in any case; a wrong one, an unknown user and a closed account answer the same', async () => {
      const user = await newUser(['analyst'], PASSWORD);
      const right = await ask('/api/session', {
        body: { name: user.name.toUpperCase(), password: PASSWORD },
      });
      expect(right.status).toBe(200);
      const closed = await newUser(['analyst'], PASSWORD);
      await db.database.transaction((tx) => changeUser(tx, closed.userId, { disabled: true }));
      const wrong = [
        { name: user.name, password: 'tren lento de mediodia' },
        { name: 'nobody at all', password: PASSWORD },
        { name: closed.name, password: PASSWORD },
        { name: (await newUser()).name, password: '' },
      ];
      const answers = await Promise.all(
        wrong.map(async (body) => (await ask('/api/session', { body })).text()),
      );
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toContain('sign_in_refused');
      expect(await audited(user.userId)).toEqual(['sign-in', 'sign-in-failed']);
    });

    it('after five failures this address waits for this account, longer each time, and nobody else does', async () => {
      const user = await newUser(['analyst'], PASSWORD);
      const other = await newUser(['analyst'], PASSWORD);
      const tryIt = (password: string, name = user.name) => ask('/api/session', { body: { name, password } });
      for (let i = 0; i < 5; i++) expect((await tryIt('wrong')).status).toBe(401);
      const waits = await tryIt(PASSWORD);
      expect(waits.status).toBe(429);
      expect(await waits.json()).toMatchObject({ error: { code: 'wait', details: { seconds: 15 } } });
      expect((await tryIt(PASSWORD, other.name)).status).toBe(200);
      later(15_001);
      expect((await tryIt('wrong')).status).toBe(401);
      later(15_001);
      expect((await tryIt(PASSWORD)).status).toBe(429);
      later(15_001);
      expect((await tryIt(PASSWORD)).status).toBe(200);
      expect((await tryIt('wrong')).status).toBe(401);
      expect((await tryIt(PASSWORD)).status).toBe(200);
    });

    it('many guesses at once are counted one by one', async () => {
      const user = await newUser(['analyst'], PASSWORD);
      const answers = await Promise.all(
        Array.from({ length: 12 }, () =>
          ask('/api/session', { body: { name: user.name, password: 'wrong' } }),
        ),
      );
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    });
  });

  describe('a session', () => {
    it('ends after eight idle hours, and after seven days however busy', async () => {
      const idle = await enter(await newUser());
      later(8 * HOUR_MS - 1000);
      expect((await ask('/api/openapi.json', { cookie: idle })).status).toBe(200);
      later(8 * HOUR_MS - 1000);
      expect((await ask('/api/openapi.json', { cookie: idle })).status).toBe(200);
      later(8 * HOUR_MS + 1000);
      expect((await ask('/api/openapi.json', { cookie: idle })).status).toBe(401);

      const busy = await enter(await newUser());
      for (let hour = 0; hour < 7 * 24 - 1; hour += 7) {
        later(7 * HOUR_MS);
        expect((await ask('/api/openapi.json', { cookie: busy })).status).toBe(hour < 7 * 23 ? 200 : 401);
      }
    });

    it('is not kept alive by what an open page asks by itself', async () => {
      const cookie = await enter(await newUser());
      for (let hour = 0; hour < 8; hour++) {
        expect((await ask('/api/status', { cookie })).status).toBe(200);
        later(HOUR_MS);
      }
      expect((await ask('/api/status', { cookie })).status).toBe(401);
    });

    it('is listed to its owner alone, who can end it; signing out ends it', async () => {
      const user = await newUser();
      const here = await enter(user, { 'user-agent': 'Firefox/142' });
      const there = await enter(user, { 'user-agent': 'Chrome/140' });
      const stranger = await enter(await newUser());
      const list = async (cookie: string) =>
        ((await (await ask('/api/account/sessions', { cookie })).json()) as Sessions).items;
      const sessions = await list(here);
      expect(sessions.map(({ device, current }) => [device, current]).sort()).toEqual([
        ['Chrome/140', false],
        ['Firefox/142', true],
      ]);
      const other = sessions.find(({ current }) => !current)?.id;
      const end = (cookie: string) => ask(`/api/account/sessions/${other}`, { method: 'DELETE', cookie });
      expect((await end(stranger)).status).toBe(404);
      expect((await ask('/api/me', { cookie: there })).status).toBe(200);
      expect((await end(here)).status).toBe(200);
      expect((await ask('/api/me', { cookie: there })).status).toBe(401);
      const out = await ask('/api/session', { method: 'DELETE', cookie: here });
      expect(out.headers.get('set-cookie')).toMatch(/^vigia-\d+=;.*Expires=Thu, 01 Jan 1970/);
      expect((await ask('/api/me', { cookie: here })).status).toBe(401);
    });

    it('ends when roles change or the account is closed', async () => {
      const user = await newUser();
      const before = await enter(user);
      await db.database.transaction((tx) => changeUser(tx, user.userId, { roles: ['planner'] }));
      expect((await ask('/api/me', { cookie: before })).status).toBe(401);
      const after = await enter(user);
      await db.database.transaction((tx) => changeUser(tx, user.userId, { disabled: true }));
      expect((await ask('/api/me', { cookie: after })).status).toBe(401);
    });
  });

  describe('what another page tries with a session', () => {
    it.each([
      ['a browser that says so', { 'sec-fetch-site': 'cross-site' }],
      ['a neighbour of our domain', { 'sec-fetch-site': 'same-site' }],
      ['an older browser with its origin', { origin: 'https://evil.example' }],
      ['an origin without a name', { origin: 'null' }],
    ])('%s is refused', async (_what, headers) => {
      const cookie = await enter(await newUser());
      const response = await ask('/api/session', { method: 'DELETE', cookie, headers });
      expect(await codeOf(response)).toEqual([403, 'foreign_page']);
      expect((await ask('/api/me', { cookie })).status).toBe(200);
    });

    it('a change with a cookie that does not say where it comes from is refused', async () => {
      const cookie = await enter(await newUser());
      const silent = { method: 'DELETE', headers: { cookie } };
      expect(await codeOf(await fetch(`${server.url}/api/session`, silent))).toEqual([403, 'foreign_page']);
    });
  });

  it('the notice is asked again in another version, and an old version is not acknowledged', async () => {
    const user = await newUser();
    const cookie = await enter(user);
    await db.database.pool.query(
      `update purpose_acknowledgement set notice_version = 'older' where user_id = $1`,
      [user.userId],
    );
    expect(await codeOf(await ask('/api/status', { cookie }))).toEqual([403, 'notice_not_acknowledged']);
    const old = await ask('/api/notice', { cookie, body: { version: 'older', language: 'es' } });
    expect(await codeOf(old)).toEqual([409, 'notice_changed']);
    expect((await acknowledge(cookie)).status).toBe(200);
    expect((await ask('/api/status', { cookie })).status).toBe(200);
  });

  it('the first start makes one administrator with a link, again until it is used, and none afterwards', async () => {
    const first = await firstSignInLink(db.database, clock);
    const second = await firstSignInLink(db.database, clock);
    expect(first && (await ask('/api/session/link', { body: { token: first.token } })).status).toBe(401);
    expect(second && (await ask('/api/session/link', { body: { token: second.token } })).status).toBe(200);
    expect(await firstSignInLink(db.database, clock)).toBeNull();
    const local = await findUser(db.database.pool, 'local');
    expect(local).toMatchObject({
      roles: ['administrator', 'steward', 'analyst', 'planner'],
      hasPassword: false,
    });
  });

  it('the last administrator stays one', async () => {
    const local = await findUser(db.database.pool, 'local');
    if (!local) throw new Error('no first administrator');
    const demote = (userId: string) =>
      db.database.transaction((tx) => changeUser(tx, userId, { roles: ['analyst'] }));
    expect(await demote(local.userId)).toEqual({ ok: false, reason: 'last-administrator' });
    const other = await newUser(['administrator']);
    expect(await demote(local.userId)).toMatchObject({ ok: true });
    expect(await demote(other.userId)).toEqual({ ok: false, reason: 'last-administrator' });
  });
});
