import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  MadeToken,
  RecoveryCodes,
  Tokens,
  TotpProposal,
  UserWithLink,
} from '../../api/contract-account.ts';
import type { Me } from '../../api/contract-session.ts';
import { PURPOSE_NOTICE_VERSION } from '../../domain/access/purpose-notice.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

const DAY_MS = 86_400_000;
const PASSWORD = 'tren lento de medianoche';

describeOnBothDatabases('accounts', (db) => {
  let server: TestServer;
  let clock = new Date('2026-11-23T12:00:00Z');
  let count = 0;

  beforeAll(async () => {
    server = await startServer(db.database, () => clock, { trustedProxies: ['loopback'] });
  });
  afterAll(() => server?.stop());

  const later = (ms: number) => {
    clock = new Date(clock.getTime() + ms);
  };

  function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    return fetch(`${server.url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        origin: server.url,
        // Sign-ins are limited by address.
        'x-forwarded-for': `10.0.1.${count}`,
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  const asAdministrator = (method: string, path: string, body?: unknown) =>
    server.fetchAs('administrator', path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });

  const codeOf = async (response: Response): Promise<[number, string]> => [
    response.status,
    (await response.json()).error?.code ?? 'no error',
  ];
  const cookieOf = (response: Response) => ({
    cookie: (response.headers.get('set-cookie') ?? '').split(';')[0],
  });

  async function signInByLink(link: string): Promise<{ cookie: string }> {
    const cookie = cookieOf(await send('POST', '/api/session/link', { token: new URL(link).hash.slice(1) }));
    const notice = { version: PURPOSE_NOTICE_VERSION, language: 'es' };
    expect((await send('POST', '/api/notice', notice, cookie)).status).toBe(200);
    return cookie;
  }

  /** Added by an administrator, signed in by link. */
  async function newUser(roles: string[]): Promise<{ id: string; name: string; cookie: { cookie: string } }> {
    const name = `Persona ${++count}`;
    const body = { name, roles, oversight: false, agencyId: null };
    const made = (await (await asAdministrator('POST', '/api/users', body)).json()) as UserWithLink;
    return { id: made.user.id, name, cookie: await signInByLink(made.link) };
  }

  describe('users', () => {
    it('are added with a link by whoever manages users, and by nobody else', async () => {
      const { name, cookie } = await newUser(['planner']);
      const me = (await (await send('GET', '/api/me', undefined, cookie)).json()) as Me;
      expect(me).toMatchObject({ name, roles: ['planner'] });
      const body = { name: 'x', roles: ['administrator'], oversight: true, agencyId: null };
      for (const role of ['steward', 'analyst', 'planner', 'recipient'] as const) {
        const headers = { 'content-type': 'application/json' };
        const init = { method: 'POST', headers, body: JSON.stringify(body) };
        expect(await codeOf(await server.fetchAs(role, '/api/users', init))).toEqual([403, 'forbidden']);
        expect((await server.fetchAs(role, '/api/users')).status).toBe(403);
      }
      expect(await codeOf(await asAdministrator('POST', '/api/users', { ...body, name }))).toEqual([
        409,
        'name_taken',
      ]);
      const wrong = await asAdministrator('POST', '/api/users', { ...body, name: '<x>' });
      expect(await codeOf(wrong)).toEqual([400, 'wrong_name']);
    });

    it('lose their sessions when roles change or the account closes; the audit tells before and after', async () => {
      const { id, cookie } = await newUser(['planner']);
      const changed = await asAdministrator('PUT', `/api/users/${id}`, {
        roles: ['analyst'],
        oversight: true,
      });
      expect(await changed.json()).toMatchObject({ roles: ['analyst'], oversight: true, disabled: false });
      expect((await send('GET', '/api/me', undefined, cookie)).status).toBe(401);
      const { link } = await (await asAdministrator('POST', `/api/users/${id}/link`)).json();
      const again = await signInByLink(link);
      await asAdministrator('PUT', `/api/users/${id}`, { disabled: true });
      expect((await send('GET', '/api/me', undefined, again)).status).toBe(401);
      expect(await codeOf(await asAdministrator('POST', `/api/users/${id}/link`))).toEqual([409, 'disabled']);
      const { rows } = await db.database.pool.query<{ action: string; details: Record<string, unknown> }>(
        `select action, details from audit_entry where subject_id = $1 order by seq`,
        [id],
      );
      expect(rows.map(({ action }) => action)).toEqual([
        'user-created',
        'role-changed',
        'sign-in-link-made',
        'user-changed',
      ]);
      expect(rows[1].details).toMatchObject({
        rolesBefore: ['planner'],
        roles: ['analyst'],
        oversight: true,
      });
    });
  });

  it('belong to an agency that exists, or to none', async () => {
    const { id } = await newUser(['steward']);
    const body = { name: 'Nadie', roles: ['steward'], oversight: false, agencyId: 'casa-norte' };
    expect(await codeOf(await asAdministrator('POST', '/api/users', body))).toEqual([409, 'no_such_agency']);
    const move = (agencyId: string | null) => asAdministrator('PUT', `/api/users/${id}`, { agencyId });
    expect(await codeOf(await move('casa-norte'))).toEqual([409, 'no_such_agency']);
    expect((await asAdministrator('PUT', '/api/agencies/casa-norte', { name: 'Casa Norte' })).status).toBe(
      200,
    );
    expect(await (await move('casa-norte')).json()).toMatchObject({ agencyId: 'casa-norte' });
    expect(await (await move(null)).json()).toMatchObject({ agencyId: null });
  });

  describe('a password', () => {
    it('is set by its owner under the rule, ends the other sessions, and is asked for at the next change', async () => {
      const { id, name, cookie } = await newUser(['analyst']);
      const { link } = await (await asAdministrator('POST', `/api/users/${id}/link`)).json();
      const elsewhere = await signInByLink(link);
      const set = (body: unknown, from = cookie) => send('POST', '/api/account/password', body, from);
      const common = await set({ password: 'qwerty123456' });
      expect(await common.json()).toMatchObject({
        error: { code: 'password_refused', details: { fault: 'common' } },
      });
      const done = await set({ password: PASSWORD });
      const fresh = cookieOf(done);
      expect(done.status).toBe(200);
      for (const old of [cookie, elsewhere]) {
        expect((await send('GET', '/api/me', undefined, old)).status).toBe(401);
      }
      expect((await send('GET', '/api/me', undefined, fresh)).status).toBe(200);
      expect(await codeOf(await set({ password: 'otra frase muy larga', current: 'x' }, fresh))).toEqual([
        403,
        'wrong_password',
      ]);
      expect((await set({ password: 'otra frase muy larga', current: PASSWORD }, fresh)).status).toBe(200);
      expect((await send('POST', '/api/session', { name, password: 'otra frase muy larga' })).status).toBe(
        200,
      );
      const { rows } = await db.database.pool.query<{ text: string }>(
        'select u::text as text from app_user u',
      );
      expect(rows.map(({ text }) => text).join()).not.toContain('otra frase');
      expect(rows.map(({ text }) => text).join()).toContain('$argon2id$');
    });
  });

  describe('a second factor', () => {
    const codeFor = (secret: string) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.getTime() });

    it('is confirmed by a code, asked for at sign-in, taken once, and replaced by a recovery code', async () => {
      const { name, cookie } = await newUser(['analyst']);
      const passworded = cookieOf(
        await send('POST', '/api/account/password', { password: PASSWORD }, cookie),
      );
      const proposal = (await (
        await send('POST', '/api/account/totp', undefined, passworded)
      ).json()) as TotpProposal;
      expect(proposal.uri).toMatch(/^otpauth:\/\/totp\/Vig/);
      const confirm = (code: string) => send('POST', '/api/account/totp/confirm', { code }, passworded);
      expect(await codeOf(await confirm('12345'))).toEqual([403, 'wrong_code']);
      const signIn = (code?: string) => send('POST', '/api/session', { name, password: PASSWORD, code });
      expect((await signIn()).status).toBe(200);
      const confirmed = await confirm(codeFor(proposal.secret));
      const { recoveryCodes } = (await confirmed.json()) as RecoveryCodes;
      expect(new Set(recoveryCodes).size).toBe(10);

      expect(await codeOf(await signIn())).toEqual([401, 'second_factor_needed']);
      expect(await codeOf(await signIn(codeFor(proposal.secret)))).toEqual([401, 'sign_in_refused']);
      later(30_000);
      const code = codeFor(proposal.secret);
      expect((await signIn(code)).status).toBe(200);
      expect(await codeOf(await signIn(code))).toEqual([401, 'sign_in_refused']);
      later(30_000);
      expect(
        (await signIn(`${recoveryCodes[0].slice(0, 5)}-${recoveryCodes[0].slice(5).toUpperCase()}`)).status,
      ).toBe(200);
      expect(await codeOf(await signIn(recoveryCodes[0]))).toEqual([401, 'sign_in_refused']);
      const { rows } = await db.database.pool.query<{ text: string }>(
        'select u::text as text from app_user u',
      );
      expect(rows.map(({ text }) => text).join()).not.toContain(proposal.secret);
    });

    it('asking without a code does not give guesses back', async () => {
      const { name, cookie } = await newUser(['analyst']);
      const own = cookieOf(await send('POST', '/api/account/password', { password: PASSWORD }, cookie));
      const { secret } = await (await send('POST', '/api/account/totp', undefined, own)).json();
      await send('POST', '/api/account/totp/confirm', { code: codeFor(secret) }, own);
      const signIn = (code?: string) => send('POST', '/api/session', { name, password: PASSWORD, code });
      for (let i = 0; i < 5; i++) {
        expect((await signIn('000000')).status).toBe(401);
        if (i < 4) expect(await codeOf(await signIn())).toEqual([401, 'second_factor_needed']);
      }
      expect((await signIn('000000')).status).toBe(429);
    });

    it('stands before a link too, which stays until it is right; an administrator takes it away', async () => {
      const { id, cookie } = await newUser(['analyst']);
      const { secret } = await (await send('POST', '/api/account/totp', undefined, cookie)).json();
      await send('POST', '/api/account/totp/confirm', { code: codeFor(secret) }, cookie);
      const { link } = await (await asAdministrator('POST', `/api/users/${id}/link`)).json();
      const token = new URL(link).hash.slice(1);
      const open = (code?: string) => send('POST', '/api/session/link', { token, code });
      expect(await codeOf(await open())).toEqual([401, 'second_factor_needed']);
      expect(await codeOf(await open('000000'))).toEqual([401, 'sign_in_refused']);
      const reset = await asAdministrator('POST', `/api/users/${id}/reset-totp`);
      expect(await reset.json()).toMatchObject({ hasSecondFactor: false });
      expect((await open()).status).toBe(200);
    });
  });

  describe('a token', () => {
    const bearer = (token: string) => ({
      authorization: `Bearer ${token}`,
      origin: 'https://elsewhere.example',
    });

    it('opens its scopes from anywhere, nothing else, and no account; it ends, and can be taken away', async () => {
      const { cookie } = await newUser(['analyst', 'steward']);
      const make = (body: unknown) => send('POST', '/api/account/tokens', body, cookie);
      const refused = await make({ name: 'n', scopes: ['users.manage'], days: 1 });
      expect(await codeOf(refused)).toEqual([403, 'not_yours_to_give']);
      const made = (await (await make({ name: 'cron', scopes: ['map.read'], days: 30 })).json()) as MadeToken;
      const ask = (method: string, path: string, body?: unknown) =>
        send(method, path, body, bearer(made.token));
      expect((await ask('GET', '/api/states')).status).toBe(200);
      expect(await codeOf(await ask('GET', '/api/incidents'))).toEqual([403, 'forbidden']);
      expect(await codeOf(await ask('GET', '/api/account/tokens'))).toEqual([403, 'not_for_tokens']);
      expect(
        await codeOf(await ask('POST', '/api/account/tokens', { name: 'x', scopes: ['map.read'], days: 1 })),
      ).toEqual([403, 'not_for_tokens']);
      const list = (await (await send('GET', '/api/account/tokens', undefined, cookie)).json()) as Tokens;
      expect(list.items).toMatchObject([{ name: 'cron', scopes: ['map.read'], expired: false }]);
      expect(list.items[0].lastUsedAt).not.toBeNull();
      expect(JSON.stringify(list)).not.toContain(made.token);
      const { rows } = await db.database.pool.query<{ text: string }>(
        'select t::text as text from api_token t',
      );
      expect(rows.map(({ text }) => text).join()).not.toContain(made.token);

      const end = await send('DELETE', `/api/account/tokens/${made.id}`, undefined, cookie);
      expect(end.status).toBe(200);
      expect(await codeOf(await ask('GET', '/api/states'))).toEqual([401, 'no_session']);
      const short = (await (
        await make({ name: 'short', scopes: ['map.read'], days: 1 })
      ).json()) as MadeToken;
      later(DAY_MS + 1);
      expect((await send('GET', '/api/states', undefined, bearer(short.token))).status).toBe(401);
    });

    it('loses what its owner loses', async () => {
      const { id, cookie } = await newUser(['analyst']);
      const body = { name: 't', scopes: ['map.read', 'incidents.read'], days: 30 };
      const { token } = await (await send('POST', '/api/account/tokens', body, cookie)).json();
      const status = async (path: string) => (await send('GET', path, undefined, bearer(token))).status;
      expect(await status('/api/incidents')).toBe(200);
      await asAdministrator('PUT', `/api/users/${id}`, { roles: ['planner'] });
      expect([await status('/api/states'), await status('/api/incidents')]).toEqual([200, 403]);
      await asAdministrator('PUT', `/api/users/${id}`, { disabled: true });
      expect(await status('/api/states')).toBe(401);
    });
  });
});
