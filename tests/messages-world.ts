import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { pino } from 'pino';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { seal } from '../api/auth/seal.ts';
import { createMessenger, type Messenger, type MessengerOptions } from '../api/messaging/messenger.ts';
import { webhookPlace } from '../api/messaging/send-message.ts';
import { type MessagingSettings, messagingSettings } from '../api/messaging/settings.ts';
import { newWebhookSecret } from '../api/messaging/webhook-signature.ts';
import { addUser } from '../data/access/users.ts';
import { type AlertEventKind, addAlertEvents, lockAlerts } from '../data/alerts/events.ts';
import type { Database } from '../data/database.ts';
import { writeOutbox } from '../data/messages/outbox.ts';
import { addSubscription, type Subscription } from '../data/messages/subscriptions.ts';
import type { Role } from '../domain/access/permissions.ts';
import { parseSignInName } from '../domain/access/sign-in-name.ts';
import type { AlertFacts } from '../domain/alerts/facts.ts';
import type { Severity } from '../domain/alerts/rule.ts';
import { safeFacts } from '../domain/alerts/safe-facts.ts';

/** A Monday, nine in the morning in Mexico City. */
export const START = new Date('2026-11-23T15:00:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** The same in every process of a test, as the configured key is in every process of the product. */
export const KEY = Buffer.alloc(32, 7);

/** A clock that stands until it is moved. */
export function createClock(start: Date = START) {
  let ms = start.getTime();
  return {
    now: () => new Date(ms),
    add: (by: number) => {
      ms += by;
    },
  };
}

/** Settings for receivers on loopback. */
export function loopbackSettings(
  smtpPort: number | null,
  more: Partial<MessagingSettings> = {},
): MessagingSettings {
  const smtp = {
    host: '127.0.0.1',
    port: smtpPort ?? 1,
    tls: 'off',
    user: null,
    password: null,
    from: 'Vigía <avisos@vigia.example>',
    ca: null,
  } as const;
  const config = { smtp: smtpPort === null ? null : smtp, webhookNetworks: ['loopback'], delayHours: 0 };
  return {
    ...messagingSettings(config, { secretKey: KEY }, 'https://vigia.example'),
    attemptMs: 5000,
    ...more,
  };
}

export function messengerOf(
  database: Database,
  now: () => Date,
  settings: MessagingSettings,
  options: MessengerOptions = {},
): Promise<Messenger> {
  return createMessenger({ database, log: pino({ level: 'silent' }), now }, settings, {
    random: () => 0.5,
    ...options,
  });
}

/** A user with roles; returns the id. */
export async function person(
  database: Database,
  name: string,
  roles: readonly Role[],
  hasOversight = false,
): Promise<string> {
  const parsed = parseSignInName(name);
  if (parsed === null) throw new Error('no name');
  const added = await addUser(database.pool, { name: parsed, roles, hasOversight, agencyId: null }, START);
  if (!added.ok) throw new Error(added.reason);
  return added.user.userId;
}

export const EVERYTHING: Subscription['filter'] = {
  stateCodes: [],
  corridorIds: [],
  area: null,
  severities: [],
  ruleIds: [],
};

/** A subscription to everything, at once, by mail, unless told otherwise. */
export async function subscribe(
  database: Database,
  userId: string,
  more: Partial<Subscription> & Pick<Subscription, 'address'>,
  at: Date = START,
): Promise<{ subscriptionId: string; secret: string }> {
  const secret = newWebhookSecret();
  const subscription: Subscription = {
    name: 'Turno de noche',
    note: '',
    channel: more.address.startsWith('http') ? 'webhook' : 'mail',
    format: 'json',
    language: 'es',
    recipientKind: 'shelter',
    mode: 'immediate',
    digestAt: '08:00',
    workingHours: null,
    filter: EVERYTHING,
    ...more,
  };
  const secretSealed = seal(KEY, webhookPlace(userId), secret);
  const secrets = { secretSealed, feedSha256: null };
  return {
    subscriptionId: await addSubscription(database.pool, userId, subscription, secrets, at),
    secret,
  };
}

/** The facts of an alert in Chiapas, on four incidents, two sources. */
export function factsOf(
  more: { severity?: Severity; stateCode?: string; observed?: number } = {},
): AlertFacts {
  const { severity = 'serious', stateCode = '07', observed = 4 } = more;
  return {
    rule: {
      id: RULE,
      version: 1,
      name: 'Secuestros por estado',
      severity,
      condition: { kind: 'count', atLeast: 3, clearBelow: 2, windowDays: 7 },
    },
    place: {
      unit: { kind: 'state', code: stateCode },
      stateCodes: [stateCode],
      stretch: null,
      cells: [],
      middle: { lon: -92.2634, lat: 14.9046, radiusM: 900 },
      precision: 'locality',
    },
    crimes: [{ crime: 'kidnapping', count: observed }],
    from: '2026-11-16',
    to: '2026-11-22',
    observed,
    expected: { value: 1.2, low: 0.6, high: 2.1 },
    p: null,
    q: null,
    per100Km: null,
    recurrenceDays: null,
    incidents: observed,
    reports: observed + 1,
    sources: 2,
    isConfirmed: true,
    synthetic: 0,
    unknown: { vagueDates: 0, vaguePlaces: 0, silentStates: [], baselineWindows: 52 },
    asOf: '2026-11-23',
    dataVersion: 1,
  };
}

const RULE = '00000000-0000-4000-8000-000000000001';

/** The rule that alerts of these tests are of. */
export async function addRule(database: Database, more: { quietHours?: { from: string; to: string } } = {}) {
  await database.pool.query(
    `insert into alert_rule (rule_id, definition, made_by, made_at, changed_at) values ($1, $2::jsonb, 'test', $3, $3)
     on conflict (rule_id) do update set definition = excluded.definition`,
    [RULE, JSON.stringify({ name: 'Secuestros por estado', quietHours: more.quietHours ?? null }), START],
  );
}

/** An alert that fires, with its event told in the same transaction; returns its number. */
export async function fire(
  database: Database,
  now: Date,
  more: { key?: string; needsOversight?: boolean; onEvents?: Messenger['onEvents'] } & Parameters<
    typeof factsOf
  >[0] = {},
): Promise<number> {
  const facts = factsOf(more);
  const { rows } = await database.pool.query<{ id: number }>(
    `insert into alert (rule_id, rule_version, place_key, state, severity, needs_oversight, since, fired_at, facts,
       safe, incident_ids)
     values ($1, 1, $2, 'firing', $3, $4, $5, $5, $6::jsonb, $7::jsonb, '{}') returning alert_id as id`,
    [
      RULE,
      more.key ?? `place ${Math.random()}`,
      facts.rule.severity,
      more.needsOversight ?? false,
      now,
      JSON.stringify(facts),
      JSON.stringify(safeFacts(facts)),
    ],
  );
  await tell(database, rows[0].id, 'fired', now, more);
  return rows[0].id;
}

/** An event of an alert, written as the engine writes it; `resolved` ends it. */
export async function tell(
  database: Database,
  alertId: number | null,
  kind: AlertEventKind,
  now: Date,
  more: {
    needsOversight?: boolean;
    details?: Record<string, unknown>;
    onEvents?: Messenger['onEvents'];
  } = {},
): Promise<void> {
  await database.transaction(async (db) => {
    await lockAlerts(db);
    if (kind === 'resolved')
      await db.query(`update alert set state = 'resolved', resolved_at = $2 where alert_id = $1`, [
        alertId,
        now,
      ]);
    const event = {
      alertId,
      kind,
      needsOversight: more.needsOversight ?? false,
      details: more.details ?? {},
    };
    const events = await addAlertEvents(db, [event], now);
    if (more.onEvents) await more.onEvents(db, events, now);
    else await writeOutbox(db, events, now, 0);
  });
}

export interface ReceivedMail {
  messageId: string;
  to: string;
  subject: string;
  /** The whole mail as it came. */
  raw: string;
}

export type SmtpAnswer = 'accept' | 'die' | { code: number };
export type SmtpBehaviour = (mail: ReceivedMail) => SmtpAnswer | Promise<SmtpAnswer>;

/** A mail server on loopback. */
export async function startSmtp(
  options: { port?: number; tls?: SMTPServerOptions; behave?: SmtpBehaviour } = {},
): Promise<{
  port: number;
  mails: ReceivedMail[];
  behave(next: SmtpBehaviour): void;
  stop(): Promise<void>;
}> {
  const mails: ReceivedMail[] = [];
  let behave: SmtpBehaviour = options.behave ?? (() => 'accept');
  const server = new SMTPServer({
    disabledCommands: options.tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    ...options.tls,
    closeTimeout: 100,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(raw)?.[1]?.trim() ?? '';
        const mail = {
          messageId: header('Message-ID'),
          to: session.envelope.rcptTo.map(({ address }) => address).join(','),
          subject: header('Subject'),
          raw,
        };
        const what = await behave(mail);
        if (what === 'accept' || what === 'die') mails.push(mail);
        if (what === 'accept') return done();
        if (what === 'die') {
          // The library keeps its connections to itself.
          const { connections } = server as unknown as { connections: Iterable<{ _socket: Socket }> };
          for (const { _socket } of connections) _socket.destroy();
          return;
        }
        done(Object.assign(new Error('not now'), { responseCode: what.code }));
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    mails,
    behave: (next) => {
      behave = next;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export interface ReceivedHook {
  id: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A receiver of webhooks on loopback; `behave` answers, or destroys the socket. */
export async function startHooks(
  behave: (hook: ReceivedHook, response: ServerResponse) => void = (_, response) => response.end('ok'),
): Promise<{ url: string; hooks: ReceivedHook[]; server: Server; stop(): Promise<void> }> {
  const hooks: ReceivedHook[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const hook = {
        id: String(request.headers['webhook-id']),
        path: request.url ?? '',
        headers: request.headers,
        body,
      };
      hooks.push(hook);
      behave(hook, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    hooks,
    server,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
