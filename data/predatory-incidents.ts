import type { Disclosure } from '../domain/access/disclosure.ts';
import { type Perpetrator, PREDATORY_CRIMES, type PredatoryCrime } from '../domain/taxonomy.ts';
import type { Queryable } from './database.ts';
import { disclosedIncidents, lookInstants, wasShown } from './disclosed-incidents.ts';
import { filterValues, type IncidentFilter, MATCHES_FILTER } from './incident-filter.ts';

/** What may be asked of predatory incidents: hazards and consented crimes can't be. */
export interface PredatoryFilter {
  crime?: readonly PredatoryCrime[] | undefined;
  perpetrator?: readonly Perpetrator[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  asOf: string;
  disclosure: Disclosure;
  /** Only what was shown at that look already, to a reader from whom what becomes known is held back so long. */
  shownAt?: { look: Date; delayHours: number } | undefined;
}

/** Columns: one entry an incident, in the order of their ids. */
export interface PredatoryIncidents {
  lon: Float64Array;
  lat: Float64Array;
  radiusM: Float64Array;
  /** Since 1970. */
  firstDay: Int32Array;
  lastDay: Int32Array;
  /** Matching ones that are left out: place unknown, or known less well than asked. */
  unplaced: number;
  tooVague: number;
  /** Of those that are in. */
  synthetic: number;
}

/** The filter that lets only crimes through that were done to a person: at least one predatory, none asked for else. */
export function predatory(filter: PredatoryFilter): IncidentFilter {
  const { crime, shownAt: _, ...rest } = filter;
  return { ...rest, kind: 'crime', crime: crime?.length ? crime : PREDATORY_CRIMES };
}

const WAS_SHOWN = `($8::timestamptz is null or ${wasShown('$8', '$9')})`;

/** Matching predatory incidents whose place is known to `radiusLimitM` or better. */
export async function readPredatoryIncidents(
  db: Queryable,
  filter: PredatoryFilter,
  radiusLimitM: number,
): Promise<PredatoryIncidents> {
  const values = filterValues(predatory(filter));
  const { shownAt } = filter;
  const known = shownAt ? lookInstants(shownAt.look, shownAt.delayHours) : [null, null];
  type Row = [lon: number, lat: number, radiusM: number, first: number, last: number, synthetic: boolean];
  const { rows } = await db.query<Row>({
    rowMode: 'array',
    text: `
      select ST_X(i.geom), ST_Y(i.geom), i.radius_m, i.first_day - date '1970-01-01',
        i.last_day - date '1970-01-01', i.synthetic
      from ${disclosedIncidents(filter.disclosure)} i
      where ${MATCHES_FILTER} and ${WAS_SHOWN} and i.geom is not null and i.radius_m <= $7
      order by i.incident_id`,
    values: [...values, radiusLimitM, ...known],
  });
  const { rows: left } = await db.query<{ unplaced: number; tooVague: number }>(
    `select count(*) filter (where i.geom is null) as unplaced,
       count(*) filter (where i.geom is not null and i.radius_m > $7) as "tooVague"
     from ${disclosedIncidents(filter.disclosure)} i where ${MATCHES_FILTER} and ${WAS_SHOWN}`,
    [...values, radiusLimitM, ...known],
  );
  return {
    lon: Float64Array.from(rows, (row) => row[0]),
    lat: Float64Array.from(rows, (row) => row[1]),
    radiusM: Float64Array.from(rows, (row) => row[2]),
    firstDay: Int32Array.from(rows, (row) => row[3]),
    lastDay: Int32Array.from(rows, (row) => row[4]),
    synthetic: rows.filter((row) => row[5]).length,
    ...left[0],
  };
}
