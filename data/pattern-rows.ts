import { DAY_PARTS } from '../domain/circumstances.ts';
import { SNAP_M, STRETCH_RADIUS_M } from '../domain/network/rail.ts';
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
  /** Where it lies near one and its place is known well enough to say. */
  corridorId: string | null,
  /** Bits over DAY_PARTS of what its reports tell. */
  dayParts: number,
];

/** All incidents that match, placed or not, the earliest first. */
export async function readPatternRows(db: Queryable, filter: IncidentFilter): Promise<PatternRow[]> {
  const { rows } = await db.query<PatternRow>({
    rowMode: 'array',
    text: `
      select i.first_day - date '1970-01-01', i.last_day - date '1970-01-01', i.kind, i.hazard,
        i.principal_crime, i.crime_mask, ${principalPerpetrator(filter.disclosure)}, i.perpetrator_mask,
        i.place_type, i.how_known, i.state_code, ST_X(i.geom), ST_Y(i.geom), i.radius_m, i.synthetic,
        case when i.corridor_offset_m <= $7 and i.radius_m <= $8 then i.corridor_id end, coalesce(timed.parts, 0)
      from ${disclosedIncidents(filter.disclosure)} i
      left join (
        select l.incident_id, bit_or(1 << (array_position($9::text[], r.day_part) - 1)) as parts
        from report r join incident_report l on l.source_id = r.source_id and l.report_id = r.report_id
        where r.is_current and r.day_part <> ''
        group by 1
      ) timed on timed.incident_id = i.incident_id
      where ${MATCHES_FILTER}
      order by i.first_day, i.incident_id`,
    values: [...filterValues(filter), SNAP_M, STRETCH_RADIUS_M, DAY_PARTS],
  });
  return rows;
}
