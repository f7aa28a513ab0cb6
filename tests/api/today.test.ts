import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StateCounts } from '../../api/contract.ts';
import type { SavedViews, Today, TodayHotspots } from '../../api/contract-today.ts';
import { countIncidents } from '../../data/counts.ts';
import { LEAST_DISCLOSURE } from '../../domain/access/disclosure.ts';
import type { Role } from '../../domain/access/permissions.ts';
import { cellsOf } from '../../domain/cells-of.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { answerOf } from '../job-answer.ts';
import { startServer, type TestServer } from '../server.ts';

describeOnBothDatabases('the day in one look', (db) => {
  let server: TestServer;
  let clock = new Date('2026-11-29T07:00:00Z');

  beforeAll(async () => {
    server = await startServer(db.database, () => clock);
    // 2 crimes and a hazard in Chiapas, and one that nobody but analysts is told of.
    const row = (id: number, values: string) =>
      `(${id}, ${values}, 0, '2026-11-20', '2026-11-20', 'day', 'train', 'reported', false, 1, 1, 's', '${id}',
        'geocoded', '07', timestamptz '2026-11-29T08:00:00Z')`;
    await db.database.pool.query(
      `insert into incident (incident_id, kind, hazard, principal_crime, crime_mask, perpetrator_mask, first_day,
         last_day, date_precision, place_type, how_known, synthetic, n_reports, n_sources, place_source_id,
         place_report_id, place_status, state_code, known_at)
       values ${[
         row(1, `'crime', null, 'robbery', (select 1 << 8)`),
         row(2, `'crime', null, 'robbery', (select 1 << 8)`),
         row(3, `'hazard', 'drowning', null, 0`),
         row(4, `'crime', null, 'smuggling', 1`),
       ].join(', ')}`,
    );
    await db.database.pool.query('update data_version set version = version + 1');
  });
  afterAll(() => server?.stop());

  const today = async (role: Role) => (await (await server.fetchAs(role, '/api/today')).json()) as Today;
  const countsOf = async (query: string) => {
    const answer = await server.fetchAs('planner', `/api/states?${query}`);
    const { crimes, states } = (await answer.json()) as StateCounts;
    return { all: crimes, chiapas: states.find(({ code }) => code === '07')?.crimes };
  };
  const send = (role: Role, method: string, path: string, body?: unknown) =>
    server.fetchAs(role, path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });

  it('has no news on the first look; then tells what became known since, the same while one sits there', async () => {
    expect(await today('planner')).toMatchObject({ since: null, news: null });
    expect((await send('planner', 'POST', '/api/today/look')).status).toBe(200);
    clock = new Date('2026-11-29T10:00:00Z');
    const told = {
      since: '2026-11-29T07:00:00.000Z',
      news: {
        crimes: 2,
        hazards: 1,
        states: [{ code: '07', name: 'Chiapas', crimes: 2, hazards: 1 }],
        stretches: [],
      },
    };
    expect(await today('planner')).toMatchObject(told);
    expect(await countsOf(`kind=crime&known=${told.since}`)).toEqual({ all: 2, chiapas: 2 });
    expect(await countsOf('kind=crime&known=2026-11-29T10:00:00Z')).toEqual({ all: 0, chiapas: 0 });
    // A score of news alone would say nothing of the danger.
    expect((await send('planner', 'GET', `/api/segments/risk?known=${told.since}`)).status).toBe(400);
    await send('planner', 'POST', '/api/today/look');
    clock = new Date('2026-11-29T10:20:00Z');
    expect(await today('planner')).toMatchObject(told);
    clock = new Date('2026-11-29T11:00:00Z');
    expect(await today('planner')).toMatchObject({
      since: '2026-11-29T10:00:00.000Z',
      news: { crimes: 0, hazards: 0, states: [] },
    });
  });

  it('opens behind its counts what was held back at the look, too', async () => {
    const newAt = (delayHours: number) =>
      countIncidents(db.database.pool, {
        asOf: '2026-11-29',
        disclosure: { ...LEAST_DISCLOSURE, until: '2026-11-29T09:00:00Z' },
        newSince: { look: new Date('2026-11-29T08:30:00Z'), delayHours },
      });
    expect(await newAt(1)).toMatchObject({ crimes: 2, hazards: 1 });
    expect(await newAt(0)).toMatchObject({ crimes: 0, hazards: 0 });
  });

  it('tells each role only what it may know', async () => {
    await send('recipient', 'POST', '/api/today/look');
    await send('administrator', 'POST', '/api/today/look');
    clock = new Date('2026-11-29T12:00:00Z');
    const nothing = { news: null, recent: null, night: null, plan: null, quarantined: null };
    expect(await today('recipient')).toMatchObject({
      ...nothing,
      dataVersion: 'released',
      alerts: { firing: 0 },
    });
    expect(await today('administrator')).toMatchObject({ ...nothing, alerts: null, silent: null });
    expect(await today('steward')).toMatchObject({ alerts: null, plan: null, quarantined: 0 });
  });

  it('keeps views by name for their owner alone: saved again, renamed, removed', async () => {
    const view = { name: 'Mi tramo', path: '/rutas', search: '?at=stretch:x' };
    const made = await send('planner', 'POST', '/api/views', view);
    expect(made.status).toBe(201);
    const { viewId } = (await made.json()).view;
    await send('planner', 'POST', '/api/views', { ...view, search: '?half=90' });
    await send('planner', 'POST', '/api/views', { ...view, name: 'Otra' });
    const listed = async (role: Role) =>
      ((await (await server.fetchAs(role, '/api/views')).json()) as SavedViews).views;
    expect(await listed('planner')).toMatchObject([
      { name: 'Mi tramo', search: '?half=90' },
      { name: 'Otra' },
    ]);
    expect(await listed('analyst')).toEqual([]);
    expect((await send('analyst', 'DELETE', `/api/views/${viewId}`)).status).toBe(404);
    expect((await send('planner', 'PUT', `/api/views/${viewId}`, { name: 'Otra' })).status).toBe(409);
    expect((await send('planner', 'PUT', `/api/views/${viewId}`, { name: 'Lunes' })).status).toBe(200);
    expect((await send('planner', 'DELETE', `/api/views/${viewId}`)).status).toBe(200);
    expect((await listed('planner')).map(({ name }) => name)).toEqual(['Otra']);
    // What patterns and review keep after # comes back as it was; it has no room for anything but an address.
    const patterns = { name: 'Chiapas', path: '/patrones', search: '', hash: '#state=07&crime=robbery' };
    expect((await (await send('analyst', 'POST', '/api/views', patterns)).json()).view).toMatchObject(
      patterns,
    );
    expect(await listed('analyst')).toMatchObject([patterns]);
    await send('analyst', 'POST', '/api/views', { ...patterns, hash: '#state=28' });
    expect(await listed('analyst')).toMatchObject([{ hash: '#state=28' }]);
    expect((await send('analyst', 'POST', '/api/views', { ...patterns, hash: 'state=28' })).status).toBe(400);
    const elsewhere = { ...view, path: 'https://example.org' };
    expect((await send('planner', 'POST', '/api/views', elsewhere)).status).toBe(400);
  });

  it('compares hotspots with those of the last look: what became known since makes a new one', async () => {
    const hotspots = async () =>
      (await (await answerOf(server, 'analyst', '/api/today/hotspots')).json()) as TodayHotspots;
    expect(await hotspots()).toEqual({ status: 'first-look' });
    clock = new Date('2026-11-29T13:00:00Z');
    await send('analyst', 'POST', '/api/today/look');
    // In a cell and its neighbours: what lies in one cell alone is no hotspot.
    const placed = async (first: number, knownAt: string, lon: number, lat: number) => {
      for (const [at, cell] of gridDisk(latLngToCell(lat, lon, 4), 1).entries()) {
        const [cellLat, cellLon] = cellToLatLng(cell);
        await db.database.pool.query(
          `insert into incident (incident_id, kind, principal_crime, crime_mask, perpetrator_mask, first_day, last_day,
             date_precision, place_type, how_known, synthetic, n_reports, n_sources, place_source_id, place_report_id,
             place_status, state_code, known_at, geom, precision, radius_m, h3_3, h3_4, h3_5, h3_6)
           select $1::bigint + k, 'crime', 'robbery', 1 << 8, 0, date '2026-11-01' - k, date '2026-11-01' - k, 'day',
             'train', 'reported', false, 1, 1, 's', ($1::bigint + k)::text, 'geocoded', '07', $2,
             ST_SetSRID(ST_MakePoint($3, $4), 4326), 'locality', 1000, $5, $6, $7, $8
           from generate_series(0, 9) k`,
          [first + 10 * at, knownAt, cellLon, cellLat, ...cellsOf(cellLon, cellLat)],
        );
      }
    };
    await placed(100, '2026-11-28T00:00:00Z', -92.26, 14.9);
    await placed(200, '2026-11-29T13:30:00Z', -98.9, 26.0);
    await db.database.pool.query('update data_version set version = version + 1');
    clock = new Date('2026-11-29T14:00:00Z');
    const found = await hotspots();
    if (found.status !== 'answered') throw new Error(JSON.stringify(found));
    expect(found.appeared).toBeGreaterThan(0);
    expect(found.stayed).toBeGreaterThan(0);
    // The new ones are all in the north; the south was known at the look.
    expect(Math.min(...found.listed.map(({ cell }) => cellToLatLng(cell)[0]))).toBeGreaterThan(25);
  });
});
