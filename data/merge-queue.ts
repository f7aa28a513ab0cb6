import type { Evidence } from '../domain/matching/score.ts';
import type { Queryable } from './database.ts';
import type { ReportRef } from './report-pairs.ts';

/** Two incidents that may be one, with the two reports that are most alike. */
export interface OpenMergeRow {
  incidentId: number;
  otherIncidentId: number;
  a: ReportRef;
  b: ReportRef;
  bits: number;
  priorBits: number;
  evidence: Evidence[];
  reason: string;
}

/** Pairs of incidents that wait for a person, likeliest first; each pair of incidents once. */
export async function listOpenMerges(
  db: Queryable,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ total: number; rows: OpenMergeRow[] }> {
  const { rows } = await db.query<OpenMergeRow & { total: number }>(
    `with open_pair as (
       select distinct on (least(la.incident_id, lb.incident_id), greatest(la.incident_id, lb.incident_id))
         least(la.incident_id, lb.incident_id) as one, greatest(la.incident_id, lb.incident_id) as other, p.*
       from report_pair p
       join incident_report la on la.source_id = p.a_source_id and la.report_id = p.a_report_id
       join incident_report lb on lb.source_id = p.b_source_id and lb.report_id = p.b_report_id
       where p.status = 'open' and la.incident_id <> lb.incident_id
       order by least(la.incident_id, lb.incident_id), greatest(la.incident_id, lb.incident_id), p.bits desc
     )
     select one as "incidentId", other as "otherIncidentId",
       jsonb_build_object('sourceId', a_source_id, 'reportId', a_report_id) as a,
       jsonb_build_object('sourceId', b_source_id, 'reportId', b_report_id) as b,
       bits, prior_bits as "priorBits", evidence, reason, count(*) over () as total
     from open_pair o
     -- Decided of other reports of the same two incidents: not asked again by way of a third one.
     where not exists (
       select from report_pair p
       join incident_report la on la.source_id = p.a_source_id and la.report_id = p.a_report_id
       join incident_report lb on lb.source_id = p.b_source_id and lb.report_id = p.b_report_id
       where p.status = 'apart'
         and least(la.incident_id, lb.incident_id) = o.one and greatest(la.incident_id, lb.incident_id) = o.other
     )
     order by bits desc, one, other
     limit $1 offset $2`,
    [limit, offset],
  );
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...row }) => row) };
}

export interface MergeEventRow {
  id: number;
  kind: 'join' | 'split' | 'apart';
  automatic: boolean;
  incidentId: number;
  otherIncidentId: number;
  moved: ReportRef[];
  pair: { a: ReportRef; b: ReportRef; bits: number; priorBits: number; evidence: Evidence[] } | null;
  reason: string;
  by: string;
  why: string;
  at: Date;
  undoneAt: Date | null;
  undoneBy: string | null;
  undoneWhy: string | null;
}

/** What was joined, split and kept apart, newest first. */
export async function listMergeEvents(
  db: Queryable,
  filter: { incidentId: number | null; automatic: boolean | null; limit: number; offset: number },
): Promise<{ total: number; rows: MergeEventRow[] }> {
  const { rows } = await db.query<MergeEventRow & { total: number }>(
    `select event_id as id, kind, automatic, incident_id as "incidentId",
       other_incident_id as "otherIncidentId", moved, pair, reason, decided_by as by, why, decided_at as at,
       undone_at as "undoneAt", undone_by as "undoneBy", undone_why as "undoneWhy", count(*) over () as total
     from merge_event
     where ($1::bigint is null or incident_id = $1 or other_incident_id = $1)
       and ($2::boolean is null or automatic = $2)
     order by event_id desc
     limit $3 offset $4`,
    [filter.incidentId, filter.automatic, filter.limit, filter.offset],
  );
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...row }) => row) };
}

/** A report of an incident, with all that tells it from another one. */
export interface SideReportRow {
  incidentId: number;
  sourceId: string;
  sourceName: string;
  reportId: string;
  version: number;
  publisher: string | null;
  publishedDay: string | null;
  kind: string;
  hazard: string | null;
  crimes: string[];
  perpetrators: string[];
  organisation: string | null;
  firstDay: string;
  lastDay: string;
  datePrecision: string;
  victims: number | null;
  victimsBy: Record<string, number>;
  countries: string[];
  placeType: string;
  placeText: string;
  lon: number | null;
  lat: number | null;
  precision: string | null;
  radiusM: number | null;
  stateCode: string;
  summary: string | null;
  url: string | null;
  file: string;
  fileSha256: string;
  rowNumber: number;
}

/** The current reports of incidents, for a look side by side. */
export async function readSides(db: Queryable, incidentIds: readonly number[]): Promise<SideReportRow[]> {
  const { rows } = await db.query<SideReportRow>(
    `select l.incident_id as "incidentId", r.source_id as "sourceId", s.name as "sourceName",
       r.report_id as "reportId", r.version, r.publisher, r.published_day as "publishedDay", r.kind, r.hazard,
       r.crimes, r.perpetrators, r.organisation, r.first_day as "firstDay", r.last_day as "lastDay",
       r.date_precision as "datePrecision", r.victims, r.victims_by as "victimsBy", r.countries,
       r.place_type as "placeType", r.place_text as "placeText", r.lon, r.lat, r.precision,
       r.radius_m as "radiusM", r.state_code as "stateCode", r.summary, r.url, f.file_name as file,
       r.file_sha256 as "fileSha256", r.row_number as "rowNumber"
     from incident_report l
     join report r on r.source_id = l.source_id and r.report_id = l.report_id and r.is_current
     join source s on s.source_id = r.source_id
     join source_file f on f.source_id = r.source_id and f.sha256 = r.file_sha256
     where l.incident_id = any($1)
     order by l.incident_id, r.first_day, r.source_id, r.report_id`,
    [incidentIds],
  );
  return rows;
}
