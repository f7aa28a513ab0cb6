import { cellRadiusLimitM, type Resolution } from '../domain/hexagons.ts';
import { SNAP_M, STRETCH_RADIUS_M } from '../domain/network/rail.ts';
import type { Queryable } from './database.ts';
import { filterValues, type IncidentFilter, incidentsOf, MATCHES_FILTER } from './incident-filter.ts';

export interface Summary {
  crimes: number;
  hazards: number;
  /** Of both: those whose place is not known. */
  unplaced: number;
  /** Of both: invented ones. */
  synthetic: number;
}

interface Counts {
  crimes: number;
  hazards: number;
}

const CRIMES_AND_HAZARDS = `
  count(*) filter (where i.kind = 'crime') as crimes,
  count(*) filter (where i.kind = 'hazard') as hazards`;

/** All incidents that match, counted. */
export async function countIncidents(db: Queryable, filter: IncidentFilter): Promise<Summary> {
  const { rows } = await db.query<Summary>(
    `select ${CRIMES_AND_HAZARDS},
       count(*) filter (where i.geom is null) as unplaced,
       count(*) filter (where i.synthetic) as synthetic
     from ${incidentsOf(filter)} i where ${MATCHES_FILTER}`,
    filterValues(filter),
  );
  return rows[0];
}

export type StateCount = Counts & { code: string; name: string; lon: number; lat: number };

/** Every state with its counts, zeros included; an incident known only to its state counts. */
export async function countByState(db: Queryable, filter: IncidentFilter): Promise<StateCount[]> {
  const { rows } = await db.query<StateCount>(
    `select s.code, s.name, s.label_lon as lon, s.label_lat as lat,
       coalesce(n.crimes, 0) as crimes, coalesce(n.hazards, 0) as hazards
     from state s
     left join (
       select i.state_code, ${CRIMES_AND_HAZARDS}
       from ${incidentsOf(filter)} i where ${MATCHES_FILTER}
       group by i.state_code
     ) n on n.state_code = s.code
     order by s.code`,
    filterValues(filter),
  );
  return rows;
}

/** Where the name of each state is written: the point that stands for it. */
export async function readStateLabels(db: Queryable): Promise<{ code: string; lon: number; lat: number }[]> {
  const { rows } = await db.query<{ code: string; lon: number; lat: number }>(
    'select code, label_lon as lon, label_lat as lat from state order by code',
  );
  return rows;
}

export type CellCount = Counts & { h3: string };

/**
 * Occupied cells of a resolution. Incidents known less well than a cell is wide are in none; `tooVague` says
 * how many match the filter and have a point.
 */
export async function countByCell(
  db: Queryable,
  filter: IncidentFilter,
  resolution: Resolution,
): Promise<{ cells: CellCount[]; tooVague: number }> {
  const { rows } = await db.query<CellCount & { h3: string | null }>(
    `select case when i.radius_m <= $7 then i.h3_${resolution} end as h3, ${CRIMES_AND_HAZARDS}
     from ${incidentsOf(filter)} i
     where ${MATCHES_FILTER} and i.geom is not null
     group by 1 order by 1`,
    [...filterValues(filter), cellRadiusLimitM(resolution)],
  );
  const vague = rows.find((row) => row.h3 === null);
  return {
    cells: rows.filter((row) => row.h3 !== null),
    tooVague: vague ? vague.crimes + vague.hazards : 0,
  };
}

export type KmCount = Counts & { corridorId: string; km: number };

/** Counts per corridor and whole km, of incidents that lie near the track and are known well enough to say. */
export async function countByCorridorKm(db: Queryable, filter: IncidentFilter): Promise<KmCount[]> {
  const { rows } = await db.query<KmCount>(
    `select i.corridor_id as "corridorId", i.corridor_km as km, ${CRIMES_AND_HAZARDS}
     from ${incidentsOf(filter)} i
     where ${MATCHES_FILTER} and i.corridor_id is not null
       and i.corridor_offset_m <= $7 and i.radius_m <= $8
     group by 1, 2 order by 1, 2`,
    [...filterValues(filter), SNAP_M, STRETCH_RADIUS_M],
  );
  return rows;
}
