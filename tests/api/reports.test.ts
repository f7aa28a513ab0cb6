import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IncidentDetail } from '../../api/contract.ts';
import type { ReportCheck, ReportSent, SentReports } from '../../api/contract-reports.ts';
import { emptyInterview, type Interview } from '../../domain/interview/interview.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

const SECRETS = ['Juan Pérez López', 'PELJ800101HDFRPN08', '961 123 4567', 'juan.perez@example.org'];

/** An interview as somebody who knows most of it would fill it in. */
function told(more: Partial<Interview> = {}): Interview {
  return {
    ...emptyInterview(randomUUID()),
    crimes: ['kidnapping', 'robbery'],
    perpetrators: ['gang'],
    date: '2026-10-02',
    placeText: 'Chahuites, Oaxaca',
    placeType: 'train_tracks',
    counts: { women: 1, men: 2, girls: 1, boys: null, unaccompaniedMinors: 1, victims: null },
    countries: ['HN', 'SV'],
    otherCountries: 'Perú',
    howKnown: 'reported',
    summary: 'Los bajaron del tren y los retuvieron dos días.',
    responses: ['medical_care', 'consulate_told'],
    consent: true,
    ...more,
  };
}

describeOnBothDatabases('reports of the form', (db) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(db.database);
  });
  afterAll(() => server?.stop());

  const post = (path: string, body: unknown) =>
    server.fetchAs('recipient', path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const send = async (interview: Interview): Promise<ReportSent> => {
    const answer = await post('/api/reports', interview);
    expect(answer.status, await answer.clone().text()).toBe(200);
    return (await answer.json()) as ReportSent;
  };
  const stored = async (reportId: string) =>
    (await db.database.pool.query('select * from report where report_id = $1 order by version', [reportId]))
      .rows;
  const incidentOf = async (reportId: string): Promise<IncidentDetail> => {
    const { rows } = await db.database.pool.query<{ id: number }>(
      'select incident_id as id from incident_report where report_id = $1',
      [reportId],
    );
    const path = `/api/incidents/${rows[0].id}`;
    const opened = await server.fetchAs('analyst', `${path}/reports/open`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason: 'Comprobar lo que se muestra de un reporte' }),
    });
    expect(opened.status, await opened.clone().text()).toBe(200);
    return (await (await server.fetchAs('analyst', path)).json()) as IncidentDetail;
  };

  it('go the way of every report: place, victims, source, data version, file and row', async () => {
    const before = (await db.database.pool.query('select version from data_version')).rows[0].version;
    const interview = told();
    const sent = await send(interview);
    expect(sent).toMatchObject({
      outcome: 'loaded',
      redacted: [],
      report: { version: 1, placeStatus: 'placed', stateCode: '20', joined: false },
    });
    const [report] = await stored(interview.reportId);
    expect(report).toMatchObject({
      crimes: ['kidnapping', 'robbery'],
      victims: 4,
      victims_by: { women: 1, men: 2, minors: 1, girls: 1, unaccompaniedMinors: 1 },
      countries: ['Honduras', 'El Salvador', 'Perú'],
      responses: ['medical_care', 'consulate_told'],
      date_precision: 'day',
    });
    expect(report.source_id).toMatch(/^form:/);
    expect(report.original.consentimiento).toBe('sí');
    const detail = await incidentOf(interview.reportId);
    expect(detail.reports[0]).toMatchObject({ file: 'form', rowNumber: 1, withheld: [] });
    const after = (await db.database.pool.query('select version from data_version')).rows[0].version;
    expect(after).toBe(before + 1);
  });

  it('are one, however often and however fast the same is sent', async () => {
    const interview = told({ date: '2026-09', crimes: ['extortion'], placeText: 'Celaya, Guanajuato' });
    const outcomes = (await Promise.all([send(interview), send(interview), send(interview)])).map(
      ({ outcome }) => outcome,
    );
    expect(outcomes.sort()).toEqual(['known', 'known', 'loaded']);
    expect((await send(interview)).outcome).toBe('known');
    expect(await stored(interview.reportId)).toHaveLength(1);
    const corrected = await send({ ...interview, crimes: ['extortion', 'robbery'] });
    expect(corrected).toMatchObject({ outcome: 'corrected', report: { version: 2 } });
    expect(await stored(interview.reportId)).toHaveLength(2);
  });

  it('of one id, sent by two colleagues at once, are one; the other is told so', async () => {
    const interview = told({ date: '2026-09-02', placeText: 'Huixtla, Chiapas' });
    const headers = { 'content-type': 'application/json' };
    const body = { method: 'POST', headers, body: JSON.stringify(interview) };
    await server.fetchAs('planner', '/api/me');
    await db.database.pool.query(
      `insert into agency (agency_id, name, created_at) values ('casa', 'Casa', now())`,
    );
    await db.database.pool.query(`update app_user set agency_id = 'casa'`);
    const answers = await Promise.all(
      (['recipient', 'planner'] as const).map((role) => server.fetchAs(role, '/api/reports', body)),
    );
    await db.database.pool.query('update app_user set agency_id = null');
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await stored(interview.reportId)).toHaveLength(1);
  });

  it('keep a month or a year as what it is', async () => {
    const interview = told({ date: '2026-08', placeText: 'Arriaga, Chiapas' });
    await send(interview);
    const [report] = await stored(interview.reportId);
    expect([report.first_day, report.last_day, report.date_precision]).toEqual([
      '2026-08-01',
      '2026-08-31',
      'month',
    ]);
  });

  it('with personal data: shown before, taken out after, nowhere in the database', async () => {
    const interview = told({
      placeText: 'Ixtepec, Oaxaca',
      summary: `La víctima, ${SECRETS[0]}, CURP ${SECRETS[1]}, tel. ${SECRETS[2]}, correo ${SECRETS[3]}, fue golpeada.`,
      organisation: `de ${SECRETS[3]}`,
    });
    const checked = (await (await post('/api/reports/check', interview)).json()) as ReportCheck;
    expect(checked.problems).toEqual([]);
    expect(checked.redacted.map(({ field }) => field)).toEqual(['organisation', 'summary']);
    expect(await stored(interview.reportId)).toEqual([]);
    const sent = await send(interview);
    expect(sent.redacted).toEqual(expect.arrayContaining(['name', 'curp', 'phone', 'email']));
    const { rows } = await db.database.pool.query<{ all: string }>(
      `select (select coalesce(string_agg(r::text, ' '), '') from report r)
         || (select coalesce(string_agg(q::text, ' '), '') from quarantine q)
         || (select coalesce(string_agg(f::text, ' '), '') from source_file f)
         || (select coalesce(string_agg(s::text, ' '), '') from staged_report s)
         || (select coalesce(string_agg(i::text, ' '), '') from ingest_run i) as all`,
    );
    for (const secret of SECRETS) expect(rows[0].all).not.toContain(secret);
    expect(rows[0].all).toContain('fue golpeada');
  });

  it('without consent, place, crime or a real date are refused field by field, and nothing is kept', async () => {
    const interview = told({ consent: false, placeText: '', crimes: [], date: '2026-02-30' });
    const answer = await post('/api/reports', interview);
    expect(answer.status).toBe(422);
    const { error } = (await answer.json()) as { error: { details: { field: string; reason: string }[] } };
    expect(error.details.map(({ field, reason }) => `${field} ${reason}`)).toEqual([
      'crimes no-crime',
      'placeText no-place',
      'date date-does-not-exist',
      'consent no-consent',
    ]);
    expect(await stored(interview.reportId)).toEqual([]);
    const { rowCount } = await db.database.pool.query('select from quarantine');
    expect(rowCount).toBe(0);
  });

  it('show readers neither exact place, source nor account where that was asked, and stewards keep them', async () => {
    const interview = told({
      placeText: 'Tapachula, Chiapas',
      date: '2026-07-04',
      crimes: ['sexual_assault'],
      withheld: ['place', 'source', 'words'],
      placeType: 'urban',
    });
    await send(interview);
    const [report] = await stored(interview.reportId);
    expect(report).toMatchObject({
      place_text: 'Tapachula, Chiapas',
      withheld: ['place', 'source', 'words'],
    });
    const detail = await incidentOf(interview.reportId);
    expect(detail.place).toMatchObject({
      precision: 'municipality',
      matches: [],
      rule: 'place-withheld',
      corridor: null,
    });
    const { lon, lat, radiusM } = detail.place ?? { lon: 0, lat: 0, radiusM: 0 };
    expect(Math.hypot(lon - report.lon, lat - report.lat)).toBeGreaterThan(0.001);
    expect(Math.hypot((lon - report.lon) * 106_000, (lat - report.lat) * 111_000)).toBeLessThan(15_500);
    expect(radiusM).toBe(report.radius_m + 15_500);
    // The middle of a square of the grid says nothing of where in it the place lies.
    expect(lon / 0.2).toBeCloseTo(Math.round(lon / 0.2), 6);
    expect(detail.reports[0]).toMatchObject({
      sourceId: '',
      sourceName: '',
      publisher: null,
      placeText: '',
      summary: null,
      file: '',
    });
    expect(JSON.stringify(detail)).not.toContain('Tapachula');
    const { rows } = await db.database.pool.query(
      `select i.h3_5, i.h3_6, i.corridor_id, i.state_code from incident i
       join incident_report l using (incident_id) where l.report_id = $1`,
      [interview.reportId],
    );
    expect(rows).toEqual([{ h3_5: null, h3_6: null, corridor_id: null, state_code: '07' }]);
  });

  it('are told to whoever sent them, and entered in the audit', async () => {
    const { reports } = (await (
      await server.fetchAs('recipient', '/api/reports/mine')
    ).json()) as SentReports;
    expect(reports.length).toBeGreaterThanOrEqual(5);
    expect(reports[0].withheld).toEqual(['place', 'source', 'words']);
    const { rowCount } = await db.database.pool.query(
      `select from audit_entry where action = 'report-entered'`,
    );
    expect(rowCount).toBeGreaterThanOrEqual(reports.length);
  });
});
