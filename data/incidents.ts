import { type Disclosure, disclosedCrimes, disclosedPerpetrators } from '../domain/access/disclosure.ts';
import { cellRadiusLimitM, type Resolution } from '../domain/hexagons.ts';
import type { Queryable } from './database.ts';
import { disclosedIncidents } from './disclosed-incidents.ts';
import { filterValues, type IncidentFilter, incidentsOf, MATCHES_FILTER } from './incident-filter.ts';

/** id, lon, lat, first day, kind, principal crime, crime mask, perpetrator mask, hazard, precision, radius, state, synthetic, last day. */
export type IncidentRow = [
  id: number,
  lon: number,
  lat: number,
  firstDaysSince1970: number,
  kind: string,
  crime: string | null,
  crimeMask: number,
  perpetratorMask: number,
  hazard: string | null,
  precision: string,
  radiusM: number,
  state: string,
  synthetic: boolean,
  lastDaysSince1970: number,
];

/** What to list of the incidents that match; absent means: anywhere. */
export interface Where {
  /** West, south, east, north in degrees. */
  box?: readonly [number, number, number, number] | undefined;
  /** INEGI code. */
  state?: string | undefined;
  /** H3 indices, and the resolution they are of: those that the cells count. */
  cells?: { h3: readonly string[]; resolution: Resolution } | undefined;
}

/** Placed incidents that match, newest first, at most `limit`. */
export async function listIncidents(
  db: Queryable,
  filter: IncidentFilter,
  limit: number,
  { box, state, cells }: Where = {},
): Promise<IncidentRow[]> {
  const result = await db.query<IncidentRow>({
    rowMode: 'array',
    text: `
      select i.incident_id, ST_X(i.geom), ST_Y(i.geom), i.first_day - date '1970-01-01', i.kind,
        i.principal_crime, i.crime_mask, i.perpetrator_mask, i.hazard, i.precision, i.radius_m,
        i.state_code, i.synthetic, i.last_day - date '1970-01-01'
      from ${incidentsOf(filter)} i
      where ${MATCHES_FILTER} and i.geom is not null
        and ($8::float8[] is null or i.geom && ST_MakeEnvelope($8[1], $8[2], $8[3], $8[4], 4326))
        and ($9::text is null or i.state_code = $9)
        and ($10::text[] is null or (i.h3_${cells?.resolution ?? 4} = any($10) and i.radius_m <= $11))
      order by i.first_day desc, i.incident_id desc
      limit $7`,
    values: [
      ...filterValues(filter),
      limit,
      box ?? null,
      state ?? null,
      cells?.h3 ?? null,
      cells ? cellRadiusLimitM(cells.resolution) : null,
    ],
  });
  return result.rows;
}

export interface IncidentDetailRow {
  id: number;
  kind: string;
  hazard: string | null;
  firstDay: string;
  lastDay: string;
  datePrecision: string;
  placeType: string;
  howKnown: string;
  victims: number | null;
  synthetic: boolean;
  reportsTotal: number;
  lon: number | null;
  lat: number | null;
  precision: string | null;
  radiusM: number | null;
  stateCode: string;
  corridorId: string | null;
  corridorName: string | null;
  corridorKm: number | null;
  corridorOffsetM: number | null;
  placeReason: string;
  placeRule: string;
  placeMatches: { text: string; name: string; role: string }[];
  placeScore: number | null;
  crimes: { crime: string; principal: boolean }[];
  perpetrators: { perpetrator: string; principal: boolean; organisation: string | null }[];
}

/** Stands for the rule of a place that the source asked not to show exactly. */
export const PLACE_WITHHELD = 'place-withheld';

/** One incident as the reader may know it, with how its place was found; null where there is none for them. */
export async function readIncident(
  db: Queryable,
  disclosure: Disclosure,
  id: number,
): Promise<IncidentDetailRow | null> {
  const { rows } = await db.query<IncidentDetailRow>(
    `select i.incident_id as id, i.kind, i.hazard, i.first_day as "firstDay", i.last_day as "lastDay",
       i.date_precision as "datePrecision", i.place_type as "placeType", i.how_known as "howKnown",
       i.victims, i.synthetic, i.n_reports as "reportsTotal", ST_X(i.geom) as lon, ST_Y(i.geom) as lat, i.precision,
       i.radius_m as "radiusM", i.state_code as "stateCode", i.corridor_id as "corridorId",
       c.name as "corridorName", i.corridor_km as "corridorKm", i.corridor_offset_m as "corridorOffsetM",
       r.place_reason as "placeReason",
       case when 'place' = any(r.withheld) then '${PLACE_WITHHELD}' else r.place_rule end as "placeRule",
       case when 'place' = any(r.withheld) then '[]' else r.place_matches end as "placeMatches",
       r.place_score as "placeScore",
       (select coalesce(jsonb_agg(jsonb_build_object('crime', crime, 'principal', principal)
            order by principal desc, crime), '[]')
        from incident_crime where incident_id = i.incident_id) as crimes,
       (select coalesce(jsonb_agg(jsonb_build_object('perpetrator', perpetrator, 'principal', principal,
            'organisation', organisation) order by principal desc, perpetrator), '[]')
        from incident_perpetrator where incident_id = i.incident_id) as perpetrators
     from ${disclosedIncidents(disclosure)} i
     join report r on r.source_id = i.place_source_id and r.report_id = i.place_report_id and r.is_current
     left join corridor c on c.corridor_id = i.corridor_id
     where i.incident_id = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) return null;
  return {
    ...row,
    crimes: disclosedCrimes(disclosure, row.crimes),
    perpetrators: disclosedPerpetrators(disclosure, row.perpetrators),
  };
}
