import type { Resolution } from '../domain/hexagons.ts';
import { cellRadiusLimitM } from '../domain/hexagons.ts';
import { type Bin, FIRST_MONDAY } from '../domain/time-bins.ts';
import type { Queryable } from './database.ts';
import { filterValues, type IncidentFilter, incidentsOf, MATCHES_FILTER } from './incident-filter.ts';

/** Incidents that lie in one cell (null: in none) and in the same first and last bin; counted. */
export interface TimeCount {
  h3: string | null;
  first: number;
  last: number;
  crimes: number;
  hazards: number;
}

/** Bins as domain/time-bins.ts numbers them. */
const BIN: Readonly<Record<Bin, (column: string) => string>> = {
  month: (column) => `(extract(year from ${column}) * 12 + extract(month from ${column}) - 1)::int`,
  week: (column) => `floor((${column} - date '1970-01-01' - ${FIRST_MONDAY}) / 7.0)::int`,
};

/**
 * Counts by cell and time. An incident whose date is known as an interval counts once, under the bins of its two
 * ends, so that any window of whole bins finds just those that MATCHES_FILTER finds for the same days.
 */
export async function countByCellAndTime(
  db: Queryable,
  filter: IncidentFilter,
  resolution: Resolution,
  bin: Bin,
): Promise<TimeCount[]> {
  const { rows } = await db.query<TimeCount>(
    `select case when i.geom is not null and i.radius_m <= $7 then i.h3_${resolution} end as h3,
       ${BIN[bin]('i.first_day')} as first, ${BIN[bin]('i.last_day')} as last,
       count(*) filter (where i.kind = 'crime') as crimes,
       count(*) filter (where i.kind = 'hazard') as hazards
     from ${incidentsOf(filter)} i
     where ${MATCHES_FILTER}
     group by 1, 2, 3 order by 1, 2, 3`,
    [...filterValues(filter), cellRadiusLimitM(resolution)],
  );
  return rows;
}
