import type { Queryable } from './database.ts';
import { disclosedIncidents } from './disclosed-incidents.ts';
import { filterValues, type IncidentFilter, MATCHES_FILTER } from './incident-filter.ts';
import { principalPerpetrator } from './pattern-words.ts';

/** One incident as the page of patterns takes it; days since 1970-01-01, place null where none is known. */
export type PatternRow = [
  firstDay: number,
  lastDay: number,
  kind: string,
  hazard: string | null,
  crime: string | null,
  crimes: number,
  perpetrator: string,
  perpetrators: number,
  placeType: string,
  howKnown: string,
  state: string,
  lon: number | null,
  lat: number | null,
  radiusM: number | null,
  synthetic: boolean,
];

/** All incidents that match, placed or not, the earliest first. */
export async function readPatternRows(db: Queryable, filter: IncidentFilter): Promise<PatternRow[]> {
  const { rows } = await db.query<PatternRow>({
    rowMode: 'array',
    text: `
      select i.first_day - date '1970-01-01', i.last_day - date '1970-01-01', i.kind, i.hazard,
        i.principal_crime, i.crime_mask, ${principalPerpetrator(filter.disclosure)}, i.perpetrator_mask,
        i.place_type, i.how_known, i.state_code, ST_X(i.geom), ST_Y(i.geom), i.radius_m, i.synthetic
      from ${disclosedIncidents(filter.disclosure)} i
      where ${MATCHES_FILTER}
      order by i.first_day, i.incident_id`,
    values: filterValues(filter),
  });
  return rows;
}
