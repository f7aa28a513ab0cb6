import { FULL_DISCLOSURE, PREDATORY_BITS } from '../domain/access/disclosure.ts';
import { cellRadiusLimitM, type Resolution } from '../domain/hexagons.ts';
import type { Queryable } from './database.ts';
import { disclosedIncidents } from './disclosed-incidents.ts';

export interface StudyArea {
  release: number;
  /** H3 indices, sorted. */
  cells: string[];
  bufferM: number;
}

/** The newest release of a resolution, or of those made until an instant; null where there is none. */
export async function readStudyArea(
  db: Queryable,
  resolution: Resolution,
  until: string | null = null,
): Promise<StudyArea | null> {
  const { rows } = await db.query<StudyArea>(
    `select release, cells, buffer_m as "bufferM" from study_area
     where resolution = $1 and ($2::timestamptz is null or made_at <= $2::timestamptz)
     order by release desc limit 1`,
    [resolution, until],
  );
  return rows[0] ?? null;
}

/** Cells with predatory incidents, under no filter but how well a place must be known to be in a cell. */
export async function readOccupiedCells(
  db: Queryable,
  resolution: Resolution,
  until: string | null,
): Promise<string[]> {
  const { rows } = await db.query<{ h3: string }>(
    `select distinct i.h3_${resolution} as h3 from ${disclosedIncidents({ ...FULL_DISCLOSURE, until })} i
     where i.kind = 'crime' and i.crime_mask & $1 <> 0 and i.geom is not null and i.radius_m <= $2`,
    [PREDATORY_BITS, cellRadiusLimitM(resolution)],
  );
  return rows.map(({ h3 }) => h3);
}

/** Few at a time: the embedded database answers one question after another. */
const CELLS_PER_QUERY = 400;

/** Those of the cells whose centre lies in a state of Mexico: the sea has no incidents and would only thin the mean. */
export async function cellsInMexico(
  db: Queryable,
  centres: readonly { cell: string; lon: number; lat: number }[],
): Promise<string[]> {
  const inside: string[] = [];
  for (let i = 0; i < centres.length; i += CELLS_PER_QUERY) {
    const { rows } = await db.query<{ cell: string }>(
      `select c.cell from jsonb_to_recordset($1::jsonb) as c (cell text, lon double precision, lat double precision)
       where exists (select from state s where ST_Covers(s.geom, ST_SetSRID(ST_MakePoint(c.lon, c.lat), 4326)))`,
      [JSON.stringify(centres.slice(i, i + CELLS_PER_QUERY))],
    );
    inside.push(...rows.map(({ cell }) => cell));
  }
  return inside;
}

/** Stores a release; where another process stored the same number before, that one stands and is returned. */
export async function storeStudyArea(
  db: Queryable,
  resolution: Resolution,
  area: StudyArea,
): Promise<StudyArea> {
  await db.query(
    `insert into study_area (resolution, release, cells, buffer_m, data_version)
     select $1, $2, $3, $4, version from data_version
     on conflict do nothing`,
    [resolution, area.release, area.cells, area.bufferM],
  );
  return (await readStudyArea(db, resolution)) ?? area;
}
