import { type PreparedReport, prepare } from '../domain/matching/compare.ts';
import { LONGEST_INTERVAL_DAYS, type Member, WINDOW_DAYS } from '../domain/matching/pairs.ts';
import type { ComparableReport } from '../domain/matching/report.ts';
import type { Queryable } from './database.ts';

/** A report as the database gives it to matching; whether it is invented stays beside it, not in it. */
export interface LinkedReport extends Member {
  synthetic: boolean;
  version: number;
}

const COLUMNS = `l.incident_id, r.source_id, r.report_id, r.version, r.synthetic, s.is_register, r.kind, r.hazard, r.crimes,
  r.perpetrators, r.organisation, r.first_day - date '1970-01-01' as first_day,
  r.last_day - date '1970-01-01' as last_day, r.date_precision,
  r.published_day - date '1970-01-01' as published_day, r.publisher, r.place_type, r.victims, r.victims_by,
  r.countries, r.summary, r.place_text, r.lon, r.lat, r.radius_m, r.precision, r.state_code`;

interface Row {
  incident_id: number;
  source_id: string;
  report_id: string;
  version: number;
  synthetic: boolean;
  is_register: boolean;
  kind: ComparableReport['kind'];
  hazard: ComparableReport['hazard'];
  crimes: ComparableReport['crimes'];
  perpetrators: ComparableReport['perpetrators'];
  organisation: string | null;
  first_day: number;
  last_day: number;
  date_precision: ComparableReport['datePrecision'];
  published_day: number | null;
  publisher: string | null;
  place_type: ComparableReport['placeType'];
  victims: number | null;
  victims_by: Record<string, number>;
  countries: string[];
  summary: string | null;
  place_text: string;
  lon: number | null;
  lat: number;
  radius_m: number;
  precision: NonNullable<ComparableReport['point']>['precision'];
  state_code: string;
}

const FETCH_ROWS = 2000;

/**
 * Current reports near in time to those of the given incidents, these included, in order of their first day: each
 * comes once, whatever the number of pairs. Call it inside a transaction; a cursor keeps memory constant.
 */
export async function* readReportsNear(
  db: Queryable,
  incidentIds: readonly number[],
): AsyncGenerator<LinkedReport> {
  const changed = Float64Array.from(incidentIds).sort();
  // Few days are told of by many reports: a set of days is smaller than theirs.
  await db.query(
    `declare reports_near no scroll cursor for
     with span as materialized (
       select range_agg(daterange(first_day - ${WINDOW_DAYS}, last_day + ${WINDOW_DAYS + 1})) as days
       from (
         select distinct r.first_day, r.last_day
         from incident_report l
         join report r on r.source_id = l.source_id and r.report_id = l.report_id and r.is_current
         where l.incident_id = any(${sqlArray(incidentIds)})
           and r.last_day - r.first_day < ${LONGEST_INTERVAL_DAYS}
       ) as told
     )
     select ${COLUMNS}
     from span, report r
     join incident_report l on l.source_id = r.source_id and l.report_id = r.report_id
     join source s on s.source_id = r.source_id
     where r.is_current
       and r.first_day between lower(span.days) - ${LONGEST_INTERVAL_DAYS} and upper(span.days)
       and r.last_day - r.first_day < ${LONGEST_INTERVAL_DAYS}
       and daterange(r.first_day, r.last_day, '[]') && span.days
     order by r.first_day, r.source_id, r.report_id`,
  );
  try {
    for (;;) {
      const { rows } = await db.query<Row>(`fetch ${FETCH_ROWS} from reports_near`);
      for (const row of rows) yield linkedReport(row, isAmong(changed, row.incident_id));
      if (rows.length < FETCH_ROWS) break;
    }
  } finally {
    await db.query('close reports_near');
  }
}

/** All current reports of incidents, by incident. */
export async function readReportsOf(
  db: Queryable,
  incidentIds: readonly number[],
): Promise<Map<number, LinkedReport[]>> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS}
     from incident_report l
     join report r on r.source_id = l.source_id and r.report_id = l.report_id and r.is_current
     join source s on s.source_id = r.source_id
     where l.incident_id = any($1)
     order by l.incident_id, r.source_id, r.report_id`,
    [incidentIds],
  );
  const byIncident = new Map<number, LinkedReport[]>();
  for (const row of rows) {
    const report = linkedReport(row, true);
    const known = byIncident.get(report.incidentId);
    if (known) known.push(report);
    else byIncident.set(report.incidentId, [report]);
  }
  return byIncident;
}

/** Whether a sorted list has a number. */
function isAmong(sorted: Float64Array, wanted: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === wanted;
}

/** A cursor's query takes no parameters; these are numbers of ours. */
function sqlArray(ids: readonly number[]): string {
  return `'{${ids.map((id) => Math.trunc(id)).join(',')}}'::bigint[]`;
}

function linkedReport(row: Row, isNew: boolean): LinkedReport {
  const prepared: PreparedReport = prepare({
    sourceId: row.source_id,
    reportId: row.report_id,
    fromRegister: row.is_register,
    kind: row.kind,
    hazard: row.hazard,
    crimes: row.crimes,
    perpetrators: row.perpetrators,
    organisation: row.organisation,
    firstDay: row.first_day,
    lastDay: row.last_day,
    datePrecision: row.date_precision,
    publishedDay: row.published_day,
    publisher: row.publisher,
    placeType: row.place_type,
    victims: row.victims,
    victimsBy: row.victims_by,
    countries: row.countries,
    summary: row.summary,
    placeText: row.place_text,
    point:
      row.lon === null
        ? null
        : { lon: row.lon, lat: row.lat, radiusM: row.radius_m, precision: row.precision },
    stateCode: row.state_code,
  });
  const { synthetic, version } = row;
  return { ...prepared, incidentId: row.incident_id, isNew, synthetic, version };
}
