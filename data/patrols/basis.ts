import { PREDATORY_BITS } from '../../domain/access/disclosure.ts';
import { DAY_PARTS, type DayPart } from '../../domain/circumstances.ts';
import type { Queryable } from '../database.ts';
import { isOfDayParts } from '../day-parts.ts';
import { disclosedIncidents } from '../disclosed-incidents.ts';
import { filterValues, type IncidentFilter, MATCHES_FILTER } from '../incident-filter.ts';

/** The predatory crimes that a plan is about, by how they are known. */
export interface PatrolBasis {
  reported: number;
  discovered: number;
  unknown: number;
  synthetic: number;
  /** Of them those whose part of the day a report says, and those of the parts asked for. */
  timed: number;
  timedAsked: number;
}

export async function readPatrolBasis(
  db: Queryable,
  filter: IncidentFilter,
  dayParts: readonly DayPart[] = [],
): Promise<PatrolBasis> {
  const { rows } = await db.query<PatrolBasis>(
    `select count(*) filter (where i.how_known = 'reported')::int as reported,
       count(*) filter (where i.how_known = 'discovered')::int as discovered,
       count(*) filter (where i.how_known = 'unknown')::int as unknown,
       count(*) filter (where i.synthetic)::int as synthetic,
       count(*) filter (where ${isOfDayParts('$7')})::int as timed,
       count(*) filter (where ${isOfDayParts('$8')})::int as "timedAsked"
     from ${disclosedIncidents(filter.disclosure)} i
     where ${MATCHES_FILTER} and i.kind = 'crime' and i.crime_mask & ${PREDATORY_BITS} <> 0`,
    [...filterValues(filter), DAY_PARTS, dayParts],
  );
  return rows[0];
}

export interface NearTown {
  name: string;
  distanceKm: number;
}

/** Towns of Mexico near each of some places, the nearest first. */
export async function readNearTowns(
  db: Queryable,
  places: readonly { lon: number; lat: number }[],
  count: number,
): Promise<NearTown[][]> {
  const { rows } = await db.query<{ towns: NearTown[] | null }>(
    `select (
       select json_agg(json_build_object('name', t.name, 'distanceKm', t.m / 1000) order by t.m, t.name) from (
         select g.name, ST_DistanceSphere(ST_MakePoint(g.lon, g.lat), ST_MakePoint(p.lon, p.lat)) as m
         from gazetteer_place g
         -- A degree is 111 km at least of latitude, 90 or more of longitude here: no town is nearer outside the box.
         where g.kind = 'locality' and g.country_code = 'MX'
           and g.lon between p.lon - 0.5 and p.lon + 0.5 and g.lat between p.lat - 0.45 and p.lat + 0.45
         order by m, g.name limit $3
       ) t
     ) as towns
     from unnest($1::float8[], $2::float8[]) with ordinality as p (lon, lat, n) order by n`,
    [places.map(({ lon }) => lon), places.map(({ lat }) => lat), count],
  );
  return rows.map(({ towns }) => towns ?? []);
}
