import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type OpenPlaces,
  openPlacesSchema,
  placeDecisionSchema,
  placeDecisionsSchema,
} from '../../api/contract-places.ts';
import { type IngestTools, readIngestTools } from '../../etl/ingest-tools.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { csvOf, load, rowsOf } from '../review-world.ts';
import { startServer, type TestServer } from '../server.ts';

type Open = OpenPlaces['items'][number];

describeOnBothDatabases('places that wait for a person', (db) => {
  let server: TestServer;
  let tools: IngestTools;
  const post = (path: string, body: unknown) =>
    server.fetchAs('steward', `/api/review/places/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const open = async () =>
    openPlacesSchema.parse(await (await server.fetchAs('steward', '/api/review/places')).json());
  const place = async (text: string): Promise<Open> => {
    const found = (await open()).items.find((item) => item.text === text);
    if (!found) throw new Error(`nobody is asked about ${text}`);
    return found;
  };
  const refOf = ({ sourceId, placeKey }: Open) => ({ sourceId, placeKey });
  const decide = async (item: Open, answer: unknown) => {
    const response = await post('decide', { ...refOf(item), answer });
    const body = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(body));
    return placeDecisionSchema.parse(body);
  };
  const undo = async (id: number) => expect((await post('undo', { id })).status).toBe(200);
  const candidate = ({ candidates }: Open, nth: number) => {
    const { toponymId, lon, lat } = candidates[nth];
    return { action: 'candidate', toponymId, lon, lat };
  };
  const reportOf = async (id: string) => {
    const { rows } = await db.database.pool.query(
      `select place_status, place_reason, place_rule, lon, lat, radius_m, state_code, corridor_id, place_decision_id
       from report where source_id = 'p' and report_id = $1 and is_current`,
      [id],
    );
    return rows[0];
  };

  beforeAll(async () => {
    tools = await readIngestTools(db.database.pool);
    const file = csvOf('lugares', [
      { lugar: 'La Esperanza', fecha_del_hecho: '2018-01-02' },
      {
        lugar: 'la  esperanza',
        fecha_del_hecho: '2018-01-02',
        resumen: 'Asalto en el tren',
        tipo_de_lugar: 'tren',
      },
      { lugar: 'Rancho Zzyzx', fecha_del_hecho: '2018-02-02' },
      { lugar: 'Tapachula, Chiapas', fecha_del_hecho: '2018-03-02', latitud: '25.87', longitud: '-97.5' },
      { lugar: 'Tapachula, Chiapas', fecha_del_hecho: '2018-03-09' },
    ]);
    await load(db.database, tools, file, 'p');
    server = await startServer(db.database);
  });
  afterAll(() => server?.stop());

  it('are listed once a text and source, whatever case and spaces, with candidates and examples', async () => {
    const { total, reports, items, groups } = await open();
    expect({ total, reports }).toEqual({ total: 3, reports: 4 });
    expect(items[0]).toMatchObject({ status: 'ambiguous', reason: 'homonyms', reports: 2, onRail: true });
    expect(items[0].candidates.length).toBeGreaterThan(2);
    expect(items[0].examples).toHaveLength(2);
    expect(groups).toContainEqual({ sourceId: 'p', status: 'conflict', texts: 1, reports: 1 });
    const conflict = await place('Tapachula, Chiapas');
    expect(conflict.candidates[0]).toMatchObject({ toponymId: 'file', lon: -97.5, lat: 25.87 });
    expect(conflict.candidates[1]).toMatchObject({ name: 'Tapachula', stateCode: '07' });
  });

  it('a candidate places every report of the text, is remembered for the next file, and undone restores all', async () => {
    const before = await rowsOf(db.database);
    const item = await place('La Esperanza');
    const { decisionId, reports } = await decide(item, candidate(item, 0));
    expect(reports).toBe(2);
    const [first] = item.candidates;
    expect(await reportOf('R2')).toMatchObject({
      place_status: 'placed',
      place_rule: 'decided-candidate',
      lon: first.lon,
      state_code: first.stateCode,
    });
    expect((await open()).items.map(({ text }) => text)).not.toContain('La Esperanza');
    // Reports that have a state now tell of it: how its source reports there is known.
    const days = (coverage: unknown[]) =>
      (coverage as { state_code: string; report_days: number }[]).find(
        ({ state_code }) => state_code === first.stateCode,
      )?.report_days ?? 0;
    expect(days((await rowsOf(db.database)).coverage)).toBeGreaterThan(days(before.coverage));
    const next = csvOf('mas', [{ folio: 'N1', lugar: 'LA ESPERANZA', fecha_del_hecho: '2019-01-02' }]);
    await load(db.database, tools, next, 'p');
    expect(await reportOf('N1')).toMatchObject({ lat: first.lat, place_decision_id: decisionId });
    const other = csvOf('otra', [{ folio: 'N1', lugar: 'LA ESPERANZA', fecha_del_hecho: '2019-01-02' }]);
    await load(db.database, tools, other, 'other');
    expect((await open()).items.map(({ sourceId }) => sourceId)).toContain('other');
    await undo(decisionId);
    expect(await reportOf('N1')).toMatchObject({ place_status: 'ambiguous', lon: null });
    const now = await rowsOf(db.database);
    const added = (row: unknown) => /"N1"/.test(JSON.stringify(row));
    expect(now.report.filter((row) => !added(row))).toEqual(before.report);
    expect((await place('La Esperanza')).reports).toBe(3);
  });

  it('the file’s point, a corrected text, a point on the map and no place at all are answers too', async () => {
    const conflict = await place('Tapachula, Chiapas');
    const file = await decide(conflict, candidate(conflict, 0));
    expect(await reportOf('R4')).toMatchObject({ place_rule: 'decided-file', lat: 25.87, state_code: '28' });
    await undo(file.decisionId);

    const rancho = await place('Rancho Zzyzx');
    const text = await decide(rancho, { action: 'text', text: 'Ixtepec, Oaxaca' });
    const placed = await reportOf('R3');
    expect(placed).toMatchObject({ place_rule: 'decided-text', state_code: '20' });
    expect(placed.corridor_id).toBeTruthy();
    await undo(text.decisionId);

    const point = await decide(rancho, { action: 'point', lon: -94.19, lat: 16.24, radiusM: 3000 });
    expect(await reportOf('R3')).toMatchObject({ lon: -94.19, radius_m: 3000, state_code: '20' });
    await undo(point.decisionId);

    const unplaced = await decide(rancho, { action: 'unplaced' });
    expect(await reportOf('R3')).toMatchObject({ lon: null, place_reason: 'left-unplaced' });
    expect((await open()).items.map(({ text: one }) => one)).not.toContain('Rancho Zzyzx');
    await undo(unplaced.decisionId);
    const history = placeDecisionsSchema.parse(
      await (await server.fetchAs('steward', '/api/review/places/decisions')).json(),
    );
    expect(history.items[0]).toMatchObject({
      action: 'unplaced',
      by: 'test steward',
      undoneBy: 'test steward',
    });
  });

  it('decided anew for reports that came past the decision, the new one holds for all, and undone all wait', async () => {
    const first = await place('La Esperanza');
    const old = await decide(first, candidate(first, 0));
    const { pool } = db.database;
    await pool.query('update place_decision set undone_at = now() where decision_id = $1', [old.decisionId]);
    const late = csvOf('tarde', [{ folio: 'L1', lugar: 'La Esperanza', fecha_del_hecho: '2021-01-02' }]);
    await load(db.database, tools, late, 'p');
    await pool.query('update place_decision set undone_at = null where decision_id = $1', [old.decisionId]);
    const anew = await decide(await place('La Esperanza'), candidate(first, 1));
    expect((await reportOf('R1')).lat).toBe(first.candidates[1].lat);
    expect((await reportOf('L1')).lat).toBe(first.candidates[1].lat);
    await undo(anew.decisionId);
    expect((await place('La Esperanza')).reports).toBe(first.reports + 1);
  });

  it('a doubtful correction asks which, and answers that are none are refused by name', async () => {
    const rancho = await place('Rancho Zzyzx');
    const code = async (answer: unknown, ref = refOf(rancho)) =>
      (await (await post('decide', { ...ref, answer })).json()).error?.code;
    expect(await code({ action: 'text', text: 'La Esperanza' })).toBe('text_not_placed');
    expect(await code({ action: 'text', text: 'zzzz qqqq' })).toBe('text_not_placed');
    expect(await code({ action: 'candidate', toponymId: 'geonames:1', lon: -95, lat: 17 })).toBe(
      'no_such_candidate',
    );
    expect(await code({ action: 'unplaced' }, { ...refOf(rancho), placeKey: '0'.repeat(32) })).toBe(
      'no_such_place',
    );
    expect(await code({ action: 'point', lon: 12, lat: 48, radiusM: 1000 })).toBe('invalid_input');
    expect(await code({ action: 'point', lon: -95, lat: 17 })).toBe('invalid_input');
    expect((await post('undo', { id: 99_999 })).status).toBe(404);
    const item = await place('La Esperanza');
    const { toponymId, lon, lat } = item.candidates[1];
    const picked = await decide(rancho, {
      action: 'text',
      text: 'La Esperanza',
      pick: { toponymId, lon, lat },
    });
    expect(await reportOf('R3')).toMatchObject({ lon, lat });
    await undo(picked.decisionId);
    expect((await post('undo', { id: picked.decisionId })).status).toBe(409);
  });

  it('decided in any order and undone in the reverse one, every row is as before', async () => {
    const texts = ['La Esperanza', 'Rancho Zzyzx', 'Tapachula, Chiapas'];
    const answer = fc.constantFrom('first', 'second', 'text', 'point', 'unplaced');
    const before = await rowsOf(db.database);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(texts, { minLength: 1 }),
        fc.array(answer, { minLength: 3 }),
        async (chosen, answers) => {
          const made: number[] = [];
          for (const [i, text] of chosen.entries()) {
            const item = await place(text);
            const how = answers[i % answers.length];
            const nth = how === 'second' ? 1 : 0;
            const said =
              how === 'text'
                ? { action: 'text', text: 'Celaya, Guanajuato' }
                : how === 'point' || (how !== 'unplaced' && item.candidates.length <= nth)
                  ? { action: 'point', lon: -100.8, lat: 20.5, radiusM: 4000 }
                  : how === 'unplaced'
                    ? { action: 'unplaced' }
                    : candidate(item, nth);
            made.push((await decide(item, said)).decisionId);
          }
          expect(await rowsOf(db.database)).not.toEqual(before);
          for (const id of made.reverse()) await undo(id);
          expect(await rowsOf(db.database)).toEqual(before);
        },
      ),
      { numRuns: 8, seed: 41 },
    );
  });

  it('reports that have a place now are joined as at an ingest, and parted when the decision is undone', async () => {
    const same = { fecha_del_hecho: '2020-05-05', delitos: 'secuestro', victimas_total: '7' };
    await load(db.database, tools, csvOf('a', [{ folio: 'J1', lugar: 'Ixtepec, Oaxaca', ...same }]), 'p');
    await load(db.database, tools, csvOf('b', [{ folio: 'J1', lugar: 'Qqxxy', ...same }]), 'j');
    const before = await rowsOf(db.database);
    const { decisionId } = await decide(await place('Qqxxy'), { action: 'text', text: 'Ixtepec, Oaxaca' });
    const joined = await db.database.pool.query(
      `select count(distinct incident_id) as n from incident_report where report_id = 'J1'`,
    );
    const asked = await db.database.pool.query(
      `select 1 from report_pair where 'J1' in (a_report_id, b_report_id) and status in ('joined', 'open')`,
    );
    expect(joined.rows[0].n === 1 || (asked.rowCount ?? 0) > 0).toBe(true);
    await undo(decisionId);
    expect(await rowsOf(db.database)).toEqual(before);
  });
});
