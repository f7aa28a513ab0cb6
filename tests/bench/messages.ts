import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { createAlertEngine } from '../../api/alerting/engine.ts';
import { createContext } from '../../api/context.ts';
import type { Messenger } from '../../api/messaging/messenger.ts';
import { addRule as makeRule } from '../../data/alerts/rules.ts';
import { readAuditKey } from '../../data/audit-key.ts';
import { type Database, openDatabase } from '../../data/database.ts';
import { migrate } from '../../data/migrate.ts';
import { loadReference } from '../../data/reference-load.ts';
import { STATES } from '../../domain/states.ts';
import { ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';

import {
  addRule,
  fire,
  KEY,
  loopbackSettings,
  messengerOf,
  person,
  startSmtp,
  subscribe,
} from '../messages-world.ts';
import { csvOf } from '../review-world.ts';

const SUBSCRIPTIONS = 1000;
const ALERTS = 10;
const ROUNDS = 20;

/**
 * How fast messages leave, on the embedded database and with a real mail server on loopback: 1,000 subscriptions to one
 * alert, 10,000 pending messages, and the way from the end of an ingest over rules and outbox to the mail server.
 * `npm run bench -- messages`.
 */
export async function run(): Promise<void> {
  print(`messages, node ${process.version}, ${availableParallelism()} cores, embedded database`);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'vigia-messages-bench-'));
  const place = { databaseUrl: null, dataDir };
  const opened = await openDatabase(place, { join: false });
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const { database } = opened;
  await migrate(database);
  await loadReference(database);
  const smtp = await startSmtp();
  const now = () => new Date();
  const messenger = await messengerOf(database, now, loopbackSettings(smtp.port));
  try {
    const analyst = await person(database, 'Bench', ['analyst']);
    await addRule(database);
    for (let i = 0; i < SUBSCRIPTIONS; i++)
      await subscribe(database, analyst, { address: `recipient-${i}@example.org` });
    await manySubscriptions(database, messenger, smtp.mails);
    await manyPending(database, messenger, smtp.mails);
    await database.pool.query('truncate subscription, message, delivery, announcement, alert, alert_rule');
    smtp.mails.length = 0;
    await subscribe(database, analyst, { address: 'recipient@example.org' });
    await ingestToMail(database, messenger, dataDir, smtp.mails);
  } finally {
    await messenger.close();
    await smtp.stop();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

type Mails = Awaited<ReturnType<typeof startSmtp>>['mails'];

async function manySubscriptions(database: Database, messenger: Messenger, mails: Mails): Promise<void> {
  const began = performance.now();
  await fire(database, new Date());
  const written = performance.now();
  await messenger.tick();
  const ended = performance.now();
  expectOnce(mails, SUBSCRIPTIONS);
  print(
    `one alert, ${SUBSCRIPTIONS} subscriptions: outbox written in ${seconds(written - began)}, all sent in ` +
      `${seconds(ended - written)} (${rate(SUBSCRIPTIONS, ended - written)} messages a second)`,
  );
}

async function manyPending(database: Database, messenger: Messenger, mails: Mails): Promise<void> {
  mails.length = 0;
  for (let i = 0; i < ALERTS; i++) await fire(database, new Date());
  const pending = SUBSCRIPTIONS * ALERTS;
  const began = performance.now();
  await messenger.tick();
  const tookMs = performance.now() - began;
  expectOnce(mails, pending);
  print(
    `${pending} pending: drained in ${seconds(tookMs)} (${rate(pending, tookMs)} messages a second), no duplicate`,
  );
}

function expectOnce(mails: Mails, expected: number): void {
  const ids = new Set(mails.map(({ messageId }) => messageId));
  if (mails.length !== expected || ids.size !== expected)
    throw new Error(`${mails.length} mails of ${ids.size} messages instead of ${expected}`);
}

/** A new state each time gets three reports: its alert fires and is mailed, with everything running by itself. */
async function ingestToMail(
  database: Database,
  messenger: Messenger,
  dataDir: string,
  mails: Mails,
): Promise<void> {
  const key = readAuditKey({ dataDir, auditKeyFile: null });
  if (!key.ok) throw new Error(key.reason);
  const access = { publicUrl: null, secure: false, trustedProxies: [], secretKey: KEY, oidc: null };
  const context = await createContext(database, pino({ level: 'silent' }), () => new Date(), access, key.key);
  await makeRule(
    database.pool,
    {
      name: 'Tres en una semana',
      place: { kind: 'country' },
      split: 'state',
      crimes: [],
      perpetrators: [],
      condition: { kind: 'count', atLeast: 3, clearBelow: 1, windowDays: 7 },
      severity: 'critical',
      holdHours: 0,
      clearHours: 24,
      minimum: { sources: 1, radiusM: 100_000 },
      quietHours: null,
      escalateMinutes: null,
      expiresOn: null,
    },
    { userId: 'bench' },
    new Date(),
  );
  const tools = await readIngestTools(database.pool);
  const engine = createAlertEngine(context, messenger.onEvents);
  engine.start();
  messenger.start();
  const { rows: places } = await database.pool.query<{ code: string; lon: number; lat: number }>(
    'select code, label_lon as lon, label_lat as lat from state order by code',
  );
  const today = new Date().toISOString().slice(0, 10);
  const tookMs: number[] = [];
  for (const { code, lon, lat } of places.slice(0, ROUNDS)) {
    const state = STATES.find((one) => one.code === code)?.name ?? '';
    const rows = ['kidnapping', 'robbery', 'assault'].map((_, i) => ({
      fecha_del_hecho: today,
      lugar: state,
      estado: state,
      delitos: ['secuestro', 'robo', 'homicidio'][i] ?? '',
      latitud: String(lat + i * 0.05),
      longitud: String(lon),
    }));
    const before = mails.length;
    const file = csvOf(`state-${code}`, rows);
    const loaded = await ingestFile(database, file, { today, sourceId: `bench-${code}`, ...tools });
    if (!loaded.ok) throw new Error(loaded.problem.reason);
    const began = performance.now();
    while (mails.length === before) {
      if (performance.now() - began > 60_000) throw new Error(`no mail for ${state}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    tookMs.push(performance.now() - began);
  }
  await engine.close();
  await context.uploads.close();
  await context.jobs.close();
  tookMs.sort((a, b) => a - b);
  print(
    `end of an ingest to the mail server, ${ROUNDS} times: median ${seconds(tookMs[ROUNDS / 2] ?? 0)}, ` +
      `worst ${seconds(tookMs[ROUNDS - 1] ?? 0)}`,
  );
}

function rate(messages: number, tookMs: number): string {
  return ((messages * 1000) / tookMs).toFixed(0);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
