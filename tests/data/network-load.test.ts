import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SegmentsRisk } from '../../api/contract-network.ts';
import { readNetwork, readNetworkVersion } from '../../data/corridors.ts';
import { refreshReferences } from '../../data/linear-references.ts';
import { readModeStatus, resetMode } from '../../data/network-load.ts';
import { loadReference } from '../../data/reference-load.ts';
import { readDataVersion } from '../../data/versions.ts';
import { ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { loadNetworkFile } from '../../etl/network-load.ts';
import { SOURCES } from '../../etl/sources/registry.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { answerOf } from '../job-answer.ts';
import { startServer } from '../server.ts';

const SAMPLE = new URL('../../data/sample/camrd-sample.csv', import.meta.url);

/** A road beside the coast of Chiapas track, drawn twice, and one that crosses it and stops short of nothing. */
const ROADS = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    [
      [-93.9, 16.2],
      [-94.2, 16.35],
      [-94.6, 16.5],
      [-95.1, 16.6],
    ],
    [
      [-95.1, 16.6],
      [-94.6, 16.5],
    ],
    [
      [-94.2, 16.6],
      [-94.2, 16.36],
    ],
  ].map((coordinates) => ({
    type: 'Feature',
    properties: { name: 'MEX 200' },
    geometry: { type: 'LineString', coordinates },
  })),
});
const highway = { mode: 'highway', replace: false, joinM: 1500 } as const;

describeOnBothDatabases('lines that a user loads', (db) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-network-'));
  const file = path.join(folder, 'sample.csv');
  let before: { incident_id: number; corridor_id: string | null }[];

  const references = async () =>
    (
      await db.database.pool.query(
        `select incident_id, corridor_id, round(corridor_km::numeric, 2) as km,
           round(corridor_offset_m::numeric) as offset_m
         from incident order by incident_id`,
      )
    ).rows;

  beforeAll(async () => {
    writeFileSync(file, readFileSync(SAMPLE, 'utf8').split('\n').slice(0, 301).join('\n'));
    const tools = await readIngestTools(db.database.pool);
    const result = await ingestFile(db.database, file, { ...tools, sources: SOURCES, today: '2026-11-24' });
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    before = await references();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('leave all incidents where they are while the network stays the same', async () => {
    const { network } = await readNetwork(db.database.pool);
    expect(before.length).toBeGreaterThan(200);
    expect(await db.database.transaction((client) => refreshReferences(client, network))).toBe(0);
    expect(await references()).toEqual(before);
  });

  it('add a mode, name what is still missing, and take the robberies of the road from the track', async () => {
    const version = await readDataVersion(db.database.pool);
    const loaded = await loadNetworkFile(db.database, 'Roads Chiapas.geojson', ROADS, highway);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    expect(loaded.report).toMatchObject({ features: 3, lines: 2, removed: 0, joinedEnds: 1 });
    expect(loaded.report.duplicateKm).toBeGreaterThan(50);
    expect(await readDataVersion(db.database.pool)).toBeGreaterThan(version);
    const modes = await readModeStatus(db.database.pool);
    expect(modes.map(({ mode, origins }) => [mode, ...origins])).toEqual([
      ['rail', 'shipped'],
      ['highway', 'highway-roads-chiapas'],
    ]);
    const { rows } = await db.database.pool.query(
      `select i.place_type, c.mode, count(*) as n from incident i join corridor c using (corridor_id)
       where c.mode = 'highway' or i.place_type in ('train', 'train_tracks') group by 1, 2`,
    );
    const onRoad = rows.filter(({ mode }) => mode === 'highway');
    expect(onRoad.map(({ place_type }) => place_type)).not.toContain('train');
    expect(onRoad.map(({ place_type }) => place_type)).not.toContain('train_tracks');
    expect(loaded.report.moved).toBe(onRoad.reduce((sum, { n }) => sum + n, 0));
    expect(loaded.report.moved).toBeGreaterThan(0);
  });

  it('are replaced, not doubled, when the same file comes again', async () => {
    const again = await loadNetworkFile(db.database, 'Roads Chiapas.geojson', ROADS, highway);
    expect(again).toMatchObject({ ok: true, report: { lines: 2, removed: 2, moved: 0 } });
    const { rows } = await db.database.pool.query(`select from corridor where mode = 'highway'`);
    expect(rows).toHaveLength(2);
  });

  it('reach a running server, which draws its graph anew', async () => {
    const server = await startServer(db.database);
    const modes = async () => {
      const response = await answerOf(server, 'analyst', '/api/segments/risk');
      return ((await response.json()) as SegmentsRisk).modes;
    };
    expect(await modes()).toEqual({ known: ['rail', 'highway'], missing: ['path'] });
    await resetMode(db.database, 'highway');
    expect(await modes()).toEqual({ known: ['rail'], missing: ['highway', 'path'] });
    await server.stop();
    expect(await references()).toEqual(before);
  });

  it('leave everything as it was when the file is wrong', async () => {
    const version = await readNetworkVersion(db.database.pool);
    const wrong = ROADS.replace('[-94.2,16.35]', '[16.35,-94.2]');
    const refused = await loadNetworkFile(db.database, 'wrong.geojson', wrong, { ...highway, replace: true });
    expect(refused).toEqual({
      ok: false,
      problems: [{ feature: 1, reason: 'swapped', value: '[16.35,-94.2]' }],
    });
    expect(await readNetworkVersion(db.database.pool)).toBe(version);
  });

  it('replace the shipped rail, also across restarts, until they are reset', async () => {
    const line = (coordinates: number[][]) => ({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates },
    });
    const coast = {
      type: 'FeatureCollection',
      features: [
        line([
          [-92.15, 14.68],
          [-93.9, 16.24],
          [-95.1, 16.56],
        ]),
      ],
    };
    const options = { mode: 'rail', replace: true, joinM: 1500 } as const;
    const loaded = await loadNetworkFile(db.database, 'coast.geojson', JSON.stringify(coast), options);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    expect(loaded.report.removed).toBe(17);
    // The stations that lie on the new line are there by their old names.
    const { network } = await readNetwork(db.database.pool);
    expect(network.stations('rail-coast-1').map(({ name }) => name)).toEqual([
      'Ciudad Hidalgo',
      'Tonalá',
      'Arriaga',
      'Ixtepec',
    ]);
    const { rows } = await db.database.pool.query(
      'select distinct corridor_id from incident where corridor_id is not null',
    );
    expect(rows).toEqual([{ corridor_id: 'rail-coast-1' }]);
    await db.database.pool.query(`update reference_table set checksum = 'older' where name = 'corridor'`);
    expect(await loadReference(db.database)).toEqual(['corridor']);
    expect((await readNetwork(db.database.pool)).corridors).toHaveLength(1);
    await resetMode(db.database, 'rail');
    expect((await readNetwork(db.database.pool)).corridors).toHaveLength(17);
    // Where two corridors share track, either of them says where an incident is.
    const onTrack = (rows: { incident_id: number; corridor_id: string | null }[]) =>
      rows.filter(({ corridor_id }) => corridor_id !== null).map(({ incident_id }) => incident_id);
    expect(onTrack(await references())).toEqual(onTrack(before));
  });

  it('wait for no one: what was read with the old network is put on the new one as it is stored', async () => {
    const tools = await readIngestTools(db.database.pool);
    await loadNetworkFile(db.database, 'Roads Chiapas.geojson', ROADS, highway);
    const rest = path.join(folder, 'rest.csv');
    const rows = readFileSync(SAMPLE, 'utf8').split('\n');
    writeFileSync(rest, [rows[0], ...rows.slice(301, 601)].join('\n'));
    const result = await ingestFile(db.database, rest, { ...tools, sources: SOURCES, today: '2026-11-24' });
    expect(result.ok).toBe(true);
    const { network } = await readNetwork(db.database.pool);
    expect(await db.database.transaction((client) => refreshReferences(client, network))).toBe(0);
  });
});
