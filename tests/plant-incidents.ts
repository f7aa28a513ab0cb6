import type { Queryable } from '../data/database.ts';
import { bitMask, CRIMES, type Crime } from '../domain/taxonomy.ts';

/** Incidents of one crime, day and state, without a point and without reports. */
export async function plantIncidents(
  db: Queryable,
  count: number,
  { crime, day, state }: { crime: Crime; day: string; state: string },
): Promise<void> {
  await db.query(
    `insert into incident (incident_id, kind, principal_crime, crime_mask, perpetrator_mask, first_day, last_day,
       date_precision, place_type, how_known, synthetic, n_reports, n_sources, place_source_id, place_report_id,
       place_status, state_code)
     select nextval('incident_id_seq'), 'crime', $2, $3, 0, $4, $4, 'day', 'unknown', 'reported', false, 1, 1, 's', '',
       'placed', $5
     from generate_series(1, $1)`,
    [count, crime, bitMask(CRIMES, [crime]), day, state],
  );
}
