import { PREDATORY_BITS } from '../domain/access/disclosure.ts';
import { SNAP_M, STRETCH_RADIUS_M } from '../domain/network/rail.ts';
import type { Queryable } from './database.ts';
import { disclosedIncidents } from './disclosed-incidents.ts';
import { filterValues, type IncidentFilter, MATCHES_FILTER } from './incident-filter.ts';

/** Whom predatory crimes harmed, by what, and who told: questions that the columns of incidents can't answer. */

const PREDATORY = `i.kind = 'crime' and i.crime_mask & ${PREDATORY_BITS} <> 0`;

/** Under this many incidents a state's country of origin is not told: it could tell of a person. */
export const ORIGIN_THRESHOLD = 5;

export interface OriginCount {
  stateCode: string;
  country: string;
  incidents: number;
}

/** Countries of origin by state, each once an incident; what is under the threshold is not in it, only counted. */
export async function countOrigins(
  db: Queryable,
  filter: IncidentFilter,
): Promise<{ origins: OriginCount[]; withheld: number }> {
  const { rows } = await db.query<OriginCount>(
    `select i.state_code as "stateCode", origin.country, count(*) as incidents
     from ${disclosedIncidents(filter.disclosure)} i
     join lateral (
       select distinct c.country from incident_report l
       join report r on r.source_id = l.source_id and r.report_id = l.report_id and r.is_current,
         unnest(r.countries) as c (country)
       where l.incident_id = i.incident_id
     ) origin on true
     where ${MATCHES_FILTER} and ${PREDATORY} and i.state_code <> ''
     group by 1, 2 order by 1, 3 desc, 2`,
    filterValues(filter),
  );
  const origins = rows.filter(({ incidents }) => incidents >= ORIGIN_THRESHOLD);
  return { origins, withheld: rows.length - origins.length };
}

export interface VictimSums {
  /** Incidents that say how many were harmed, and how many that makes. */
  incidents: number;
  victims: number;
  /** Incidents that tell them apart, and the sums of each group; null where none says it. */
  toldApart: number;
  women: number | null;
  men: number | null;
  minors: number | null;
  unaccompaniedMinors: number | null;
}

/** Victims by sex and age for the whole country: of each incident the report that claims most. */
export async function sumVictims(db: Queryable, filter: IncidentFilter): Promise<VictimSums> {
  const group = (name: string) => `sum((by ->> '${name}')::int)::int as "${name}"`;
  const { rows } = await db.query<VictimSums>(
    `select count(victims) as incidents, coalesce(sum(victims), 0)::int as victims,
       count(*) filter (where by <> '{}') as "toldApart",
       ${['women', 'men', 'minors', 'unaccompaniedMinors'].map(group).join(', ')}
     from (
       select distinct on (i.incident_id) i.incident_id, r.victims, r.victims_by as by
       from ${disclosedIncidents(filter.disclosure)} i
       join incident_report l on l.incident_id = i.incident_id
       join report r on r.source_id = l.source_id and r.report_id = l.report_id and r.is_current
       where ${MATCHES_FILTER} and ${PREDATORY}
       order by i.incident_id, r.victims desc nulls last, r.victims_by = '{}', r.source_id, r.report_id
     ) told`,
    filterValues(filter),
  );
  return rows[0];
}

export interface WayCount {
  corridorId: string;
  name: string;
  placeType: string;
  incidents: number;
}

/** Where along each corridor: place types of what lies near the track and is known well enough to say. */
export async function countWays(db: Queryable, filter: IncidentFilter): Promise<WayCount[]> {
  const { rows } = await db.query<WayCount>(
    `select i.corridor_id as "corridorId", c.name, i.place_type as "placeType", count(*) as incidents
     from ${disclosedIncidents(filter.disclosure)} i join corridor c on c.corridor_id = i.corridor_id
     where ${MATCHES_FILTER} and ${PREDATORY} and i.corridor_offset_m <= $7 and i.radius_m <= $8
     group by c.seq, 1, 2, 3 order by c.seq, 1, 4 desc, 3`,
    [...filterValues(filter), SNAP_M, STRETCH_RADIUS_M],
  );
  return rows;
}

export interface StateReporting {
  stateCode: string;
  incidents: number;
  /** Publishers, or the file's source where a row names none. */
  sources: number;
  lastDay: string | null;
  reported: number;
  discovered: number;
}

/** Who tells of each state, and how it became known: what may make a state look quiet or busy. */
export async function readReporting(db: Queryable, filter: IncidentFilter): Promise<StateReporting[]> {
  const { rows } = await db.query<StateReporting>(
    `select i.state_code as "stateCode", count(distinct i.incident_id) as incidents,
       count(distinct coalesce(r.publisher, r.source_id)) as sources,
       max(coalesce(r.published_day, r.first_day)) as "lastDay",
       count(distinct i.incident_id) filter (where i.how_known = 'reported') as reported,
       count(distinct i.incident_id) filter (where i.how_known = 'discovered') as discovered
     from ${disclosedIncidents(filter.disclosure)} i
     join incident_report l on l.incident_id = i.incident_id
     join report r on r.source_id = l.source_id and r.report_id = l.report_id and r.is_current
     where ${MATCHES_FILTER} and ${PREDATORY} and i.state_code <> ''
     group by 1 order by 1`,
    filterValues(filter),
  );
  return rows;
}
