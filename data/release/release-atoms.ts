import { LEAST_DISCLOSURE } from '../../domain/access/disclosure.ts';
import { crimeGroupsOf } from '../../domain/alerts/crime-groups.ts';
import type { NetworkGraph } from '../../domain/network/graph.ts';
import { SNAP_M, STRETCH_RADIUS_M } from '../../domain/network/rail.ts';
import type { ReleaseAtom } from '../../domain/release/lattice.ts';
import type { Crime } from '../../domain/taxonomy.ts';
import type { Queryable } from '../database.ts';
import { disclosedIncidents } from '../disclosed-incidents.ts';

/** Crimes with a state; the only ones that releases count. */
const COUNTED = `${disclosedIncidents(LEAST_DISCLOSURE)} i
  where i.kind = 'crime' and i.state_code <> '' and i.synthetic = $1`;

interface AtomRow {
  month: string;
  stateCode: string;
  crime: Crime;
  /** Null where it is pinned to no track. */
  corridorId: string | null;
  km: number | null;
  count: number;
}

/** What is known of some months, by their first days; incidents not known to the month are in none. */
export async function readReleaseAtoms(
  db: Queryable,
  graph: NetworkGraph,
  synthetic: boolean,
  months: readonly string[],
): Promise<ReadonlyMap<string, ReleaseAtom[]>> {
  const { rows } = await db.query<AtomRow>(
    `select month, state_code as "stateCode", crime, corridor_id as "corridorId", km, count(*) as count
     from (
       select to_char(i.first_day, 'YYYY-MM-01') as month, i.state_code, i.principal_crime as crime,
         case when pinned then i.corridor_id end as corridor_id, case when pinned then i.corridor_km end as km
       from (
         select *, corridor_id is not null and corridor_offset_m <= $3 and radius_m <= $4 as pinned
         from ${COUNTED} and to_char(i.first_day, 'YYYY-MM') = to_char(i.last_day, 'YYYY-MM')
           and to_char(i.first_day, 'YYYY-MM-01') = any($2::text[])
       ) i
     ) known
     group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`,
    [synthetic, months, SNAP_M, STRETCH_RADIUS_M],
  );
  const atoms = new Map<string, ReleaseAtom[]>(months.map((month) => [month, []]));
  for (const { month, stateCode, crime, corridorId, km, count } of rows) {
    const place = corridorId === null || km === null ? null : graph.placeOf(corridorId, km);
    const stretchId = place && graph.stretches[graph.edges.stretch[place.edge]].id;
    const [group] = crimeGroupsOf([crime]);
    if (group) atoms.get(month)?.push({ stateCode, stretchId, group, count });
  }
  return atoms;
}

/** How many incidents are known of each state in each of some calendar years; those with none are missing. */
export async function countReleaseYears(
  db: Queryable,
  synthetic: boolean,
  years: readonly number[],
): Promise<{ stateCode: string; year: number; count: number }[]> {
  const { rows } = await db.query<{ stateCode: string; year: number; count: number }>(
    `select i.state_code as "stateCode", extract(year from i.first_day)::int as year, count(*) as count
     from ${COUNTED} and extract(year from i.first_day)::int = any($2::int[])
       and extract(year from i.first_day) = extract(year from i.last_day)
     group by 1, 2`,
    [synthetic, years],
  );
  return rows;
}
