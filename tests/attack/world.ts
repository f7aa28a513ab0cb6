import { releaseClosed } from '../../api/releasing.ts';
import type { Database } from '../../data/database.ts';
import { storeScanNight } from '../../data/scan-nights.ts';
import { bumpDataVersion } from '../../data/versions.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import type { Known } from '../fuzz/requests.ts';
import { openTarget } from '../fuzz/target.ts';
import { plantIncidents } from '../plant-incidents.ts';
import { type Cells, csvOf, load } from '../review-world.ts';
import type { TestServer } from '../server.ts';
import type { Attacked } from './attack.ts';

/** The day of the test server's clock. */
export const FRESH_DAY = '2026-11-22';
const PHONE = '961 555 0199';
const PERSON = 'Zutano Canario Rebolledo';
const SHELTER = 'Albergue Canario del Norte';
const WORDS = `${PERSON}, teléfono ${PHONE}, en ${SHELTER}`;
const LONELY_PLACE = 'Loreto';
/** Enough to be released, in a month and a state of its own. */
const LARGE = [
  { count: 17, crime: 'robbery', state: '07', day: '2026-08-10' },
  { count: 9, crime: 'kidnapping', state: '07', day: '2026-08-11' },
  { count: 30, crime: 'assault', state: '28', day: '2026-08-12' },
  { count: 30, crime: 'assault', state: '28', day: '2025-03-12' },
] as const;

/** Where the secrets were, and where a shelter is; a last digit may be lost on the way. */
export const POINT = { latitud: '15.3672913', longitud: '-92.2451187' };
const SHELTER_POINT = { lon: -93.1184729, lat: 16.7421386 };

/** Of old news, away from any town and track: whoever sees cells may know of them and not where exactly. */
const OLD_POINTS = [
  { fecha_del_hecho: '2026-10-27', latitud: '16.0418273', longitud: '-91.3172846' },
  { fecha_del_hecho: '2026-10-29', latitud: '16.0627351', longitud: '-91.2983617' },
  { fecha_del_hecho: '2026-10-31', latitud: '16.0276149', longitud: '-91.2864293' },
] as const;

/** Nobody's. */
const PERSONAL = [PERSON, 'Rebolledo', PHONE, '9615550199', '93.118472', '16.742138'];
/** Whoever sees single incidents sees their points, and who told them. */
const OF_INCIDENTS = [
  SHELTER,
  'canario',
  ...[POINT, ...OLD_POINTS].flatMap(({ latitud, longitud }) => [latitud.slice(0, 7), longitud.slice(1, 8)]),
];

export interface AttackedWorld extends Attacked {
  server: TestServer;
  target: Awaited<ReturnType<typeof openTarget>>;
  /** Of yesterday, known since a minute: nobody who sees counts only may know of them. */
  plantFresh(): Promise<void>;
  /** One more of yesterday, and one of a released month in a state without any other: nobody who sees releases may. */
  plantLonely(): Promise<void>;
}

/**
 * A server with the delay of a day, over some incidents that are old news and months that are released; what
 * is planted is told by a shelter, with a name and a telephone number in its words.
 */
export async function openAttacked(database: Database): Promise<AttackedWorld> {
  const target = await openTarget(database, 24);
  const { server } = target;
  const { pool } = database;
  for (const { count, crime, state, day } of LARGE) {
    await plantIncidents(pool, count, { crime, state, day });
  }
  await pool.query('insert into shelter_point (lon, lat, loaded_at) values ($1, $2, now())', [
    SHELTER_POINT.lon,
    SHELTER_POINT.lat,
  ]);
  const old = OLD_POINTS.map((row) => ({ lugar: 'Ocosingo', ...row }));
  // Enough of it along the track to plan by.
  const usual = Array.from({ length: 24 }, (_, at) => ({
    lugar: 'Tonalá',
    fecha_del_hecho: new Date(Date.UTC(2024, 10 + at, 5)).toISOString().slice(0, 10),
    latitud: '16.09',
    longitud: '-93.75',
  }));
  const rows = [...old, ...usual].map((row, at) => ({
    folio: `v${at}`,
    estado: 'Chiapas',
    resumen: `caso ${at} de ${row.fecha_del_hecho}`,
    ...row,
  }));
  await load(database, await readIngestTools(pool), csvOf('viejo', rows), 'viejo');
  await pool.query(`update incident set how_known = 'reported' where place_source_id = 'viejo'`);
  // What is there was known long ago, by the clock of the test and not by the database's.
  const age = async (known: string) => {
    await pool.query(`update report set loaded_at = $1 where loaded_at > $1`, [known]);
    await pool.query(`update incident set known_at = $1 where known_at > $1`, [known]);
  };
  await age('2026-11-01T00:00:00Z');
  await pool.query(`update study_area set made_at = '2026-11-01T00:00:00Z'`);
  // What the server remembers of before is forgotten, as after every change of its own.
  await bumpDataVersion(pool);
  await releaseClosed(server.context);
  const plant = async (source: string, rows: readonly Cells[]) => {
    const before = await pool.query('select coalesce(max(incident_id), 0) as id from incident');
    const secrets = rows.map((row, at) => ({ folio: `k${at + 1}`, resumen: WORDS, ...row }));
    await load(database, await readIngestTools(pool), csvOf(source, secrets), source);
    // It became known a minute ago.
    const justNow = new Date(server.context.now().getTime() - 60_000);
    await pool.query('update incident set known_at = $1 where incident_id > $2', [
      justNow,
      before.rows[0].id,
    ]);
    await pool.query('update report set loaded_at = $1 where source_id = $2', [justNow, source]);
    const sql = 'select count(*) as n from incident where incident_id > $1';
    const { rows: made } = await pool.query(sql, [before.rows[0].id]);
    if (made[0].n !== rows.length) throw new Error(`${made[0].n} secrets are there`);
    await releaseClosed(server.context);
    // What the program finds over all of it the night after.
    await storeScanNight(pool, {
      asOf: '2026-11-23',
      shape: 'circle',
      dataVersion: 1,
      signals: made[0].n,
      strongestDays: 999,
      answer: null,
      scannedAt: justNow,
    });
  };
  const plan = await savePlan(server);
  const known: Known = [...target.known, ['/api/patrol-plans/', [{ id: plan }]]];
  return {
    server,
    target: { ...target, known },
    send: target.send,
    canariesOf: (role) =>
      role === 'steward' || role === 'analyst' ? PERSONAL : [...PERSONAL, ...OF_INCIDENTS],
    plantFresh: () =>
      plant('canario-fresco', [
        { lugar: 'Motozintla de Mendoza', estado: 'Chiapas', fecha_del_hecho: FRESH_DAY, ...POINT },
        {
          lugar: 'Comitán',
          estado: 'Chiapas',
          fecha_del_hecho: FRESH_DAY,
          delitos: 'tráfico de migrantes',
        },
      ]),
    plantLonely: () =>
      plant('canario', [
        { lugar: LONELY_PLACE, estado: 'Baja California Sur', fecha_del_hecho: '2026-08-14' },
        { lugar: 'Tenosique', estado: 'Tabasco', fecha_del_hecho: FRESH_DAY },
      ]),
  };
}

/** A patrol plan from what was there before any secret: its sheets and exports are asked for after. */
async function savePlan(server: TestServer): Promise<string> {
  for (;;) {
    const response = await server.fetchAs('planner', '/api/patrol-plans', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        request: { units: 3, from: '2024-12-01', to: '2026-10-31' },
        method: 'greedy',
        name: 'Ronda',
      }),
    });
    const answer = await response.json();
    if (response.status === 201) return answer.saved.planId;
    if (response.status !== 202) throw new Error(JSON.stringify(answer));
    await new Promise((done) => setTimeout(done, 100));
  }
}
