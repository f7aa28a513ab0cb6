import type { DayPart } from '../domain/circumstances.ts';
import type { DayPeriod } from '../domain/risk/day-weights.ts';
import type { RiskIncidents } from '../domain/risk/incident-columns.ts';
import { DAYS_OF_TREND } from '../domain/risk/network-risk.ts';
import { type PlaceColumns, placeColumns } from '../domain/risk/place-columns.ts';
import type { IncidentPlace } from '../domain/risk/placement.ts';
import type { HowKnown } from '../domain/taxonomy.ts';
import type { Queryable } from './database.ts';
import { isOfDayParts } from './day-parts.ts';
import { disclosedIncidents } from './disclosed-incidents.ts';
import { filterValues, type IncidentFilter, MATCHES_FILTER } from './incident-filter.ts';

/** One place with the incidents there: [first day, last day, crime bits, perpetrator bits, reports, sources]. */
type PlaceRow = IncidentPlace & {
  incidents: [number, number, number, number, number, number][];
};

/**
 * The incidents that count in risk: crimes, not hazards, with one of the crimes of the mask, of the period or the two
 * years before its end (the trend's).
 *
 * @param crimeMask bits over CRIMES; with none nothing is found.
 * @param leftOut incidents known in one of these ways are left out.
 * @param dayParts only incidents that a report puts in one of these; null: all.
 */
export async function readRiskIncidents(
  db: Queryable,
  filter: IncidentFilter,
  period: DayPeriod,
  crimeMask: number,
  leftOut: readonly HowKnown[] = [],
  dayParts: readonly DayPart[] | null = null,
): Promise<{ incidents: RiskIncidents; places: PlaceColumns }> {
  const { rows } = await db.query<PlaceRow>(
    `select ST_X(i.geom) as lon, ST_Y(i.geom) as lat, i.radius_m as "radiusM", i.precision,
       i.place_type as "placeType", i.state_code as "stateCode", i.corridor_id as "corridorId",
       i.corridor_km as "corridorKm", i.corridor_offset_m as "offsetM",
       json_agg(json_build_array(i.first_day - date '1970-01-01', i.last_day - date '1970-01-01',
         i.crime_mask, i.perpetrator_mask, i.n_reports, i.n_sources) order by i.incident_id) as incidents
     from ${disclosedIncidents(filter.disclosure)} i
     where ${MATCHES_FILTER}
       and i.kind = 'crime' and i.crime_mask & $7 <> 0
       and i.last_day >= date '1970-01-01' + $8::int
       and i.how_known <> all($9::text[])
       and ($10::text[] is null or ${isOfDayParts('$10')})
     group by 1, 2, 3, 4, 5, 6, 7, 8, 9
     -- Sums of fractions depend on their order in the last bits: both databases answer the same.
     order by min(i.incident_id)`,
    [
      ...filterValues({ ...filter, kind: undefined, crime: undefined, from: undefined }),
      crimeMask,
      Math.min(period.from, period.to - DAYS_OF_TREND + 1),
      leftOut,
      dayParts,
    ],
  );
  return { incidents: columnsOf(rows), places: placeColumns(rows) };
}

function columnsOf(rows: readonly PlaceRow[]): RiskIncidents {
  const count = rows.reduce((sum, { incidents }) => sum + incidents.length, 0);
  const column = () => new Int32Array(count);
  const columns = [column(), column(), column(), column(), column(), column()] as const;
  const place = column();
  let at = 0;
  // Plain loops: there may be a hundred thousand, and the event loop waits.
  for (let p = 0; p < rows.length; p++) {
    for (const incident of rows[p].incidents) {
      place[at] = p;
      for (let k = 0; k < columns.length; k++) columns[k][at] = incident[k];
      at++;
    }
  }
  const [firstDay, lastDay, crimeMask, perpetratorMask, reports, sources] = columns;
  return { count, place, firstDay, lastDay, crimeMask, perpetratorMask, reports, sources };
}

/** The first day of all data, of those known to the month or better; the last day asked where there are none. */
export async function readFirstDay(db: Queryable, lastDay: string): Promise<number> {
  const { rows } = await db.query<{ day: number }>(
    `select coalesce(min(first_day) filter (where last_day - first_day <= 31 and first_day <= $1::date), $1::date)
       - date '1970-01-01' as day from incident`,
    [lastDay],
  );
  return rows[0].day;
}
