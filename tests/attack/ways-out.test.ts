import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { latLngToCell } from 'h3-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AlertDetail, AlertRow, AlertsAnswer } from '../../api/contract-alerts.ts';
import type { SubscriptionMade } from '../../api/contract-messages.ts';
import { openLog } from '../../api/log.ts';
import type { Messenger } from '../../api/messaging/messenger.ts';
import { makeBrief } from '../../cli/report/brief.ts';
import { briefHtml } from '../../cli/report/brief-html.ts';
import { wordsOf } from '../../cli/words.ts';
import type { Role } from '../../domain/access/permissions.ts';
import { figureWords } from '../../domain/patterns/figures/words.ts';
import { ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { RIGHT_BODIES } from '../fuzz/right.ts';
import {
  createClock,
  HOUR,
  KEY,
  loopbackSettings,
  MINUTE,
  messengerOf,
  START,
  startHooks,
  startSmtp,
} from '../messages-world.ts';
import { startServer, type TestServer } from '../server.ts';

/** The secret: one kidnapping of the night before, known since a minute. */
const SECRET = {
  place: 'Motozintla de Mendoza',
  lon: -92.2451187,
  lat: 15.3672913,
  victims: 913,
  country: 'Surinam',
  words: 'Zutano Canario Rebolledo, teléfono 961 555 0199, en el Albergue Canario del Norte',
};
/** What would tell it, in any letter that leaves the product. */
const TELLING =
  /Motozintla|15\.36[67]|92\.24[45]|Surinam|\bSUR\b|\bSR\b|(?<![\d.-])913(?![\d.-])|Zutano|Canario|Rebolledo|555 ?0199/i;

const day = (at: string) => ({ kind: 'count', atLeast: 1, clearBelow: 1, windowDays: Number(at) });
const around = (lon: number, lat: number, by: number) => [
  [lon - by, lat - by],
  [lon + by, lat - by],
  [lon + by, lat + by],
  [lon - by, lat + by],
];
const RULES = {
  state: {
    name: 'Secuestros en Chiapas',
    place: { kind: 'state', code: '07' },
    crimes: ['kidnapping'],
    condition: day('7'),
    severity: 'serious',
  },
  area: {
    name: 'Un área propia',
    place: { kind: 'polygon', ring: around(SECRET.lon, SECRET.lat, 0.1) },
    condition: day('7'),
    severity: 'serious',
  },
  cell: {
    name: 'Un hexágono',
    place: { kind: 'cell', h3: latLngToCell(SECRET.lat, SECRET.lon, 6) },
    condition: day('7'),
    severity: 'serious',
  },
};

describeOnBothDatabases('what leaves by mail, webhook, feed, stream, page and log', (db) => {
  const clock = createClock(START);
  const lines: string[] = [];
  let server: TestServer;
  let smtp: Awaited<ReturnType<typeof startSmtp>>;
  let hooks: Awaited<ReturnType<typeof startHooks>>;
  let messenger: Messenger;
  /** Of each role the addresses of its feeds, by name. */
  const feeds: Record<string, string> = {};
  const streams: Record<string, ReadableStreamDefaultReader<Uint8Array>> = {};
  let before: string;
  let briefBefore: string;

  const post = (role: Role, url: string, body: unknown) =>
    server.fetchAs(role, url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const text = async (role: Role, url: string) => (await server.fetchAs(role, url)).text();
  const json = async <T>(role: Role, url: string) => JSON.parse(await text(role, url)) as T;
  const preview = async (role: Role, rule: object): Promise<string> => {
    for (;;) {
      const response = await post(role, '/api/alert-rules/preview', rule);
      if (response.status !== 202) return response.text();
      await response.text();
      await new Promise((done) => setTimeout(done, 100));
    }
  };
  const brief = async (delayHours: number) => {
    const t = wordsOf('es');
    const words = figureWords((key, values) => t(key, { ...values }), 'es');
    const period = { from: '2026-01-01', to: '2026-12-31' };
    const made = await makeBrief(db.database.pool, period, words, clock.now(), delayHours);
    if (!made.ok) throw new Error('no brief');
    return briefHtml(made.brief, words);
  };
  const alertsOf = async (role: Role) => (await json<AlertsAnswer>(role, '/api/alerts')).alerts;
  const named = (alerts: readonly AlertRow[], name: string) =>
    alerts.filter(({ ruleName }) => ruleName === name);

  const load = async (name: string, rows: readonly string[], knownAt: Date) => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'vigia-ways-')), `${name}.csv`);
    const head =
      'folio,fecha_del_hecho,lugar,estado,delitos,latitud,longitud,victimas_total,paises_de_origen,resumen';
    writeFileSync(file, `${[head, ...rows].join('\n')}\n`);
    const last = await db.database.pool.query('select coalesce(max(incident_id), 0) as id from incident');
    const tools = await readIngestTools(db.database.pool);
    const result = await ingestFile(db.database, file, { sourceId: name, today: '2026-11-23', ...tools });
    if (!result.ok) throw new Error(result.problem.reason);
    expect(result.report.quarantined).toBe(0);
    const { rowCount } = await db.database.pool.query(
      'update incident set known_at = $2 where incident_id > $1',
      [last.rows[0].id, knownAt],
    );
    expect(rowCount).toBe(rows.length);
  };

  beforeAll(async () => {
    smtp = await startSmtp();
    hooks = await startHooks();
    const settings = loopbackSettings(smtp.port, { delayHours: 24 });
    const log = openLog('debug', { write: (line) => void lines.push(line) });
    server = await startServer(db.database, clock.now, { secretKey: KEY }, settings, log, 24);
    messenger = await messengerOf(db.database, clock.now, { ...settings, baseUrl: server.url });
    const usual = ['Palenque', 'Tonalá', 'Arriaga'].map(
      (town, i) => `u${i},2026-0${i + 4}-1${i},"${town}",Chiapas,robo,,,2,,caso ${i} de ${town}`,
    );
    await load('usual', usual, new Date('2026-10-01T00:00:00Z'));
    for (const rule of Object.values(RULES)) {
      expect((await post('planner', '/api/alert-rules', rule)).status).toBe(201);
    }
    for (const role of ['recipient', 'planner'] as const) {
      const make = async (name: string, body: object) => {
        const made = await post(role, '/api/subscriptions', { name, ...body });
        const answer = (await made.json()) as SubscriptionMade;
        expect(made.status, JSON.stringify(answer)).toBe(200);
        if (answer.feedUrl) feeds[`${role} ${name}`] = answer.feedUrl.replace(/^https?:\/\/[^/]+/, '');
      };
      await make('correo', { channel: 'mail', address: `${role}@example.org` });
      await make('json', { channel: 'webhook', address: `${hooks.url}/${role}/json` });
      await make('cap', { channel: 'webhook', format: 'cap', address: `${hooks.url}/${role}/cap` });
      await make('canal', { channel: 'feed' });
      const areas = { cerca: around(SECRET.lon, SECRET.lat, 0.01), lejos: around(-93.1, 16.9, 0.01) };
      for (const [name, area] of Object.entries(areas)) {
        await make(name, { channel: 'feed', filter: { area } });
      }
      const stream = await server.fetchAs(role, '/api/events');
      streams[role] = (stream.body as ReadableStream<Uint8Array>).getReader();
    }
    await server.alerts.tick();
    before = await preview('planner', RULES.area);
    briefBefore = await brief(24);
    const { place, lat, lon, victims, country, words } = SECRET;
    await load(
      'albergue',
      [`c1,2026-11-22,"${place}",Chiapas,secuestro,${lat},${lon},${victims},${country},"${words}"`],
      new Date(clock.now().getTime() - MINUTE),
    );
    await server.alerts.tick();
    await messenger.tick();
  });
  afterAll(async () => {
    for (const reader of Object.values(streams)) await reader.cancel();
    await messenger?.close();
    await server?.stop();
    await smtp?.stop();
    await hooks?.stop();
  });

  it('it fired by rule, and an analyst is told all of it', async () => {
    const [alert] = named(await alertsOf('analyst'), RULES.state.name);
    expect(alert.facts).toMatchObject({
      observed: 1,
      place: { middle: { lat: SECRET.lat, lon: SECRET.lon } },
    });
    expect(JSON.stringify(alert)).toMatch(TELLING);
  });

  it.each(['recipient', 'planner'] as const)(
    'mail, webhook and CAP tell a %s the state and no more',
    async (role) => {
      const mails = smtp.mails
        .filter(({ to }) => to === `${role}@example.org`)
        .map(({ raw }) => decoded(raw));
      const bodies = hooks.hooks.filter(({ path: to }) => to.includes(role)).map(({ body }) => body);
      expect([mails.length, bodies.length]).toEqual([1, 2]);
      for (const out of [...mails, ...bodies]) {
        expect(out).toContain('Chiapas');
        expect(out).toMatch(/menos de 5/);
        expect(out).not.toMatch(TELLING);
        expect(out).not.toContain('<circle>');
      }
    },
  );

  it.each(['recipient', 'planner'] as const)(
    'feeds, pages, stream and release tell a %s no more',
    async (role) => {
      const atom = await text(role, feeds[`${role} canal`]);
      const cap = /href="[^"]*(\/api\/feeds\/[^"]*\/cap\/\d+)"/.exec(atom)?.[1] ?? '';
      const mail = smtp.mails
        .map(({ raw }) => decoded(raw))
        .find((raw) => raw.includes(`${role}@example.org`));
      const link = /(\/api\/acknowledge\/[\w.-]+)/.exec(mail ?? '')?.[1] ?? '';
      const [{ alertId }] = await alertsOf(role);
      const outs = {
        atom,
        cap: await text(role, cap),
        page: await text(role, link),
        inbox: await text(role, '/api/alerts'),
        alert: await text(role, `/api/alerts/${alertId}`),
        today: await text(role, '/api/today'),
        stream: await readStream(streams[role]),
        csv: await text(role, '/api/release/export?format=csv'),
        geojson: await text(role, '/api/release/export?format=geojson'),
      };
      for (const [name, out] of Object.entries(outs)) expect(out, name).not.toMatch(TELLING);
      for (const name of ['atom', 'cap', 'page'] as const)
        expect(outs[name], name).toMatch(/Chiapas|CHIS|Chis/);
      expect(outs.stream).toContain('"kind":"fired"');
    },
  );

  it('a drawn area of a subscription does not find where it was', async () => {
    for (const role of ['recipient', 'planner']) {
      const entries = async (name: string) =>
        (await text('recipient', feeds[`${role} ${name}`])).match(/<entry>/g)?.length ?? 0;
      expect([await entries('cerca'), await entries('lejos')], role).toEqual([1, 1]);
    }
  });

  it('a rule of a small place neither fires nor shows in its preview for a planner before the delay is over', async () => {
    const alerts = await alertsOf('planner');
    expect(named(alerts, RULES.area.name)).toEqual([]);
    expect(named(alerts, RULES.cell.name)).toEqual([]);
    expect(await preview('planner', RULES.area)).toBe(before);
    expect(JSON.parse(await preview('analyst', RULES.area)).total).toBe(1);
  });

  it('a briefing of the terminal waits for the delay as well, and has no words, place or source of reports ever', async () => {
    expect(await brief(24)).toBe(briefBefore);
    const later = await brief(0);
    expect(later).not.toBe(briefBefore);
    for (const told of ['Zutano', 'Rebolledo', '555 0199', 'Motozintla', 'Canario']) {
      expect(later, told).not.toContain(told);
    }
  });

  it('the log tells nothing of reports and no secret, not even of a bug', async () => {
    const { pool } = db.database;
    await pool.query(
      `alter table report add constraint fails check (summary not like '%Canario%') not valid`,
    );
    const body = structuredClone(RIGHT_BODIES['POST /api/reports']?.[0]) as Record<string, unknown>;
    const failed = await post('recipient', '/api/reports', { ...body, summary: 'Canario' });
    await pool.query('alter table report drop constraint fails');
    await pool.query('alter table announcement rename to announcement_gone');
    const feed = await fetch(`${server.url}${feeds['recipient canal']}`);
    await pool.query('alter table announcement_gone rename to announcement');
    expect([failed.status, feed.status]).toEqual([500, 500]);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    const told = lines.join('');
    const secret = /feeds\/([^/]+)/.exec(feeds['recipient canal'])?.[1] ?? '';
    expect(secret.length).toBeGreaterThan(16);
    expect(told).not.toContain(secret);
    expect(told).not.toMatch(TELLING);
  });

  it('a planner is told counts, decisions and place when the delay is over, and then no point', async () => {
    const id = named(await alertsOf('planner'), RULES.state.name)[0].alertId;
    const early = await json<AlertDetail>('planner', `/api/alerts/${id}`);
    expect([early.alert.facts, early.decisions]).toEqual([null, []]);
    expect(early.history.map(({ details }) => details)).toEqual([{}]);
    clock.add(25 * HOUR);
    await server.alerts.tick();
    const late = await json<AlertDetail>('planner', `/api/alerts/${id}`);
    expect(late.alert.facts?.observed).toBe(1);
    expect(late.decisions).not.toEqual([]);
    expect(late.alert.facts?.place.middle?.radiusM).toBeGreaterThanOrEqual(12_000);
    const alerts = await alertsOf('planner');
    expect(named(alerts, RULES.area.name)).toHaveLength(1);
    expect(named(alerts, RULES.cell.name)).toHaveLength(1);
    const area = JSON.stringify({ ...named(alerts, RULES.area.name)[0], rule: null });
    expect(area.replaceAll(/"unit":\{[^}]*\}/g, '')).not.toMatch(TELLING);
    expect(JSON.parse(await preview('planner', RULES.area)).total).toBe(1);
  });

  it('a window counted anew is told to a planner as it was before, until the delay of what came is over', async () => {
    const [{ alertId }] = named(await alertsOf('analyst'), RULES.state.name);
    const of = async (role: Role) => {
      const { alert, history } = await json<AlertDetail>(role, `/api/alerts/${alertId}`);
      return [alert.revisedObserved, history.filter(({ kind }) => kind === 'revised').length];
    };
    const late = async (name: string, towns: readonly string[]) => {
      // Each on a day of its own: of one day they would be taken for one event.
      const rows = towns.map(
        (town, i) => `${name}${i},2026-11-2${i},"${town}",Chiapas,secuestro,,,1,,caso ${name} de ${town}`,
      );
      await load(name, rows, new Date(clock.now().getTime() - MINUTE));
      await server.alerts.tick();
    };
    await late('mas', ['Pichucalco', 'Huixtla', 'Ocosingo']);
    clock.add(25 * HOUR);
    await late('tarde', ['Comitán de Domínguez']);
    expect([await of('analyst'), await of('planner'), await of('recipient')]).toEqual([
      [5, 2],
      [4, 1],
      [null, 0],
    ]);
    clock.add(25 * HOUR);
    await late('luego', ['Tapachula']);
    expect([await of('analyst'), await of('planner')]).toEqual([
      [6, 3],
      [5, 2],
    ]);
  });

  it('nobody under delay finds an alert by a state that its safe form does not name', async () => {
    const [{ alertId }] = named(await alertsOf('analyst'), RULES.state.name);
    // As of a cluster whose incidents lie in three states.
    await db.database.pool.query(
      `update alert set facts = jsonb_set(facts, '{place,stateCodes}', '["07", "27", "30"]'),
         safe = jsonb_set(safe, '{stateCodes}', '["07", "27"]') where alert_id = $1`,
      [alertId],
    );
    const finds = async (role: Role, state: string) =>
      (await json<AlertsAnswer>(role, `/api/alerts?stateCode=${state}`)).alerts.some(
        (one) => one.alertId === alertId,
      );
    for (const role of ['planner', 'recipient'] as const) {
      expect([await finds(role, '27'), await finds(role, '30')], role).toEqual([true, false]);
    }
    expect([await finds('analyst', '27'), await finds('analyst', '30')]).toEqual([true, true]);
  });
});

/** A mail as people read it: quoted-printable undone. */
function decoded(raw: string): string {
  const joined = raw.replaceAll(/=\r?\n/g, '');
  const bytes = joined.replaceAll(/(?:=[0-9A-F]{2})+/g, (run) =>
    decodeURIComponent(run.replaceAll('=', '%')),
  );
  return bytes;
}

/** What a stream has told so far, until it told that an alert fired. */
async function readStream(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let told = '';
  const tooLong = setTimeout(() => void reader.cancel(), 10_000);
  while (!told.includes('"kind":"fired"')) {
    const { value, done } = await reader.read();
    if (done) break;
    told += decoder.decode(value, { stream: true });
  }
  clearTimeout(tooLong);
  return told;
}
