import type { Queryable } from './database.ts';

/** What became of a report of the form, for whoever sent it: nothing of any other report. */
export interface FormReportRow {
  reportId: string;
  version: number;
  sentAt: Date;
  crimes: string[];
  firstDay: string;
  datePrecision: string;
  placeStatus: string;
  /** Why there is no point, or empty. */
  placeReason: string;
  precision: string | null;
  radiusM: number | null;
  stateCode: string;
  /** Other reports tell of the same incident. */
  joined: boolean;
  /** A person is asked whether another report tells of the same incident. */
  doubtful: boolean;
  withheld: string[];
}

/**
 * The current reports of the form that a user sent, newest first.
 *
 * @param reportId only this one, or null.
 */
export async function readFormReports(
  db: Queryable,
  sourceId: string,
  sentBy: string,
  reportId: string | null,
  limit: number,
): Promise<FormReportRow[]> {
  const { rows } = await db.query<FormReportRow>(
    `select r.report_id as "reportId", r.version, r.loaded_at as "sentAt", r.crimes,
       r.first_day as "firstDay", r.date_precision as "datePrecision", r.place_status as "placeStatus",
       r.place_reason as "placeReason", r.precision, r.radius_m as "radiusM", r.state_code as "stateCode",
       (select count(*) from incident_report o where o.incident_id = l.incident_id) > 1 as joined,
       exists (select from report_pair p where p.status = 'open'
         and ((p.a_source_id, p.a_report_id) = (r.source_id, r.report_id)
           or (p.b_source_id, p.b_report_id) = (r.source_id, r.report_id))) as doubtful,
       r.withheld
     from report r
     join source_file f on f.source_id = r.source_id and f.sha256 = r.file_sha256
     join incident_report l on l.source_id = r.source_id and l.report_id = r.report_id
     where r.source_id = $1 and f.loaded_by = $2 and r.is_current and ($3::text is null or r.report_id = $3)
     order by r.loaded_at desc, r.report_id
     limit $4`,
    [sourceId, sentBy, reportId, limit],
  );
  return rows;
}

/** Who sent a report of the form, or null where there is none of this id. */
export async function readFormSender(
  db: Queryable,
  sourceId: string,
  reportId: string,
): Promise<string | null> {
  const { rows } = await db.query<{ sender: string | null }>(
    `select f.loaded_by as sender
     from report r
     join source_file f on f.source_id = r.source_id and f.sha256 = r.file_sha256
     where r.source_id = $1 and r.report_id = $2 and r.is_current`,
    [sourceId, reportId],
  );
  return rows[0]?.sender ?? null;
}
