import { PREDATORY_BITS } from '../domain/access/disclosure.ts';
import type { LeavingReason, Vulnerability } from '../domain/circumstances.ts';
import {
  toldVictims,
  VICTIM_GROUPS,
  type VictimCounts,
  type VictimGroup,
  type VictimSums,
} from '../domain/patterns/victims.ts';
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

/** Countries of origin by state, each once an incident, by name and never by number; what is under the threshold is not in it, only counted. */
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
     group by 1, 2 order by 1, 2`,
    filterValues(filter),
  );
  const origins = rows.filter(({ incidents }) => incidents >= ORIGIN_THRESHOLD);
  return { origins, withheld: rows.length - origins.length };
}

/** Victims by sex and age for the whole country, from the threshold on: of each incident the report that claims most. */
export async function sumVictims(db: Queryable, filter: IncidentFilter): Promise<VictimSums> {
  const sums = VICTIM_GROUPS.map(
    (group) => `sum((by ->> '${group}')::int)::int as "${group}",
       count(*) filter (where (by ->> '${group}')::int > 0) as "${group}In"`,
  );
  const { rows } = await db.query<
    Omit<VictimCounts, 'groups'> & Record<VictimGroup, number | null> & Record<`${VictimGroup}In`, number>
  >(
    `select count(victims) as incidents, coalesce(sum(victims), 0)::int as victims,
       count(*) filter (where by <> '{}') as "toldApart", ${sums.join(', ')}
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
  const row = rows[0];
  const groupOf = (group: VictimGroup) => ({ people: row[group], incidents: row[`${group}In`] });
  const groups = {
    women: groupOf('women'),
    men: groupOf('men'),
    minors: groupOf('minors'),
    unaccompaniedMinors: groupOf('unaccompaniedMinors'),
  };
  return toldVictims({ ...row, groups }, ORIGIN_THRESHOLD);
}

export interface CircumstanceCounts {
  threshold: number;
  /** Incidents of which a report says one of the codes that are told, of each list. */
  leavingTold: number;
  vulnerabilityTold: number;
  /** Codes of each list told of the threshold's number of incidents or more; an incident counts once a code. */
  leaving: { word: LeavingReason; incidents: number }[];
  vulnerability: { word: Vulnerability; incidents: number }[];
  /** Codes under the threshold, of both lists. */
  withheld: number;
}

/** Why people left and what made them vulnerable, for the whole country only. */
export async function countCircumstances(db: Queryable, filter: IncidentFilter): Promise<CircumstanceCounts> {
  const { rows } = await db.query<{
    list: 'leaving' | 'vulnerability';
    /** Null: all that are told of the list. */
    word: string | null;
    isTold: boolean;
    incidents: number;
  }>(
    `with told as materialized (
       select i.incident_id, r.leaving_reasons, r.vulnerabilities
       from ${disclosedIncidents(filter.disclosure)} i
       join incident_report l on l.incident_id = i.incident_id
       join report r on r.source_id = l.source_id and r.report_id = l.report_id and r.is_current
       where ${MATCHES_FILTER} and ${PREDATORY} and (r.leaving_reasons <> '{}' or r.vulnerabilities <> '{}')
     ), coded as (
       select incident_id, 'leaving' as list, unnest(leaving_reasons) as word from told
       union
       select incident_id, 'vulnerability', unnest(vulnerabilities) from told
     ), counted as (
       select *, count(*) over (partition by list, word) >= ${ORIGIN_THRESHOLD} as is_told from coded
     )
     select list, word, is_told as "isTold", count(distinct incident_id) as incidents from counted
     group by grouping sets ((list, is_told, word), (list, is_told)) order by 1, 4 desc, 2`,
    filterValues(filter),
  );
  const shown = <T extends string>(list: string) =>
    rows.flatMap(({ word, incidents, ...row }) =>
      row.list === list && row.isTold && word !== null ? [{ word: word as T, incidents }] : [],
    );
  // Not all that say something: less what is shown of a code each, that would be a code under the threshold.
  const toldOf = (list: string) =>
    rows.find((row) => row.list === list && row.isTold && row.word === null)?.incidents ?? 0;
  return {
    threshold: ORIGIN_THRESHOLD,
    leavingTold: toldOf('leaving'),
    vulnerabilityTold: toldOf('vulnerability'),
    leaving: shown<LeavingReason>('leaving'),
    vulnerability: shown<Vulnerability>('vulnerability'),
    withheld: rows.filter(({ word, isTold }) => word !== null && !isTold).length,
  };
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
