import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AlertDetail, AlertsAnswer, PreviewAnswer, RuleRow } from '../../api/contract-alerts.ts';
import { addShippedRules } from '../../data/alerts/shipped-rules.ts';
import { addShippedReferrals } from '../../data/alerts/texts.ts';
import type { Role } from '../../domain/access/permissions.ts';
import { decide } from '../../domain/alerts/decide.ts';
import { ingestFile } from '../../etl/ingest.ts';
import { type IngestTools, readIngestTools } from '../../etl/ingest-tools.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { answerOf } from '../job-answer.ts';
import { startServer, type TestServer } from '../server.ts';

const RULE = {
  name: 'Robos en Chiapas',
  place: { kind: 'state', code: '07' },
  crimes: ['robbery'],
  condition: { kind: 'count', atLeast: 3, clearBelow: 2, windowDays: 7 },
  severity: 'serious',
  clearHours: 0,
};

const TOWNS = ['Palenque', 'Tapachula', 'Arriaga', 'Tonalá', 'Comitán de Domínguez', 'Pichucalco', 'Huixtla'];

describeOnBothDatabases('alerts', (db) => {
  let server: TestServer;
  let tools: IngestTools;
  let nowMs = Date.parse('2026-11-23T12:00:00Z');
  const now = () => new Date(nowMs);
  let files = 0;

  const load = async (rows: readonly [day: string, crime?: string][], source = 'a') => {
    const name = `${source}-${++files}`;
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'vigia-alerts-')), `${name}.csv`);
    const lines = rows.map(
      ([day, crime = 'robo'], i) =>
        // Each in a town of its own: otherwise they would be taken for one event.
        `${name}-${i},${day},${TOWNS[(files + i) % TOWNS.length]},Chiapas,${crime},caso ${name} ${i} distinto de los otros,no`,
    );
    writeFileSync(
      file,
      `folio,fecha_del_hecho,lugar,estado,delitos,resumen,sintetico\n${lines.join('\n')}\n`,
    );
    const today = now().toISOString().slice(0, 10);
    const result = await ingestFile(db.database, file, { sourceId: source, today, ...tools });
    if (!result.ok) throw new Error(result.problem.reason);
    expect(result.report.quarantined).toBe(0);
  };
  const send = (role: Role, method: string, url: string, body: unknown) =>
    server.fetchAs(role, url, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const post = async <T>(role: Role, url: string, body: unknown, status = 200): Promise<T> => {
    const response = await send(role, 'POST', url, body);
    const json = await response.json();
    expect(response.status, JSON.stringify(json)).toBe(status);
    return json as T;
  };
  const get = async <T>(role: Role, url: string) => (await server.fetchAs(role, url)).json() as Promise<T>;
  const inbox = (role: Role, query = '') => get<AlertsAnswer>(role, `/api/alerts${query}`);
  const kinds = async (id: number) =>
    (await get<AlertDetail>('planner', `/api/alerts/${id}`)).history.map(({ kind }) => kind);

  beforeAll(async () => {
    tools = await readIngestTools(db.database.pool);
    await addShippedReferrals(db.database.pool);
    // Something to be usual: one robbery a month over the last two years.
    const usual: [string][] = [];
    for (let month = 0; month < 24; month++) {
      usual.push([new Date(Date.UTC(2024, 10 + month, 3)).toISOString().slice(0, 10)]);
    }
    await load(usual);
    server = await startServer(db.database, now);
    await server.alerts.tick();
  });
  afterAll(() => server?.stop());

  it('refuses what could not work, naming the field, and what accuses public servants without oversight', async () => {
    const faults = async (change: object) => {
      const response = await send('planner', 'POST', '/api/alert-rules', { ...RULE, ...change });
      return [
        response.status,
        (await response.json()).error.details?.map(({ field }: { field: string }) => field),
      ];
    };
    const ring = [
      [-93, 15],
      [-92, 16],
      [-92, 15],
      [-93, 16],
    ];
    expect(await faults({ place: { kind: 'polygon', ring } })).toEqual([400, ['place.ring']]);
    expect(await faults({ place: undefined })).toEqual([400, ['place']]);
    expect(await faults({ condition: { ...RULE.condition, clearBelow: 0 } })).toEqual([
      400,
      ['condition.clearBelow'],
    ]);
    expect(await faults({ crimes: ['smuggling'] })).toEqual([400, ['crimes.0']]);
    expect(await faults({ name: 'dos\nlíneas' })).toEqual([400, ['name']]);
    expect((await faults({ perpetrators: ['official'] }))[0]).toBe(403);
  });

  it('shows before it is made when a rule would have fired', async () => {
    const probe = async (atLeast: number) => {
      const body = { ...RULE, condition: { ...RULE.condition, atLeast, clearBelow: 1 } };
      let answer = await post<PreviewAnswer>('planner', '/api/alert-rules/preview', body, 200).catch(
        () => null,
      );
      for (let tries = 0; answer === null && tries < 50; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        const response = await send('planner', 'POST', '/api/alert-rules/preview', body);
        if (response.status === 200) answer = (await response.json()) as PreviewAnswer;
      }
      if (answer?.status !== 'answered') throw new Error('no preview');
      return answer;
    };
    const monthly = await probe(1);
    expect(monthly.total).toBeGreaterThanOrEqual(22);
    expect(monthly.alerts[0]).toMatchObject({ stateCodes: ['07'], stretch: null });
    expect(monthly.perMonth).toBeGreaterThan(0.9);
    expect(monthly.perMonth).toBeLessThan(1.1);
    expect((await probe(3)).total).toBe(0);
  });

  it('nothing but predatory crimes ever alerts', async () => {
    const any = {
      ...RULE,
      name: 'Cualquiera',
      crimes: [],
      condition: { ...RULE.condition, atLeast: 1, clearBelow: 1 },
    };
    const rule = await post<RuleRow>('planner', '/api/alert-rules', any, 201);
    await load([
      ['2026-11-22', 'tráfico de migrantes'],
      ['2026-11-22', 'transporte de droga'],
    ]);
    await server.alerts.tick();
    expect((await inbox('planner')).alerts).toEqual([]);
    await server.fetchAs('planner', `/api/alert-rules/${rule.ruleId}`, { method: 'DELETE' });
  });

  let alertId = 0;

  it('fires after an ingest, tells each reader what they may see, and tells of it as it comes', async () => {
    await post<RuleRow>('planner', '/api/alert-rules', RULE, 201);
    await server.alerts.tick();
    expect((await inbox('planner')).alerts).toEqual([]);
    const { lastEventId } = await inbox('recipient');
    const stream = await server.fetchAs('recipient', '/api/events', {
      headers: { 'last-event-id': String(lastEventId) },
    });
    const heard = readUntil(stream, 'fired');
    await load([['2026-11-20'], ['2026-11-21'], ['2026-11-22'], ['2026-11-22', 'secuestro']]);
    await server.alerts.tick();
    expect(await heard).toMatch(/id: \d+\nevent: alert\ndata: \{"alertId":\d+,"kind":"fired"/);

    const [alert] = (await inbox('planner')).alerts;
    alertId = alert.alertId;
    expect(alert).toMatchObject({
      state: 'firing',
      ruleName: RULE.name,
      facts: { observed: 3, sources: 1, isConfirmed: false, expected: { value: expect.closeTo(12 / 52, 1) } },
    });
    expect((await inbox('planner')).alerts).toHaveLength(1);
    const response = await server.fetchAs('recipient', `/api/alerts/${alertId}`);
    const text = await response.text();
    const safe = JSON.parse(text) as AlertDetail;
    expect(safe.alert).toMatchObject({
      ruleId: null,
      ruleName: null,
      facts: null,
      safe: { observed: null, stateCodes: ['07'], groups: ['taking'], stretch: null },
    });
    expect(text).not.toMatch(/Robos en Chiapas|"sources":|17\.\d|-9[12]\.\d/);
    expect(safe.decisions).toEqual([]);
    expect(safe.referrals.map(({ referralId }) => referralId)).toEqual([
      'humanitarian-card',
      'uidpm',
      'mae',
      'prosecutor-07',
    ]);
  });

  it('a stream resumes after the last event that was heard', async () => {
    const stream = await server.fetchAs('analyst', '/api/events?after=0');
    expect(await readUntil(stream, 'fired')).toContain('"kind":"fired"');
  });

  it('tells nothing twice: not at the next look, not after a restart', async () => {
    const before = (await inbox('planner')).lastEventId;
    await server.alerts.look('asked');
    const again = await startServer(db.database, now);
    await again.alerts.tick();
    await again.stop();
    expect((await inbox('planner')).lastEventId).toBe(before);
    // Two engines that look at once: one is overtaken and looks anew; nothing is told twice.
    const other = await startServer(db.database, now);
    await Promise.all([server.alerts.look('asked'), other.alerts.look('asked')]);
    await other.stop();
    expect((await inbox('planner')).lastEventId).toBe(before);
  });

  it('a late report changes the history, and is told', async () => {
    await load([['2026-11-19']], 'b');
    await server.alerts.tick();
    const detail = await get<AlertDetail>('planner', `/api/alerts/${alertId}`);
    expect(detail.history.at(-1)).toMatchObject({
      kind: 'revised',
      details: { before: 3, after: 4, stillMeets: true },
    });
    expect(detail.alert).toMatchObject({
      revisedObserved: 4,
      facts: { observed: 4, sources: 2, isConfirmed: true },
    });
    // The numbers are for those who may see them.
    expect(
      (await get<AlertDetail>('recipient', `/api/alerts/${alertId}`)).history.map(({ kind }) => kind),
    ).toEqual(['fired']);
  });

  it('is acknowledged once, assigned, discussed without names, and marked; the rule shows what it was worth', async () => {
    nowMs += 10 * 60_000;
    await post('recipient', `/api/alerts/${alertId}/acknowledgements`, {});
    await post('planner', `/api/alerts/${alertId}/acknowledgements`, {});
    await post('planner', `/api/alerts/${alertId}/assignment`, { to: 'Unidad 4' });
    await post('analyst', `/api/alerts/${alertId}/comments`, {
      text: 'Lo contó la señora María Fernanda López, teléfono 961 123 4567.',
    });
    await post('recipient', `/api/alerts/${alertId}/mark`, { mark: 'useful' });
    const { alert, history } = await get<AlertDetail>('planner', `/api/alerts/${alertId}`);
    expect(alert).toMatchObject({ acknowledgedBy: 'test recipient', assignedTo: 'Unidad 4', mark: 'useful' });
    expect(history.map(({ kind }) => kind)).toEqual([
      'fired',
      'revised',
      'acknowledged',
      'assigned',
      'commented',
      'marked',
    ]);
    expect(JSON.stringify(history)).not.toMatch(/López|4567/);
    const { rules } = await get<{ rules: RuleRow[] }>('analyst', '/api/alert-rules');
    expect(rules[0].measures).toMatchObject({
      fired: 1,
      useful: 1,
      precision: 1,
      acknowledgedAfterMinutes: 10,
    });
    const { rows } = await db.database.pool.query(
      `select count(*) as n from audit_entry where action = 'alert-handled'`,
    );
    expect(rows[0].n).toBe(4);
  });

  it('a silence is told of, and at its end what still fires is told again within a minute', async () => {
    const endsAt = new Date(nowMs + 3_600_000).toISOString();
    const nothing = await send('planner', 'POST', '/api/silences', { reason: 'sin nombre', endsAt });
    expect(nothing.status).toBe(400);
    const { silenceId } = await post<{ silenceId: number }>(
      'planner',
      '/api/silences',
      { alertId, reason: 'operativo en curso', endsAt },
      201,
    );
    expect((await inbox('planner')).alerts[0].isSilenced).toBe(true);
    await post('planner', `/api/silences/${silenceId}/end`, {});
    nowMs += 30_000;
    await server.alerts.tick();
    expect((await kinds(alertId)).slice(-3)).toEqual(['silenced', 'silence-ended', 'told-again']);
    nowMs += 60_000;
    await server.alerts.tick();
    expect((await kinds(alertId)).filter((kind) => kind === 'told-again')).toHaveLength(1);
    expect((await inbox('planner')).alerts[0].isSilenced).toBe(false);
  });

  it('a critical one that nobody acknowledges is escalated, once; alerts of one state and hour are one group', async () => {
    const critical = { ...RULE, name: 'Secuestros', crimes: [], severity: 'critical', escalateMinutes: 15 };
    const all = { ...RULE, name: 'Todo', crimes: [] };
    await post('planner', '/api/alert-rules', critical, 201);
    await post('planner', '/api/alert-rules', all, 201);
    await server.alerts.tick();
    const firing = (await inbox('planner', '?state=firing')).alerts;
    expect(firing).toHaveLength(3);
    const [newest, second] = firing;
    expect(newest.groupId).toBe(second.groupId);
    const id = firing.find(({ severity }) => severity === 'critical')!.alertId;
    nowMs += 14 * 60_000;
    await server.alerts.tick();
    expect(await kinds(id)).toEqual(['fired']);
    nowMs += 2 * 60_000;
    await server.alerts.tick();
    nowMs += 60_000;
    await server.alerts.tick();
    expect(await kinds(id)).toEqual(['fired', 'escalated']);
    expect(await inbox('recipient')).toMatchObject({ firing: 3, unacknowledged: 2 });
  });

  it('a rule that is withdrawn resolves what it fired, and one that somebody changed is not overwritten', async () => {
    const { rules } = await get<{ rules: RuleRow[] }>('planner', '/api/alert-rules');
    const rule = rules.find(({ definition }) => definition.name === 'Todo')!;
    const change = { version: rule.version, rule: { ...rule.definition, severity: 'watch' } };
    expect((await send('planner', 'PUT', `/api/alert-rules/${rule.ruleId}`, change)).status).toBe(200);
    expect((await send('planner', 'PUT', `/api/alert-rules/${rule.ruleId}`, change)).status).toBe(409);
    await server.fetchAs('planner', `/api/alert-rules/${rule.ruleId}`, { method: 'DELETE' });
    await server.alerts.tick();
    const [resolved] = (await inbox('planner', '?state=resolved')).alerts;
    const { history, decisions } = await get<AlertDetail>('planner', `/api/alerts/${resolved.alertId}`);
    expect(history.map(({ kind }) => kind)).toEqual(['fired', 'resolved']);
    expect(decisions[0].reason).toBe('rule-withdrawn');
  });

  it('resolves when the days have passed', async () => {
    nowMs += 20 * 86_400_000;
    await load([['2026-12-10', 'secuestro']]);
    await server.alerts.tick();
    expect((await kinds(alertId)).at(-1)).toBe('resolved');
    expect((await inbox('planner')).firing).toBe(0);
  });

  it('every decision that was stored is taken again the same', async () => {
    const { rows } = await db.database.pool.query(
      'select reason, next, input, extract(epoch from at) * 1000 as ms from alert_decision order by run_id, seq',
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const { reason, next, input, ms } of rows) {
      const { before, judged, ...rule } = input;
      expect(decide(before, judged, rule, Number(ms))).toEqual({ next, reason });
    }
  });

  it('the tiers that ship are added once, and come back neither when changed nor when withdrawn', async () => {
    await addShippedRules(db.database.pool, now());
    const shipped = async () =>
      (await get<{ rules: RuleRow[] }>('planner', '/api/alert-rules')).rules.filter(
        (rule) => rule.shipped !== null,
      );
    const first = await shipped();
    expect(first.map((rule) => rule.shipped)).toEqual([
      'state-exceedance',
      'stretch-exceedance',
      'cluster',
      'new-hotspot',
    ]);
    await server.fetchAs('planner', `/api/alert-rules/${first[0].ruleId}`, { method: 'DELETE' });
    await addShippedRules(db.database.pool, now());
    expect(await shipped()).toHaveLength(3);
    await server.alerts.tick();
    expect((await answerOf(server, 'planner', '/api/alerts')).status).toBe(200);
  });

  it('what to do and whom to call can be written, and is verified by a person', async () => {
    const body = { recipientKind: 'shelter', language: 'es', body: 'Avise a quien llega.' };
    expect((await send('planner', 'PUT', '/api/alert-texts/advice', body)).status).toBe(200);
    const office = { contact: 'Tel. de la oficina', isVerified: true };
    expect((await send('planner', 'PUT', '/api/referrals/prosecutor-07', office)).status).toBe(200);
    expect((await send('planner', 'PUT', '/api/referrals/none', office)).status).toBe(404);
    const { advice, referrals } = await get<AlertDetail>('recipient', `/api/alerts/${alertId}`);
    expect(advice).toEqual({ shelter: 'Avise a quien llega.', unit: null, consulate: null });
    expect(referrals.find(({ referralId }) => referralId === 'prosecutor-07')).toMatchObject({
      isVerified: true,
    });
  });
});

/** Reads a stream of events until one of a kind has come; the stream is closed then. */
async function readUntil(response: Response, kind: string): Promise<string> {
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  const tooLong = setTimeout(() => void reader.cancel(), 20_000);
  while (!text.includes(`"kind":"${kind}"`)) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  clearTimeout(tooLong);
  await reader.cancel();
  return text;
}
