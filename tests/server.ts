import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Logger, pino } from 'pino';
import { type AlertEngine, createAlertEngine } from '../api/alerting/engine.ts';
import { createApp } from '../api/app.ts';
import type { AccessSettings } from '../api/auth/settings.ts';
import { type ApiContext, createContext } from '../api/context.ts';
import type { LoadLimits } from '../api/overload.ts';
import { type ConnectionLimits, listen } from '../api/server.ts';
import { WEB_DIR } from '../cli/page-build.ts';
import { acknowledgePurpose } from '../data/access/acknowledgements.ts';
import { beginSession } from '../data/access/sessions.ts';
import { addUser, findUser } from '../data/access/users.ts';
import { readAuditKey } from '../data/audit-key.ts';
import type { Database } from '../data/database.ts';
import { writeOutbox } from '../data/messages/outbox.ts';
import type { Role } from '../domain/access/permissions.ts';
import { PURPOSE_NOTICE_VERSION } from '../domain/access/purpose-notice.ts';
import { SESSION_IDLE_MS } from '../domain/access/session-times.ts';
import { parseSignInName } from '../domain/access/sign-in-name.ts';

export interface TestServer {
  /** Without a slash at the end. */
  url: string;
  /** A request of somebody with that role, from our own page; a path starts with a slash. */
  fetchAs(role: Role, path: string, init?: RequestInit): Promise<Response>;
  /** Looks when it is told to: `alerts.tick()`. */
  alerts: AlertEngine;
  /** What the handlers have, for work that no request begins. */
  context: ApiContext;
  stop(): Promise<void>;
}

/** The cookie of a session. */
export interface SessionCookie {
  name: string;
  value: string;
}

const running = new Map<string, (role: Role) => Promise<SessionCookie>>();

/** The cookie of somebody with that role at a server of `startServer`: a real session, begun the first time. */
export function sessionCookie(serverUrl: string, role: Role): Promise<SessionCookie> {
  const session = running.get(new URL(serverUrl).origin);
  if (!session) throw new Error(`no test server runs at ${serverUrl}`);
  return session(role);
}

/** The real server on a free port of loopback, over an open database. */
export async function startServer(
  database: Database,
  now: () => Date = () => new Date('2026-11-23T12:00:00Z'),
  access: Partial<AccessSettings> = {},
  messaging?: ApiContext['messaging'],
  log: Logger = pino({ level: 'silent' }),
  // Most tests ask about what they just loaded.
  delayHours = 0,
  limits: { load?: LoadLimits; connection?: ConnectionLimits } = {},
): Promise<TestServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-server-'));
  const read = readAuditKey({ dataDir: folder, auditKeyFile: null });
  rmSync(folder, { recursive: true });
  if (!read.ok) throw new Error(read.reason);
  const settings = { ...LOCAL, ...access };
  const context = await createContext(
    database,
    log,
    now,
    settings,
    read.key,
    undefined,
    messaging,
    undefined,
    delayHours,
  );
  const app = createApp(context, WEB_DIR, limits.load);
  const listening = await listen(app, '127.0.0.1', 0, null, limits.connection);
  if (!listening.ok) throw new Error(listening.message);
  const alerts = createAlertEngine(context, async (db, events, at) => {
    await writeOutbox(db, events, at, delayHours);
  });
  const stop = async () => {
    context.alertEvents.close();
    await alerts.close();
    await listening.server.stop();
    await context.uploads.close();
    await context.jobs.close();
  };
  const url = listening.server.url.replace(/\/$/, '');

  const sessions = new Map<Role, { cookie: Promise<SessionCookie>; beganMs: number }>();
  const sessionOf = (role: Role) => {
    const known = sessions.get(role);
    // A test that moves the clock on finds its people signed in still.
    if (known && now().getTime() - known.beganMs < SESSION_IDLE_MS / 2) return known.cookie;
    const begun = beginAs(database, role, now()).then((token) => cookie(url, token));
    sessions.set(role, { cookie: begun, beganMs: now().getTime() });
    return begun;
  };
  running.set(url, sessionOf);
  return {
    url,
    alerts,
    context,
    stop: () => {
      running.delete(url);
      return stop();
    },
    fetchAs: async (role, path, init = {}) => {
      const { name, value } = await sessionOf(role);
      const headers = new Headers(init.headers);
      headers.set('cookie', `${name}=${value}`);
      headers.set('origin', url);
      return fetch(`${url}${path}`, { ...init, headers });
    },
  };
}

const LOCAL: AccessSettings = {
  publicUrl: null,
  secure: false,
  trustedProxies: [],
  secretKey: randomBytes(32),
  oidc: null,
};

function cookie(url: string, token: string): SessionCookie {
  return { name: `vigia-${new URL(url).port}`, value: token };
}

/** Signs in a user who has just that role and acknowledged the notice; the token of the session. */
async function beginAs(database: Database, role: Role, now: Date): Promise<string> {
  const name = parseSignInName(`test ${role}`);
  if (name === null) throw new Error('no name');
  return database.transaction(async (db) => {
    await addUser(db, { name, roles: [role], hasOversight: false, agencyId: null }, now);
    const user = await findUser(db, name.key);
    if (user === null) throw new Error('no user');
    const notice = { version: PURPOSE_NOTICE_VERSION, language: 'es' };
    await acknowledgePurpose(db, user.userId, notice, now);
    const origin = { address: '127.0.0.1', device: 'test' };
    return (await beginSession(db, user.userId, 'link', origin, now)).token;
  });
}
