import type { Queryable } from './database.ts';
import { disclosedIncidents } from './disclosed-incidents.ts';
import { filterValues, MATCHES_FILTER } from './incident-filter.ts';
import type { PredatoryFilter } from './predatory-incidents.ts';
import { predatory } from './predatory-incidents.ts';

/** An incident with its day, as a scan needs it; one whose day or place is known too coarsely is only counted. */
export interface ScanRow {
  lon: number;
  lat: number;
  /** Since 1970. */
  day: number;
  /** The nearest track and how far off it, or null. */
  corridorId: string | null;
  corridorKm: number | null;
  offsetM: number | null;
  /** Days from the incident to its first report; null where no report says when it was made. */
  delay: number | null;
  synthetic: boolean;
}

export interface ScanRows {
  rows: ScanRow[];
  /** Matching ones that are left out, and why. */
  unplaced: number;
  tooVague: number;
  undated: number;
}

/** Matching predatory incidents of which the day is known, and the place to `radiusLimitM` or better. */
export async function readScanIncidents(
  db: Queryable,
  filter: PredatoryFilter,
  radiusLimitM: number,
): Promise<ScanRows> {
  const values = [...filterValues(predatory(filter)), radiusLimitM];
  const { rows } = await db.query<ScanRow>(
    `select ST_X(i.geom) as lon, ST_Y(i.geom) as lat, i.first_day - date '1970-01-01' as day,
       i.corridor_id as "corridorId", i.corridor_km as "corridorKm", i.corridor_offset_m as "offsetM",
       i.synthetic, (
         select min(r.published_day) - i.first_day
         from incident_report l join report r using (source_id, report_id)
         where l.incident_id = i.incident_id and r.is_current
       ) as delay
     from ${disclosedIncidents(filter.disclosure)} i
     where ${MATCHES_FILTER} and i.geom is not null and i.radius_m <= $7 and i.first_day = i.last_day
     order by i.incident_id`,
    values,
  );
  const { rows: left } = await db.query<Omit<ScanRows, 'rows'>>(
    `select count(*) filter (where i.geom is null) as unplaced,
       count(*) filter (where i.geom is not null and i.radius_m > $7) as "tooVague",
       count(*) filter (where i.geom is not null and i.radius_m <= $7 and i.first_day < i.last_day) as undated
     from ${disclosedIncidents(filter.disclosure)} i where ${MATCHES_FILTER}`,
    values,
  );
  return { rows, ...left[0]! };
}
