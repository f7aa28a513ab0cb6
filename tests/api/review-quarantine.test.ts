import { afterAll, beforeAll, expect, it } from 'vitest';
import { healthSchema } from '../../api/contract.ts';
import { quarantineSchema, reopenSchema, replaySchema } from '../../api/contract-quarantine.ts';
import { type IngestTools, readIngestTools } from '../../etl/ingest-tools.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { csvOf, load, rowsOf } from '../review-world.ts';
import { startServer, type TestServer } from '../server.ts';

describeOnBothDatabases('the quarantine', (db) => {
  let server: TestServer;
  let tools: IngestTools;
  const get = async (query = '') =>
    quarantineSchema.parse(await (await server.fetchAs('steward', `/api/review/quarantine${query}`)).json());
  const post = (path: string, body: unknown) =>
    server.fetchAs('steward', `/api/review/quarantine/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const replay = async (body: unknown) => replaySchema.parse(await (await post('replay', body)).json());
  const keyOf = ({ sourceId, fileSha256, rowNumber }: Record<string, unknown>) => ({
    sourceId,
    fileSha256,
    rowNumber,
  });
  const health = async () =>
    healthSchema.parse(await (await server.fetchAs('analyst', '/api/status')).json());
  const row = async (nth: number, status = 'open') => {
    const found = (await get(`?status=${status}`)).items.find(({ rowNumber }) => rowNumber === nth);
    if (!found) throw new Error(`no row ${nth} is ${status}`);
    return found;
  };

  beforeAll(async () => {
    tools = await readIngestTools(db.database.pool);
    const file = csvOf('cuarentena', [
      {},
      { lugar: 'Tapachula, Chiapas', fecha_del_hecho: '31/02/2017' },
      { lugar: 'Arriaga, Chiapas', delitos: 'robo; vandalismo' },
      { victimas_total: '-3', fecha_del_hecho: '' },
      { folio: 'R1', delitos: 'secuestro' },
      { lugar: 'Tenosique, Tabasco', delitos: 'abigeato' },
    ]);
    await load(db.database, tools, file, 'q');
    server = await startServer(db.database);
  });
  afterAll(() => server?.stop());

  it('is listed with what is wrong, counted by file and reason, and filtered', async () => {
    const { total, items, groups } = await get();
    expect(total).toBe(5);
    expect(
      items.map(({ rowNumber, problems }) => [rowNumber, ...problems.map(({ reason }) => reason)]),
    ).toEqual([
      [2, 'date-does-not-exist'],
      [3, 'unknown-crime'],
      [4, 'date-missing', 'negative-count'],
      [5, 'id-repeats'],
      [6, 'unknown-crime'],
    ]);
    expect(groups).toContainEqual({
      sourceId: 'q',
      fileSha256: items[0].fileSha256,
      file: 'cuarentena.csv',
      reason: 'unknown-crime',
      rows: 2,
    });
    expect((await get('?reason=unknown-crime&limit=1')).items).toHaveLength(1);
    expect((await get('?reason=unknown-crime&limit=1')).total).toBe(2);
    expect((await get('?source=other')).total).toBe(0);
  });

  it('tried again unchanged, every row stays with the same reasons and one attempt more', async () => {
    const before = await rowsOf(db.database);
    const first = await replay({ all: {} });
    expect(first.counts).toEqual({ loaded: 0, known: 0, rejected: 5, refused: 0 });
    expect(first.next).toBeNull();
    const { items } = await get();
    expect(items.map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1, 1]);
    expect(items[3].problems).toEqual([{ column: '', value: 'R1', reason: 'id-repeats' }]);
    expect(await rowsOf(db.database)).toEqual(before);
  });

  it('a corrected row becomes a report of its file and row, and undone it is gone without a trace', async () => {
    const before = await rowsOf(db.database);
    const { quarantined = null, incidents = null } = await health();
    const wrong = await row(2);
    const corrected = { fecha_del_hecho: '28/02/2017' };
    const tried = await replay({ rows: [{ ...keyOf(wrong), corrected }] });
    expect(tried.counts.loaded).toBe(1);
    expect(await health()).toMatchObject({
      quarantined: (quarantined ?? 0) - 1,
      incidents: (incidents ?? 0) + 1,
    });
    const resolved = await row(2, 'resolved');
    expect(resolved).toMatchObject({ outcome: 'loaded', reportId: 'R2', corrected, by: 'test steward' });
    const { rows } = await db.database.pool.query(
      `select first_day, file_sha256, row_number, original ->> 'fecha_del_hecho' as original from report
       where source_id = 'q' and report_id = 'R2'`,
    );
    expect(rows).toEqual([
      { first_day: '2017-02-28', file_sha256: wrong.fileSha256, row_number: 2, original: '31/02/2017' },
    ]);
    expect((await replay({ rows: [keyOf(wrong)] })).results[0]).toMatchObject({
      outcome: 'refused',
      reason: 'already-resolved',
    });
    const undone = reopenSchema.parse(await (await post('undo', { rows: [keyOf(wrong)] })).json());
    expect(undone.results[0].outcome).toBe('reopened');
    expect(await rowsOf(db.database)).toEqual(before);
    expect((await row(2)).corrected).toEqual(corrected);
  });

  it('what a person typed goes without personal data, and a wrong correction is kept with its reason', async () => {
    const corrected = {
      delitos: 'robo; espionaje',
      resumen: 'Llamar a Juana Pérez López al 963 123 4567',
    };
    const tried = await replay({ rows: [{ ...keyOf(await row(3)), corrected }] });
    expect(tried.results[0]).toMatchObject({
      outcome: 'rejected',
      problems: [{ column: 'delitos', value: 'espionaje', reason: 'unknown-crime' }],
    });
    const kept = await row(3);
    expect(kept.corrected.delitos).toBe('robo; espionaje');
    expect(JSON.stringify(kept)).not.toMatch(/963|4567|Pérez/);
  });

  it('a row whose content another file brought meanwhile is known', async () => {
    const corrected = { delitos: 'robo' };
    const file = csvOf('despues', [{ folio: 'R6', lugar: 'Tenosique, Tabasco' }]);
    await load(db.database, tools, file, 'q');
    const tried = await replay({ rows: [{ ...keyOf(await row(6)), corrected }] });
    expect(tried.counts).toMatchObject({ known: 1, loaded: 0 });
    expect(await row(6, 'resolved')).toMatchObject({ outcome: 'known', reportId: 'R6' });
  });

  it('a row never replaces what a later file says of its report', async () => {
    await load(db.database, tools, csvOf('nuevo', [{ folio: 'R4', delitos: 'secuestro' }]), 'q');
    const corrected = { fecha_del_hecho: '2018-01-05', victimas_total: '3' };
    const tried = await replay({ rows: [{ ...keyOf(await row(4)), corrected }] });
    expect(tried.results[0].problems).toEqual([{ column: '', value: 'R4', reason: 'newer-version' }]);
  });

  it('dismissed rows stay, say by whom and why, and can be opened again', async () => {
    const wrong = await row(5);
    const response = await post('dismiss', { rows: [keyOf(wrong)], why: 'fila de prueba' });
    expect(await response.json()).toEqual({ dismissed: 1 });
    expect(await row(5, 'resolved')).toMatchObject({
      outcome: 'dismissed',
      by: 'test steward',
      why: 'fila de prueba',
    });
    await post('undo', { rows: [keyOf(wrong)] });
    expect((await row(5)).outcome).toBeNull();
  });

  it('the same file again adds nothing and opens nothing', async () => {
    const before = await get('?status=resolved');
    const again = await replay({ all: { reason: 'unknown-crime' } });
    expect(again.counts).toMatchObject({ rejected: 1 });
    expect((await get('?status=resolved')).total).toBe(before.total);
  });

  it('every decision is in the audit, without the words of a row', async () => {
    const { rows } = await db.database.pool.query(
      `select subject_kind, reason, details from audit_entry where action = 'review-decided' order by seq`,
    );
    expect(rows.length).toBeGreaterThan(6);
    expect(rows.map(({ details }) => details.decision)).toContain('dismiss');
    expect(JSON.stringify(rows)).not.toMatch(/espionaje|963/);
  });

  it('is open to a data steward alone', async () => {
    for (const role of ['administrator', 'analyst', 'planner', 'recipient'] as const) {
      expect((await server.fetchAs(role, '/api/review/quarantine')).status, role).toBe(403);
      expect((await server.fetchAs(role, '/api/review/places')).status, role).toBe(403);
    }
  });

  it('refuses bodies that are none', async () => {
    for (const body of [{}, { rows: [] }, { rows: [{ sourceId: 'q' }] }, { all: {}, rows: [] }]) {
      expect((await post('replay', body)).status, JSON.stringify(body)).toBe(400);
    }
    const unknown = { sourceId: 'q', fileSha256: '0'.repeat(64), rowNumber: 1 };
    expect((await replay({ rows: [unknown] })).results[0]).toMatchObject({ reason: 'no-such-row' });
  });
});
