import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  PatrolFileAnswer,
  PatrolLog,
  PatrolLogged,
  PatrolsDone,
  ShelterFileAnswer,
} from '../../api/contract-patrol-log.ts';
import { savePlan } from '../../data/patrols/plans.ts';
import { shelterPoints } from '../../data/shelter-points.ts';
import { ROLES } from '../../domain/access/permissions.ts';
import { bodyOf } from '../body-of.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

/** Digits that nothing else in the product has. */
const LAT = '16.4829173';
const LON = '-95.3172846';
const PLACE = /4829173|3172846|16[.,]48291|95[.,]31728/;
const octets = { 'content-type': 'application/octet-stream' };

describeOnBothDatabases('shelter points and the patrol log', (db) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(db.database);
  });
  afterAll(() => server?.stop());

  const send = async (role: 'administrator' | 'steward' | 'planner', path: string, body: string) => {
    const response = await server.fetchAs(role, path, { method: 'POST', headers: octets, body });
    return { status: response.status, text: await response.text() };
  };

  describe('shelter points', () => {
    const load = async (csv: string, more = '') => {
      const { status, text } = await send('steward', `/api/shelter-points?name=albergues.csv${more}`, csv);
      expect(status, text).toBe(201);
      expect(text).not.toMatch(PLACE);
      return JSON.parse(text) as ShelterFileAnswer;
    };

    it('loads what is a point, holds back what is none, and says row, column, shape and reason', async () => {
      const answer = await load(
        `nombre;latitud;longitud\nCasa A;${LAT};${LON}\nCasa B;${LON};${LAT}\nCasa C;Calle 5;\nCasa D;19,5;-99,25\n`,
      );
      expect(answer).toMatchObject({ points: 2, added: 2, known: 0, held: 2 });
      expect(answer.problems).toEqual(
        [
          { row: 2, column: 'latitud', value: '-00.0000000', reason: 'latitude-out-of-range' },
          { row: 3, column: 'longitud', value: '', reason: 'missing' },
        ].map((problem) => expect.objectContaining(problem)),
      );
      expect(await shelterPoints(db.database.pool)).toEqual([
        { lon: -99.25, lat: 19.5 },
        { lon: Number(LON), lat: Number(LAT) },
      ]);
    });

    it('doubles nothing when it comes again, and the mended rows are held no longer', async () => {
      const again = await load(`latitud,longitud\n${LAT},${LON}\n17.25,-93.5\n`);
      expect(again).toMatchObject({ points: 3, added: 1, known: 1, held: 0, problems: [] });
    });

    it('refuses what is no such table, and loads nothing of it', async () => {
      for (const csv of ['nombre,lugar\nx,y\n', 'a', `lat,lat,lon\n1,${LAT},${LON}\n`]) {
        const { status, text } = await send('steward', '/api/shelter-points?name=x.csv', csv);
        expect([status, JSON.parse(text).error.code]).toEqual([400, 'file_not_understood']);
        expect(text).not.toMatch(PLACE);
      }
    });

    it.each(ROLES)('no route tells the %s where one is, not by a digit; how many is told', async (role) => {
      // One row of each kind is there: a point, and one held back with its values.
      await load(`latitud,longitud\n${LAT},${LON}\n${LON},${LAT}\n`);
      const document = await (await server.fetchAs('administrator', '/api/openapi.json')).json();
      const telling: string[] = [];
      let asked = 0;
      for (const [path, methods] of Object.entries(document.paths as Record<string, object>)) {
        for (const method of Object.keys(methods)) {
          // What removes or signs out would end the walk.
          if (method === 'delete' || path.startsWith('/api/session')) continue;
          const init =
            method === 'get'
              ? {}
              : { method: method.toUpperCase(), headers: { 'content-type': 'application/json' }, body: '{}' };
          const response = await server.fetchAs(role, path.replaceAll(/\{\w+\}/g, '1'), init);
          asked += 1;
          if (PLACE.test(await bodyOf(response))) telling.push(`${method} ${path}`);
        }
      }
      expect(telling).toEqual([]);
      expect(asked).toBeGreaterThan(80);
      const counts = await (await server.fetchAs(role, '/api/shelter-points')).json();
      expect(counts).toEqual({ points: 3, held: 1 });
    });

    it('the audit tells who loaded how many, and no more', async () => {
      const { rows } = await db.database.pool.query(
        `select details, row_count::int as n, to_jsonb(e)::text as whole from audit_entry e
         where action = 'shelters-loaded' order by seq limit 1`,
      );
      expect(rows[0]).toMatchObject({ details: { added: 2, held: 2, replace: false }, n: 2 });
      const { rows: all } = await db.database.pool.query(
        'select to_jsonb(e)::text as whole from audit_entry e',
      );
      expect(all.filter(({ whole }) => PLACE.test(whole) || whole.includes('Casa'))).toEqual([]);
    });

    it('forgets them all when told', async () => {
      const response = await server.fetchAs('administrator', '/api/shelter-points', { method: 'DELETE' });
      expect(await response.json()).toEqual({ points: 0, held: 0 });
      expect(await shelterPoints(db.database.pool)).toEqual([]);
    });
  });

  describe('the patrol log', () => {
    let corridor: { id: string; name: string; fromKm: number; toKm: number };
    beforeAll(() => {
      const { corridors, network } = server.context;
      const { id, name } = corridors[0];
      corridor = { id, name, ...network.rangeKm(id) };
    });
    const entry = (more: object = {}) => ({
      kind: 'executed',
      unit: 'U-3',
      corridor: corridor.id,
      fromKm: String(corridor.fromKm + 10),
      toKm: String(corridor.fromKm + 30),
      from: '2026-11-20T22:00',
      to: '2026-11-21T06:00',
      ...more,
    });
    const enter = async (body: object) => {
      const response = await server.fetchAs('planner', '/api/patrol-log', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, json: await response.json() };
    };
    const log = async (query = ''): Promise<PatrolLog> =>
      (await server.fetchAs('planner', `/api/patrol-log${query}`)).json();

    it('keeps what is entered, once, and takes what was found later', async () => {
      expect((await enter(entry())).json).toEqual({
        added: 1,
        known: 0,
        corrected: 0,
      } satisfies PatrolLogged);
      expect((await enter(entry())).json).toEqual({ added: 0, known: 1, corrected: 0 });
      expect((await enter(entry({ finds: ['robbery', 'hazard'] }))).json).toEqual({
        added: 0,
        known: 0,
        corrected: 1,
      });
      const { entries, total } = await log();
      expect(total).toBe(1);
      expect(entries[0]).toMatchObject({
        unit: 'U-3',
        corridorName: corridor.name,
        startsAt: '2026-11-20T22:00',
        endsAt: '2026-11-21T06:00',
        finds: ['robbery', 'hazard'],
      });
    });

    it.each<[string, object, string, string]>([
      ['a unit that is a person', { unit: 'Sargento Juan Pérez López' }, 'unit', 'names-a-person'],
      ['a km off the corridor', { toKm: '99999' }, 'toKm', 'off-the-corridor'],
      ['km the wrong way round', { fromKm: '40', toKm: '30' }, 'toKm', 'km-not-rising'],
      ['no such day', { from: '2026-02-30T10:00' }, 'from', 'not-a-time'],
      ['an end before the start', { to: '2026-11-20T21:00' }, 'to', 'times-not-rising'],
      ['what is done tomorrow', { from: '2026-12-01T08:00', to: '2026-12-01T10:00' }, 'to', 'in-the-future'],
      ['nothing and something', { finds: ['nothing', 'robbery'] }, 'finds', 'nothing-and-something'],
      ['a find of what is planned', { kind: 'planned', finds: ['nothing'] }, 'finds', 'found-before-done'],
      ['a corridor that is none', { corridor: 'nowhere' }, 'corridor', 'no-such-corridor'],
    ])('refuses %s, at its field', async (_, more, field, problem) => {
      const { status, json } = await enter(entry(more));
      expect(status).toBe(400);
      expect(json.error.details).toContainEqual(expect.objectContaining({ field, problem }));
      expect(JSON.stringify(json)).not.toContain('Juan');
    });

    const csv = (rows: string[]) =>
      `Tipo,Unidad,Corredor,Km desde,Km hasta,Desde,Hasta,Hallazgo\n${rows.join('\n')}\n`;
    const loadCsv = async (text: string): Promise<PatrolFileAnswer> => {
      const answer = await send('planner', '/api/patrol-log/file?name=noviembre.csv', text);
      expect(answer.status, answer.text).toBe(201);
      return JSON.parse(answer.text);
    };

    it('loads a file, names what is wrong by row, column and value, loses and doubles nothing', async () => {
      const { name, fromKm: first } = corridor;
      const rows = [
        `planeado,U-4,${name},${first + 5},${first + 25},2026-11-19 06:00,2026-11-19 14:00,`,
        `Ejecutado,U-4,${name},${first + 5},${first + 25},2026-11-19 06:00,2026-11-19 14:00,nada`,
        `ejecutado,U-5,${name},${first + 5},${first + 25},2026-11-19 06:00,2026-11-19 14:00,migrantes`,
        `ejecutado,Cabo María González,${name},${first + 5},x,19/11/2026,2026-11-19 14:00,Asalto|Peligro sin delito`,
      ];
      const answer = await loadCsv(csv(rows));
      expect(answer).toMatchObject({ added: 2, known: 0, corrected: 0 });
      expect(answer.held.map(({ row }) => row)).toEqual([3, 4]);
      expect(answer.held[0].problems).toEqual([
        expect.objectContaining({ column: 'finds', value: 'migrantes', reason: 'no-such-find' }),
      ]);
      expect(answer.held[1].problems.map(({ column, reason }) => `${column} ${reason}`)).toEqual([
        'unit names-a-person',
        'toKm not-a-number',
        'from not-a-time',
      ]);
      expect(JSON.stringify(answer)).not.toContain('María');
      const again = await loadCsv(csv(rows));
      expect(again).toMatchObject({ added: 0, known: 2, corrected: 0 });
      const kept = await log();
      expect([kept.total, kept.held.total]).toEqual([3, 2]);

      const mended = [...rows.slice(0, 2), rows[2].replace('migrantes', 'robo|peligro sin delito')];
      expect(await loadCsv(csv(mended))).toMatchObject({ added: 1, known: 2, held: [] });
      expect((await log()).held.total).toBe(0);
    });

    it('refuses a file without the columns, and names them', async () => {
      const { status, text } = await send('planner', '/api/patrol-log/file?name=x.csv', 'tipo,unidad\na,b\n');
      expect(status).toBe(400);
      expect(JSON.parse(text).error.details).toMatchObject({
        reason: 'no-columns',
        missing: ['corredor', 'km_desde', 'km_hasta', 'desde', 'hasta'],
      });
    });

    it('filters by day, and takes an entry out', async () => {
      expect((await log('?from=2026-11-20&to=2026-11-20')).total).toBe(1);
      const [{ entryId }] = (await log('?from=2026-11-20')).entries;
      const remove = () => server.fetchAs('planner', `/api/patrol-log/${entryId}`, { method: 'DELETE' });
      expect((await remove()).status).toBe(200);
      expect((await remove()).status).toBe(404);
      expect((await log('?from=2026-11-20')).total).toBe(0);
    });

    it('holds the log against a saved plan, position by position', async () => {
      const ranges = [{ corridorId: corridor.id, fromKm: corridor.fromKm + 15, toKm: corridor.fromKm + 35 }];
      const plan = { request: { shiftHours: 8 }, results: [{ positions: [{ order: 1, ranges }] }] };
      const { planId } = await savePlan(
        db.database.pool,
        { name: 'Noviembre', plan, dataVersion: 0 },
        { id: 'x', name: 'Ana' },
        new Date('2026-11-19'),
      );
      const done = async (query = '') =>
        (await server.fetchAs('analyst', `/api/patrol-plans/${planId}/done${query}`)).json();
      // 10 km of the reach were to be driven for 8 hours, and were by two units; 10 km of each lie outside.
      const expected: PatrolsDone = {
        positions: [
          {
            order: 1,
            planned: 80,
            executed: 160,
            isPlannedLogged: true,
            patrols: 2,
            foundNothing: 1,
            foundSomething: 1,
          },
        ],
        elsewhere: 160,
        discovered: 1,
      };
      expect(await done()).toEqual(expected);
      expect(await done('?to=2026-01-01')).toMatchObject({
        positions: [{ planned: 160, executed: 0, isPlannedLogged: false }],
        discovered: 0,
      });
    });

    it('what patrols found is no incident: the estimate rests on reports alone', async () => {
      const { rows } = await db.database.pool.query('select count(*)::int as n from incident');
      expect(rows[0].n).toBe(0);
    });
  });
});
