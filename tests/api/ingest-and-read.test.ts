import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableFromIPC } from 'apache-arrow';
import { gridDisk } from 'h3-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  basemapSchema,
  cellsSchema,
  corridorsSchema,
  errorSchema,
  healthSchema,
  incidentDetailSchema,
  stateCountsSchema,
} from '../../api/contract.ts';
import { timelineSchema } from '../../api/contract-timeline.ts';
import { dayNumber, isoDayOf } from '../../domain/days.ts';
import { INCIDENT_KINDS } from '../../domain/taxonomy.ts';
import { binOf, firstDayOf, lastDayOf } from '../../domain/time-bins.ts';
import { INCIDENT_COLUMNS } from '../../domain/wire.ts';
import { type IngestReport, ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { countsInWindow, timeCube } from '../../web/timeline/timeCube.ts';
import { describeOnBothDatabases, type TestDatabase } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';
import { shared } from '../shared.ts';

const SAMPLE = fileURLToPath(new URL('../../data/sample/camrd-sample.csv', import.meta.url));
const IOM = shared('data', 'iom-missing-migrants-mexico.csv');
const TODAY = '2026-11-23';

async function load(db: TestDatabase, file: string, sourceId?: string): Promise<IngestReport> {
  const tools = await readIngestTools(db.database.pool);
  const result = await ingestFile(db.database, file, {
    today: TODAY,
    ...tools,
    ...(sourceId ? { sourceId } : {}),
  });
  if (!result.ok) throw new Error(result.problem.reason);
  return result.report;
}

function everyRowIsCounted(report: IngestReport): void {
  const { loaded, corrected, alreadyKnown, quarantined, rowsRead } = report;
  expect(loaded + corrected + alreadyKnown + quarantined).toBe(rowsRead);
}

describeOnBothDatabases('reports and the API', (db) => {
  let url = '';
  let server: TestServer;
  const fetchAs: TestServer['fetchAs'] = (role, path, init) => server.fetchAs(role, path, init);
  let sample: IngestReport;

  const get = (path: string, headers: Record<string, string> = {}) =>
    server.fetchAs('analyst', path, { headers });
  const json = async (path: string) => (await get(path)).json();
  const columns = async (query = '') =>
    tableFromIPC(new Uint8Array(await (await get(`/api/incidents${query}`)).arrayBuffer()));

  beforeAll(async () => {
    sample = await load(db, SAMPLE, 'sample');
    server = await startServer(db.database);
    url = server.url;
  });
  afterAll(() => server?.stop());

  describe('after the sample is loaded', () => {
    it('every row is loaded or quarantined with its reason', () => {
      everyRowIsCounted(sample);
      expect(sample.quarantined).toBe(19);
      expect(sample.quarantinedBy).toMatchObject({ 'latitude-out-of-range': expect.any(Number) });
    });

    it('health says what is loaded, that it is invented, and the last day of the sample', async () => {
      const health = healthSchema.parse(await json('/api/status'));
      expect(health).toMatchObject({ asOf: '2018-04-30', quarantined: 19 });
      expect(health.database.engine).toBe(db.engine);
      expect(health.synthetic).toBe(health.incidents);
      expect(health.incidents).toBeGreaterThan(1400);
    });

    it('incidents travel as columns that agree with the counts', async () => {
      const table = await columns();
      expect(table.schema.fields.map(({ name }) => name)).toEqual([...INCIDENT_COLUMNS]);
      const counts = stateCountsSchema.parse(await json('/api/states'));
      expect(table.numRows).toBe(counts.crimes + counts.hazards - counts.unplaced);
      const kinds = table.getChild('kind')?.toArray() as Uint8Array;
      expect(kinds.every((kind) => INCIDENT_KINDS[kind] === 'crime')).toBe(true);
    });

    it('the 32 states add up to all incidents whose state is known', async () => {
      const counts = stateCountsSchema.parse(await json('/api/states'));
      expect(counts.states).toHaveLength(32);
      const { rows } = await db.database.pool.query(
        `select count(*) as n from incident where state_code <> '' and first_day <= '2018-04-30'`,
      );
      expect(counts.states.reduce((sum, state) => sum + state.crimes, 0)).toBe(rows[0].n);
      const top = [...counts.states].sort((a, b) => b.crimes - a.crimes).slice(0, 5);
      expect(top[0].name).toBe('Tamaulipas');
      expect(top.map(({ name }) => name).sort()).toEqual([
        'Chiapas',
        'Oaxaca',
        'Tabasco',
        'Tamaulipas',
        'Veracruz',
      ]);
    });

    it('a filter means the same on every route', async () => {
      const filter = '?crime=kidnapping&perpetrator=tco&from=2017-01-01&to=2017-12-31';
      const states = stateCountsSchema.parse(await json(`/api/states${filter}`));
      const corridors = corridorsSchema.parse(await json(`/api/corridors${filter}`));
      const cells = cellsSchema.parse(await json(`/api/cells${filter}&resolution=4`));
      expect(states.crimes).toBeGreaterThan(0);
      expect(states.crimes).toBeLessThan(79);
      expect(corridors.crimes).toBe(states.crimes);
      expect(cells.crimes).toBe(states.crimes);
      expect((await columns(filter)).numRows).toBe(states.crimes - states.unplaced);
    });

    it('cells hold only incidents known as well as a cell is wide, and say how many they leave out', async () => {
      for (const resolution of [3, 4, 5, 6]) {
        const cells = cellsSchema.parse(await json(`/api/cells?resolution=${resolution}`));
        const inCells = cells.crimesPerCell.reduce((sum, n) => sum + n, 0);
        expect(inCells + cells.tooVague + cells.unplaced).toBe(cells.crimes + cells.hazards);
      }
    });

    it.each(['month', 'week'] as const)(
      'the timeline tells any window of whole %ss as the counts do',
      async (bin) => {
        const timeline = timelineSchema.parse(await json(`/api/timeline?resolution=3&bin=${bin}`));
        const all = { first: Math.min(...timeline.first), last: binOf(dayNumber(timeline.asOf), bin) };
        const cube = timeCube(timeline, all);
        for (const [from, to] of [
          ['2016-11-15', '2017-02-20'],
          ['2017-06-30', '2017-07-01'],
        ] as const) {
          const window = { first: binOf(dayNumber(from), bin), last: binOf(dayNumber(to), bin) };
          const days = `from=${isoDayOf(firstDayOf(window.first, bin))}&to=${isoDayOf(lastDayOf(window.last, bin))}`;
          const cells = cellsSchema.parse(await json(`/api/cells?resolution=3&${days}`));
          const told = countsInWindow(cube, window);
          const counts = cube.cells.flatMap((cell, i) => (told.crimes[i] ? [[cell, told.crimes[i]]] : []));
          expect(counts).toEqual(cells.cells.map((cell, i) => [cell, cells.crimesPerCell[i]]));
          expect(told.crimes.at(-1)).toBe(cells.tooVague + cells.unplaced);
        }
      },
    );

    it('incidents of a box, a state and a cell are listed as they are counted', async () => {
      const states = stateCountsSchema.parse(await json('/api/states'));
      const chiapas = states.states.find(({ code }) => code === '07');
      const ofState = await columns('?state=07');
      expect(ofState.numRows).toBeGreaterThan(0);
      expect(ofState.numRows).toBeLessThanOrEqual(chiapas?.crimes ?? 0);
      const cells = cellsSchema.parse(await json('/api/cells?resolution=4'));
      expect((await columns(`?cell=${cells.cells[0]}`)).numRows).toBe(cells.crimesPerCell[0]);
      const around = gridDisk(cells.cells[0] as string, 1);
      const inAll = cells.cells.reduce(
        (sum, cell, i) => sum + (around.includes(cell) ? (cells.crimesPerCell[i] as number) : 0),
        0,
      );
      expect((await columns(`?cell=${cells.cells[0]}&neighbours=yes`)).numRows).toBe(inAll);
      expect((await columns('?cell=84fffffffffffff&neighbours=yes')).numRows).toBe(0);
      const inBox = (await columns('?box=-94,15,-92,17')).getChild('lon')?.toArray() as Float32Array;
      const everywhere = (await columns()).getChild('lon')?.toArray() as Float32Array;
      expect(inBox.length).toBeGreaterThan(0);
      expect(Math.min(...inBox)).toBeGreaterThanOrEqual(-94);
      expect(Math.max(...inBox)).toBeLessThanOrEqual(-92);
      expect(inBox.length).toBeLessThan(everywhere.length);
      for (const wrong of ['box=1,2,3', 'box=-200,0,0,0', 'state=7', 'cell=84']) {
        expect((await get(`/api/incidents?${wrong}`)).status, wrong).toBe(400);
      }
      const read = await db.database.pool.query(
        `select filters from audit_entry where action = 'incidents-read' and filters ? 'box'`,
      );
      expect(read.rows.map(({ filters }) => filters)).toContainEqual({ box: '-94,15,-92,17' });
    });

    it('17 corridors have stretches between their stations, with counts', async () => {
      const { corridors } = corridorsSchema.parse(await json('/api/corridors'));
      expect(corridors).toHaveLength(17);
      const n = corridors.flatMap(({ stretches }) => stretches).reduce((sum, { crimes }) => sum + crimes, 0);
      const { rows } = await db.database.pool.query(
        `select count(*) as n from incident where corridor_offset_m <= 5000 and radius_m <= 25000
         and first_day <= '2018-04-30'`,
      );
      expect(n).toBe(rows[0].n);
      expect(n).toBeGreaterThan(400);
    });

    it('the reports of an incident open by a typed reason, each with file, digest and row; audited', async () => {
      const ids = (await columns('?limit=5')).getChild('id')?.toArray() as Int32Array;
      const path = `/api/incidents/${ids[0]}`;
      const closed = incidentDetailSchema.parse(await json(path));
      expect(closed.place).toMatchObject({ precision: expect.any(String), radiusM: expect.any(Number) });
      expect(closed).toMatchObject({ reports: [], reportsOpenUntil: null, reportsWithheld: 0 });
      expect(closed.reportsTotal).toBeGreaterThan(0);

      const open = (reason: string) =>
        fetchAs('analyst', `${path}/reports/open`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ reason }),
        });
      expect((await open('porque sí')).status).toBe(400);
      const reason = 'cotejo de dos notas de prensa';
      expect((await open(reason)).status).toBe(200);

      const detail = incidentDetailSchema.parse(await json(path));
      expect(detail.reportsOpenUntil).toBe('2026-11-23T13:00:00.000Z');
      expect(detail.reports).toHaveLength(detail.reportsTotal);
      expect(detail.reports[0]).toMatchObject({
        sourceId: 'sample',
        file: 'camrd-sample.csv',
        fileSha256: sample.sha256,
      });
      const { rows } = await db.database.pool.query(
        `select subject_id, reason from audit_entry where action = 'report-opened'`,
      );
      expect(rows).toEqual([{ subject_id: String(ids[0]), reason }]);
    });

    it('nothing after the as-of day is counted', async () => {
      const before = stateCountsSchema.parse(await json('/api/states?asOf=2016-12-31'));
      const all = stateCountsSchema.parse(await json('/api/states'));
      expect(before.crimes).toBeGreaterThan(0);
      expect(before.crimes).toBeLessThan(all.crimes);
      const days = (await columns('?asOf=2016-12-31')).getChild('day')?.toArray() as Int32Array;
      expect(Math.max(...days)).toBeLessThanOrEqual(Date.UTC(2016, 11, 31) / 86_400_000);
    });

    it('the base map has 32 states, the neighbours and labels', async () => {
      const basemap = basemapSchema.parse(await json('/api/basemap'));
      expect(basemap.labels.filter(({ kind }) => kind === 'station').length).toBeGreaterThan(20);
    });

    it('an answer that is known is not sent again', async () => {
      const first = await get('/api/states');
      const etag = first.headers.get('etag') ?? '';
      expect((await get('/api/states', { 'if-none-match': etag })).status).toBe(304);
      expect((await get('/api/states?kind=crime', { 'if-none-match': etag })).status).toBe(200);
    });

    it('answers are compressed for those who ask', async () => {
      const response = await get('/api/incidents', { 'accept-encoding': 'br' });
      expect(response.headers.get('content-encoding')).toBe('br');
    });

    it('the OpenAPI document describes every route, with the one error shape', async () => {
      const document = await json('/api/openapi.json');
      expect(Object.keys(document.paths)).toContain('/api/incidents/{id}');
      const names = document.paths['/api/cells'].get.parameters.map(({ name }: { name: string }) => name);
      expect(names).toContain('resolution');
      expect(document.components.schemas.Error).toBeDefined();
    });
  });

  describe('bad questions', () => {
    const cases: [path: string, status: number, code: string, field?: string][] = [
      ['/api/states?crime=jaywalking', 400, 'invalid_input', 'crime'],
      ['/api/states?from=2018-02-30', 400, 'invalid_input', 'from'],
      ['/api/states?colour=red', 400, 'invalid_input', 'colour'],
      ['/api/cells?resolution=9', 400, 'invalid_input', 'resolution'],
      ['/api/incidents?limit=0', 400, 'invalid_input', 'limit'],
      ['/api/incidents?limit=2000000', 400, 'invalid_input', 'limit'],
      ['/api/incidents/abc', 400, 'invalid_input', 'id'],
      ['/api/incidents/999999', 404, 'not_found'],
      ['/api/incidents/%E0%A4%A', 400, 'bad_request'],
      ['/api/nothing', 404, 'not_found'],
      [`/api/states?crime=${'x'.repeat(5000)}`, 414, 'url_too_long'],
    ];
    for (const [path, status, code, field] of cases) {
      it(`${path.slice(0, 50)} answers ${status} ${code}${field ? ` and names ${field}` : ''}`, async () => {
        const response = await get(path);
        const body = errorSchema.parse(await response.json());
        expect([response.status, body.error.code]).toEqual([status, code]);
        if (field) expect(body.error.message).toContain(field);
        expect(JSON.stringify(body)).not.toMatch(/node_modules|at .*\.ts/);
      });
    }

    it('a method that a route does not have answers 405 in the same shape', async () => {
      const response = await server.fetchAs('analyst', '/api/states', { method: 'POST' });
      expect(response.status).toBe(405);
      errorSchema.parse(await response.json());
    });

    it('a foreign host name is not answered', async () => {
      const { request } = await import('node:http');
      const status = await new Promise((resolve) => {
        request(`${url}/api/health`, { headers: { host: 'evil.example' } }, (r) =>
          resolve(r.statusCode),
        ).end();
      });
      expect(status).toBe(421);
    });
  });

  describe('another file', () => {
    it('loaded twice adds nothing the second time, and the page can learn of the first', async () => {
      const before = healthSchema.parse(await json('/api/status'));
      const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'vigia-in-')), 'two.csv');
      const header = 'folio,fecha_del_hecho,lugar,estado,delitos,latitud,longitud';
      writeFileSync(
        file,
        `${header}\nA,2018-01-02,"Celaya, Guanajuato",Guanajuato,robo,,\nB,2018-01-03,"Celaya, Guanajuato",Guanajuato,robo,95,-100\n`,
      );
      const first = await load(db, file, 'two');
      expect(first).toMatchObject({
        loaded: 1,
        quarantined: 1,
        quarantinedBy: { 'latitude-out-of-range': 1 },
      });
      const after = healthSchema.parse(await json('/api/status'));
      expect(after.incidents).toBe((before.incidents ?? 0) + 1);
      expect(after.dataVersion).not.toBe(before.dataVersion);
      const second = await load(db, file, 'two');
      expect(second).toMatchObject({ loaded: 0, alreadyKnown: 1, quarantined: 1 });
      expect(healthSchema.parse(await json('/api/status')).dataVersion).toBe(after.dataVersion);
    });

    it('with a corrected row makes a new version and keeps the old one', async () => {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-in-'));
      const header = 'folio,fecha_del_hecho,lugar,estado,delitos';
      writeFileSync(
        path.join(folder, 'a.csv'),
        `${header}\nC1,2018-01-02,"Tapachula, Chiapas",Chiapas,robo\n`,
      );
      writeFileSync(
        path.join(folder, 'b.csv'),
        `${header}\nC1,2018-01-02,"Tapachula, Chiapas",Chiapas,secuestro\n`,
      );
      await load(db, path.join(folder, 'a.csv'), 'corrected');
      expect(await load(db, path.join(folder, 'b.csv'), 'corrected')).toMatchObject({
        loaded: 0,
        corrected: 1,
      });
      const { rows } = await db.database.pool.query(
        `select version, is_current, crimes from report where source_id = 'corrected' order by version`,
      );
      expect(rows).toEqual([
        { version: 1, is_current: false, crimes: ['robbery'] },
        { version: 2, is_current: true, crimes: ['kidnapping'] },
      ]);
      const incidents = await db.database.pool.query(
        `select principal_crime from incident join incident_report using (incident_id)
         where source_id = 'corrected'`,
      );
      expect(incidents.rows).toEqual([{ principal_crime: 'kidnapping' }]);
    });

    it('two rows of one file with one id: the first is kept, a different second one is quarantined', async () => {
      const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'vigia-in-')), 'same.csv');
      const header = 'folio,fecha_del_hecho,lugar,delitos';
      writeFileSync(
        file,
        `${header}\nS,2018-01-02,Celaya,robo\nS,2018-01-02,Celaya,robo\nS,2018-01-02,Celaya,secuestro\n`,
      );
      const report = await load(db, file, 'same');
      expect(report).toMatchObject({ rowsRead: 3, loaded: 1, alreadyKnown: 1, quarantined: 1 });
      expect(report.quarantinedBy).toEqual({ 'id-repeats': 1 });
      everyRowIsCounted(report);
    });

    it('that breaks off in the middle of a quote loads nothing at all', async () => {
      const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'vigia-in-')), 'broken.csv');
      writeFileSync(
        file,
        'folio,fecha_del_hecho,lugar,delitos\nX,2018-01-02,Celaya,robo\nY,2018-01-02,"Celaya\n',
      );
      const tools = await readIngestTools(db.database.pool);
      const result = await ingestFile(db.database, file, { today: TODAY, sourceId: 'broken', ...tools });
      expect(result).toMatchObject({ ok: false, problem: { reason: 'file-malformed' } });
      const { rowCount } = await db.database.pool.query(`select from report where source_id = 'broken'`);
      const staged = await db.database.pool.query('select from staged_report');
      expect([rowCount, staged.rowCount]).toEqual([0, 0]);
    });

    it.skipIf(!IOM.present)('of 729 real rows: each is loaded or quarantined, hazards apart', async () => {
      const report = await load(db, IOM.file);
      everyRowIsCounted(report);
      expect(report.rowsRead).toBe(729);
      expect(report.loaded).toBe(722);
      expect(report.quarantinedBy).toEqual({ 'date-missing': 4, 'negative-count': 2, 'outside-region': 1 });
      const violence = await columns('?kind=crime&crime=homicide&perpetrator=unknown&from=2019-01-01');
      expect(violence.numRows).toBeGreaterThan(0);
      const health = healthSchema.parse(await json('/api/status'));
      expect(health.asOf).toBe(TODAY);
      const states = stateCountsSchema.parse(await json('/api/states?kind=hazard'));
      expect(states.hazards).toBe(report.hazards);
      expect(states.crimes).toBe(0);
      // A hazard accuses nobody, and so nobody unknown.
      const unknown = stateCountsSchema.parse(await json('/api/states?perpetrator=unknown'));
      expect([unknown.hazards, unknown.crimes > 0]).toEqual([0, true]);
      const principal = stateCountsSchema.parse(
        await json('/api/states?perpetrator=unknown&counting=principal'),
      );
      expect([principal.hazards, principal.crimes > 0]).toEqual([0, true]);
    });
  });
});
