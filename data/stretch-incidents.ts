import { PREDATORY_BITS } from '../domain/access/disclosure.ts';
import type { NetworkGraph } from '../domain/network/graph.ts';
import { SNAP_M, STRETCH_RADIUS_M } from '../domain/network/rail.ts';
import type { HowKnown } from '../domain/taxonomy.ts';
import type { Queryable } from './database.ts';
import { disclosedIncidents } from './disclosed-incidents.ts';
import { filterValues, type IncidentFilter, MATCHES_FILTER } from './incident-filter.ts';

export interface StretchIncident {
  id: number;
  /** First day, ISO. */
  day: string;
  /** Known to the month or better. */
  hasMonth: boolean;
}

/** A predatory crime pinned to the track. */
export interface PinnedIncident extends StretchIncident {
  corridorId: string;
  km: number;
  /** Known to the day. */
  hasDay: boolean;
  howKnown: HowKnown;
}

/** The predatory crimes that are pinned to the track, newest first. */
export async function readPinnedIncidents(db: Queryable, filter: IncidentFilter): Promise<PinnedIncident[]> {
  const { rows } = await db.query<PinnedIncident>(
    `select i.incident_id as id, i.first_day as day, i.last_day - i.first_day <= 31 as "hasMonth",
       i.last_day = i.first_day as "hasDay", i.how_known as "howKnown",
       i.corridor_id as "corridorId", i.corridor_km as km
     from ${disclosedIncidents(filter.disclosure)} i
     where ${MATCHES_FILTER} and i.kind = 'crime' and i.crime_mask & ${PREDATORY_BITS} <> 0
       and i.corridor_id is not null and i.corridor_offset_m <= $7 and i.radius_m <= $8
     order by i.first_day desc, i.incident_id`,
    [...filterValues(filter), SNAP_M, STRETCH_RADIUS_M],
  );
  return rows;
}

/** The predatory crimes that are pinned to a stretch, newest first. */
export async function readStretchIncidents(
  db: Queryable,
  graph: NetworkGraph,
  stretch: number,
  filter: IncidentFilter,
): Promise<StretchIncident[]> {
  const pinned = await readPinnedIncidents(db, filter);
  return pinned
    .filter(({ corridorId, km }) => {
      const place = graph.placeOf(corridorId, km);
      return place !== null && graph.edges.stretch[place.edge] === stretch;
    })
    .map(({ id, day, hasMonth }) => ({ id, day, hasMonth }));
}
