import { type Disclosure, PREDATORY_BITS } from '../../domain/access/disclosure.ts';
import { SNAP_M, STRETCH_RADIUS_M } from '../../domain/network/rail.ts';
import type { KmCount } from '../counts.ts';
import type { Queryable } from '../database.ts';
import { disclosedIncidents, lookInstants, wasShown } from '../disclosed-incidents.ts';

/** Since when something is new to a reader. */
export interface Since {
  disclosure: Disclosure;
  /** Product date, ISO day. */
  asOf: string;
  /** The look against which it is told. */
  look: Date;
  /** How long what becomes known is held back from this reader; 0: not at all. */
  delayHours: number;
}

/** Shown now, and not shown at that look. Parameters $1 to $3. */
const IS_NEW = `i.first_day <= $1::date and not ${wasShown('$2', '$3')}`;

const PREDATORY = `i.kind = 'crime' and i.crime_mask & ${PREDATORY_BITS} <> 0`;

function values({ asOf, look, delayHours }: Since): unknown[] {
  return [asOf, ...lookInstants(look, delayHours)];
}

export interface NewInState {
  /** INEGI code; empty outside Mexico and where the state is not known. */
  code: string;
  crimes: number;
  hazards: number;
  synthetic: number;
}

/** Incidents that became known since, by state; of crimes only predatory ones. */
export async function countNewByState(db: Queryable, since: Since): Promise<NewInState[]> {
  const { rows } = await db.query<NewInState>(
    `select i.state_code as code, count(*) filter (where ${PREDATORY}) as crimes,
       count(*) filter (where i.kind = 'hazard') as hazards, count(*) filter (where i.synthetic) as synthetic
     from ${disclosedIncidents(since.disclosure)} i
     where ${IS_NEW} and (i.kind = 'hazard' or ${PREDATORY})
     group by 1 order by 2 desc, 3 desc, 1`,
    values(since),
  );
  return rows;
}

/** The same near the track, by corridor and whole km. */
export async function countNewByKm(db: Queryable, since: Since): Promise<KmCount[]> {
  const { rows } = await db.query<KmCount>(
    `select i.corridor_id as "corridorId", i.corridor_km as km, count(*) as crimes, 0::bigint as hazards
     from ${disclosedIncidents(since.disclosure)} i
     where ${IS_NEW} and ${PREDATORY} and i.corridor_id is not null
       and i.corridor_offset_m <= $4 and i.radius_m <= $5
     group by 1, 2 order by 1, 2`,
    [...values(since), SNAP_M, STRETCH_RADIUS_M],
  );
  return rows;
}
