import { PREDATORY_BITS } from '../domain/access/disclosure.ts';
import type { NetworkGraph } from '../domain/network/graph.ts';
import { SNAP_M, STRETCH_RADIUS_M } from '../domain/network/rail.ts';
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

/** The predatory crimes that are pinned to a stretch, newest first. */
export async function readStretchIncidents(
  db: Queryable,
  graph: NetworkGraph,
  stretch: number,
  filter: IncidentFilter,
): Promise<StretchIncident[]> {
  const { rows } = await db.query<StretchIncident & { corridorId: string; km: number }>(
    `select i.incident_id as id, i.first_day as day, i.last_day - i.first_day <= 31 as "hasMonth",
       i.corridor_id as "corridorId", i.corridor_km as km
     from ${disclosedIncidents(filter.disclosure)} i
     where ${MATCHES_FILTER} and i.kind = 'crime' and i.crime_mask & ${PREDATORY_BITS} <> 0
       and i.corridor_id is not null and i.corridor_offset_m <= $7 and i.radius_m <= $8
     order by i.first_day desc, i.incident_id`,
    [...filterValues(filter), SNAP_M, STRETCH_RADIUS_M],
  );
  return rows
    .filter(({ corridorId, km }) => {
      const place = graph.placeOf(corridorId, km);
      return place !== null && graph.edges.stretch[place.edge] === stretch;
    })
    .map(({ id, day, hasMonth }) => ({ id, day, hasMonth }));
}
