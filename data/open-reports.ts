import type { Disclosure } from '../domain/access/disclosure.ts';
import type { Reader } from '../domain/access/reader.ts';
import type { Withheld } from '../domain/sharing.ts';
import type { Perpetrator } from '../domain/taxonomy.ts';
import type { Queryable } from './database.ts';

const OFFICIAL: Perpetrator = 'official';

/** How long a typed reason opens the reports of an incident. */
export const OPEN_FOR_MS = 60 * 60 * 1000;

/** Opens the reports of an incident to a reader for an hour; the reason stays. */
export async function openReports(
  db: Queryable,
  reader: Pick<Reader, 'userId'>,
  incidentId: number,
  reason: string,
  now: Date,
): Promise<{ until: Date }> {
  const until = new Date(now.getTime() + OPEN_FOR_MS);
  await db.query(
    `insert into report_access (user_id, incident_id, reason, opened_at, until) values ($1, $2, $3, $4, $5)`,
    [reader.userId, incidentId, reason, now, until],
  );
  return { until };
}

/** Until when the reports of an incident are open to a reader; null where they are not. */
export async function readAccess(
  db: Queryable,
  reader: Pick<Reader, 'userId'>,
  incidentId: number,
  now: Date,
): Promise<Date | null> {
  const { rows } = await db.query<{ until: Date | null }>(
    `select max(until) as until from report_access
     where user_id = $1 and incident_id = $2 and opened_at <= $3 and until > $3`,
    [reader.userId, incidentId, now],
  );
  return rows[0].until;
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
  /** What the source asked not to show: empty above. */
  withheld: Withheld[];
}

/**
 * The current reports behind an incident, each with the file and row it came from, as far as the reader may open
 * them: those of sources that are everybody's, of the reader's agency, or granted to it; those that accuse
 * public servants only with the oversight permission. The others are only counted, whatever the reason. What a source
 * asked not to show comes back empty, as does who told it where the reader may not know that.
 */
export async function readReports(
  db: Queryable,
  reader: { disclosure: Disclosure; agencyId: string | null },
  incidentId: number,
  now: Date,
): Promise<{ reports: IncidentReportRow[]; withheld: number }> {
  const { rows } = await db.query<IncidentReportRow & { isOpen: boolean }>(
    `select case when hidden.source then '' else r.source_id end as "sourceId",
       case when hidden.source then '' else s.name end as "sourceName", r.report_id as "reportId", r.version,
       case when not hidden.source then r.publisher end as publisher, r.published_day as "publishedDay",
       case when hidden.place then '' else r.place_text end as "placeText",
       case when not hidden.words then r.summary end as summary,
       case when not hidden.source then r.url end as url,
       case when hidden.source then '' else f.file_name end as file, r.file_sha256 as "fileSha256",
       r.row_number as "rowNumber", r.withheld,
       ($2 or not '${OFFICIAL}' = any(r.perpetrators))
         and (s.agency_id is null or s.agency_id = $3 or exists (
           select from agency_grant g
           where g.from_agency_id = s.agency_id and g.to_agency_id = $3
             and (g.source_id is null or g.source_id = s.source_id)
             and g.starts_at <= $4 and g.ends_at > $4)) as "isOpen"
     from incident_report l
     join report r on r.source_id = l.source_id and r.report_id = l.report_id and r.is_current
     join source s on s.source_id = r.source_id
     join source_file f on f.source_id = r.source_id and f.sha256 = r.file_sha256
     cross join lateral (select not $5 or 'source' = any(r.withheld) as source, 'place' = any(r.withheld) as place,
       'words' = any(r.withheld) as words) as hidden
     where l.incident_id = $1
     order by r.first_day, r.source_id, r.report_id`,
    [incidentId, reader.disclosure.officials, reader.agencyId, now, reader.disclosure.sources],
  );
  const reports = rows.filter((row) => row.isOpen).map(({ isOpen: _, ...report }) => report);
  return { reports, withheld: rows.length - reports.length };
}
