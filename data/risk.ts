import type { DayPart } from '../domain/circumstances.ts';
import { dayNumber } from '../domain/days.ts';
import type { NetworkGraph } from '../domain/network/graph.ts';
import type { NetworkDensityOptions } from '../domain/network/kernel-density.ts';
import { countedCrimeMask } from '../domain/risk/counted-crimes.ts';
import type { DayPeriod } from '../domain/risk/day-weights.ts';
import { lixelMiddles } from '../domain/risk/graph-network.ts';
import type { RiskInput } from '../domain/risk/risk-model.ts';
import type { HowKnown } from '../domain/taxonomy.ts';
import { readCoverage } from './coverage.ts';
import type { Queryable } from './database.ts';
import type { IncidentFilter } from './incident-filter.ts';
import { readFirstDay, readRiskIncidents } from './risk-incidents.ts';

export interface RiskOptions {
  /** An incident this many days old counts half; null: all days the same. */
  halfLifeDays: number | null;
  /** Of the intervals. */
  level: number;
  /** Of the lixels' density, in km. */
  density: NetworkDensityOptions;
  /** Incidents known in one of these ways are left out; none unless told. */
  leftOut?: readonly HowKnown[];
  /** Only incidents that a report puts in one of these parts of the day; all unless told. */
  dayParts?: readonly DayPart[] | null;
}

/** As the product answers when nothing else is asked: live densities are equal-split discontinuous. */
export const USUAL_RISK: RiskOptions = {
  halfLifeDays: null,
  level: 0.95,
  density: { rule: 'discontinuous', kernel: 'quartic', bandwidth: 20 },
};

/**
 * What the risk of the whole network follows from, for the incidents of a filter: its period (from the first day of all
 * data where it names none, to the product date at the latest), its crimes as far as they are predatory, its
 * perpetrators. A filter for hazards or for consented crimes alone counts nothing.
 */
export async function readRiskInput(
  db: Queryable,
  filter: IncidentFilter,
  { halfLifeDays, level, density, leftOut, dayParts }: RiskOptions = USUAL_RISK,
): Promise<RiskInput> {
  const period = await riskPeriod(db, filter);
  const crimeMask = filter.kind === 'hazard' ? 0 : countedCrimeMask(filter.crime);
  const { incidents, places } = await readRiskIncidents(db, filter, period, crimeMask, leftOut, dayParts);
  const { sources } = await readCoverage(db, filter.disclosure.until);
  return { incidents, places, sources, question: { period, halfLifeDays, level, crimeMask }, density };
}

async function riskPeriod(db: Queryable, { from, to, asOf }: IncidentFilter): Promise<DayPeriod> {
  const last = to !== undefined && to < asOf ? to : asOf;
  return { from: from === undefined ? await readFirstDay(db, last) : dayNumber(from), to: dayNumber(last) };
}

/** INEGI code of the state that holds the middle of each lixel, or is nearest to it: track runs along coasts. */
export async function readLixelStates(db: Queryable, graph: NetworkGraph): Promise<string[]> {
  const { lon, lat } = lixelMiddles(graph);
  const { rows } = await db.query<{ code: string }>(
    `select coalesce(
       (select code from state s where ST_Contains(s.geom, p.geom) limit 1),
       (select code from state s order by s.geom <-> p.geom limit 1)) as code
     from (
       select n, ST_SetSRID(ST_MakePoint(lon, lat), 4326) as geom
       from unnest($1::float8[], $2::float8[]) with ordinality as t (lon, lat, n)
     ) p order by n`,
    [Array.from(lon), Array.from(lat)],
  );
  return rows.map(({ code }) => code);
}
