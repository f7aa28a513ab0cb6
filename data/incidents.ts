import type { Withheld } from '../domain/sharing.ts';
import type { Queryable } from './database.ts';
import { filterValues, type IncidentFilter, MATCHES_FILTER } from './incident-filter.ts';

/** id, lon, lat, day, kind, principal crime, crime mask, perpetrator mask, hazard, precision, radius, state, synthetic. */
export type IncidentRow = [
  id: number,
  lon: number,
  lat: number,
  daysSince1970: number,
  kind: string,
  crime: string | null,
  crimeMask: number,
  perpetratorMask: number,
  hazard: string | null,
  precision: string,
  radiusM: number,
  state: string,
  synthetic: boolean,
];

/** Placed incidents that match, newest first, at most `limit`. */
export async function listIncidents(
  db: Queryable,
  filter: IncidentFilter,
  limit: number,
): Promise<IncidentRow[]> {
  const result = await db.query<IncidentRow>({
    rowMode: 'array',
    text: `
      select i.incident_id, ST_X(i.geom), ST_Y(i.geom), i.first_day - date '1970-01-01', i.kind,
        i.principal_crime, i.crime_mask, i.perpetrator_mask, i.hazard, i.precision, i.radius_m,
        i.state_code, i.synthetic
      from incident i
      where ${MATCHES_FILTER} and i.geom is not null
      order by i.first_day desc, i.incident_id desc
      limit $7`,
    values: [...filterValues(filter), limit],
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

/** One incident with how its place was found, or null. */
export async function readIncident(db: Queryable, id: number): Promise<IncidentDetailRow | null> {
  const { rows } = await db.query<IncidentDetailRow>(
    `select i.incident_id as id, i.kind, i.hazard, i.first_day as "firstDay", i.last_day as "lastDay",
       i.date_precision as "datePrecision", i.place_type as "placeType", i.how_known as "howKnown",
       i.victims, i.synthetic, ST_X(i.geom) as lon, ST_Y(i.geom) as lat, i.precision,
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
     from incident i
     join report r on r.source_id = i.place_source_id and r.report_id = i.place_report_id and r.is_current
     left join corridor c on c.corridor_id = i.corridor_id
     where i.incident_id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export interface IncidentReportRow {
  sourceId: string;
  sourceName: string;
  reportId: string;
  version: number;
  publisher: string | null;
  publishedDay: string | null;
  placeText: string;
  summary: string | null;
  url: string | null;
  file: string;
  fileSha256: string;
  rowNumber: number;
  withheld: Withheld[];
}

/**
 * The current reports behind an incident, each with the file and row it came from; what a source asked not to show
 * comes back empty.
 */
export async function readReports(db: Queryable, incidentId: number): Promise<IncidentReportRow[]> {
  const { rows } = await db.query<IncidentReportRow>(
    `select case when hidden.source then '' else r.source_id end as "sourceId",
       case when hidden.source then '' else s.name end as "sourceName", r.report_id as "reportId", r.version,
       case when not hidden.source then r.publisher end as publisher, r.published_day as "publishedDay",
       case when hidden.place then '' else r.place_text end as "placeText",
       case when not hidden.words then r.summary end as summary,
       case when not hidden.source then r.url end as url,
       case when hidden.source then '' else f.file_name end as file, r.file_sha256 as "fileSha256",
       r.row_number as "rowNumber", r.withheld
     from incident_report l
     join report r on r.source_id = l.source_id and r.report_id = l.report_id and r.is_current
     join source s on s.source_id = r.source_id
     join source_file f on f.source_id = r.source_id and f.sha256 = r.file_sha256
     cross join lateral (select 'source' = any(r.withheld) as source, 'place' = any(r.withheld) as place,
       'words' = any(r.withheld) as words) as hidden
     where l.incident_id = $1
     order by r.first_day, r.source_id, r.report_id`,
    [incidentId],
  );
  return rows;
}
