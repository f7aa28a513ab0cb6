import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Me } from '../../api/contract-session.ts';
import type { OidcConfig } from '../../data/config.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

/** Who the provider knows, with their groups. */
const PEOPLE: Record<string, string[]> = { ana: ['vigia-analysts', 'others'], luis: ['others'] };

/** A browser without a page: follows redirects, keeps each server's cookies. */
class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** Follows until something other than a redirect comes; the last answer. */
  async open(url: string): Promise<Response> {
    for (let hop = 0; hop < 12; hop++) {
      const { host } = new URL(url);
      const jar = this.#cookies.get(host) ?? new Map<string, string>();
      this.#cookies.set(host, jar);
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [name, value] = line.split(';')[0].split('=', 2);
        if (value) jar.set(name, value);
        else jar.delete(name);
      }
      const location = response.headers.get('location');
      if (location === null) return response;
      url = new URL(location, url).href;
      if (url.includes('/entrar')) return new Response(url, { status: 401 });
    }
    throw new Error('redirects without end');
  }
}

describeOnBothDatabases('signing in at an OpenID provider', (db) => {
  let server: TestServer;
  let listening: Server;
  let oidc: OidcConfig;
  /** Who sits at the provider's sign-in. */
  let person = 'ana';

  beforeAll(async () => {
    listening = createServer();
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    oidc = {
      issuer: new URL(issuer),
      clientId: 'vigia',
      clientSecret: 'a secret of the client and the provider',
      name: 'Gobierno',
      rolesClaim: 'groups',
      roles: new Map([['vigia-analysts', 'analyst']]),
      unknown: 'add',
    };
    server = await startServer(db.database, () => new Date(), { oidc });
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: 'vigia',
          client_secret: 'a secret of the client and the provider',
          redirect_uris: [`${server.url}/api/oidc/callback`],
        },
      ],
      cookies: { keys: ['a key of the test'] },
      claims: { openid: ['sub'], profile: ['preferred_username', 'groups'] },
      // All in the ID token, as the providers of governments mostly do.
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => true },
      interactions: { url: (_context, interaction) => `/sign-in/${interaction.uid}` },
      findAccount: (_context, sub) => ({
        accountId: sub,
        claims: () => ({ sub, preferred_username: sub, groups: PEOPLE[sub] }),
      }),
      loadExistingGrant: async (context) => {
        const grant = new context.oidc.provider.Grant({
          clientId: 'vigia',
          accountId: context.oidc.session?.accountId,
        });
        grant.addOIDCScope('openid profile email');
        await grant.save();
        return grant;
      },
    });
    const answer = provider.callback();
    listening.on('request', (request, response) => {
      if (!request.url?.startsWith('/sign-in/')) return void answer(request, response);
      void provider.interactionFinished(request, response, { login: { accountId: person } });
    });
  });
  afterAll(async () => {
    await server?.stop();
    await new Promise((resolve) => listening?.close(resolve));
  });

  const enter = async (who: string): Promise<{ browser: Browser; last: Response }> => {
    person = who;
    const browser = new Browser();
    return { browser, last: await browser.open(`${server.url}/api/oidc`) };
  };
  const causes = async () =>
    (
      await db.database.pool.query<{ cause: string }>(
        `select details->>'cause' as cause from audit_entry where action = 'sign-in-failed' order by seq`,
      )
    ).rows.map(({ cause }) => cause);

  it('a new person comes in with the roles of their groups, and is the same person the next time', async () => {
    for (let time = 0; time < 2; time++) {
      const { browser, last } = await enter('ana');
      expect(last.status).not.toBe(401);
      const me = (await (await browser.open(`${server.url}/api/me`)).json()) as Me;
      expect(me).toMatchObject({ name: 'ana', roles: ['analyst'], notice: { acknowledged: false } });
    }
    const { rows } = await db.database.pool.query('select from app_user where oidc_subject is not null');
    expect(rows).toHaveLength(1);
  });

  it('groups without a role give none, and what the provider takes back is gone at the next sign-in', async () => {
    const { browser } = await enter('luis');
    const me = (await (await browser.open(`${server.url}/api/me`)).json()) as Me;
    expect([me.roles, me.permissions]).toEqual([[], []]);
    const before = await enter('ana');
    PEOPLE.ana = [];
    const after = await enter('ana');
    PEOPLE.ana = ['vigia-analysts'];
    expect(((await (await after.browser.open(`${server.url}/api/me`)).json()) as Me).roles).toEqual([]);
    expect((await before.browser.open(`${server.url}/api/me`)).status).toBe(401);
  });

  describe('refuses', () => {
    it('an answer that this browser did not ask for', async () => {
      const state = await new Browser().open(`${server.url}/api/oidc/callback?code=x&state=y`);
      expect(await state.text()).toContain('/entrar?oidc=refused');
      expect((await causes()).at(-1)).toBe('oidc-answer');
    });

    it('whoever is unknown, where the configuration says so', async () => {
      oidc.unknown = 'refuse';
      PEOPLE.eva = ['vigia-analysts'];
      expect((await enter('eva')).last.status).toBe(401);
      expect((await causes()).at(-1)).toBe('oidc-unknown');
      oidc.unknown = 'add';
    });

    it('somebody whose name another user has, and whoever was closed', async () => {
      await server.fetchAs('planner', '/api/me');
      PEOPLE['test planner'] = ['vigia-analysts'];
      expect((await enter('test planner')).last.status).toBe(401);
      expect((await causes()).at(-1)).toBe('oidc-name-taken');
      await db.database.pool.query(`update app_user set disabled = true where oidc_subject = 'luis'`);
      expect((await enter('luis')).last.status).toBe(401);
      expect((await causes()).at(-1)).toBe('disabled');
    });
  });
});
