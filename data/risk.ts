import { stateCoverage } from '../domain/coverage/state-coverage.ts';
import { dayNumber } from '../domain/days.ts';
import type { NetworkGraph } from '../domain/network/graph.ts';
import type { NetworkDensityOptions } from '../domain/network/kernel-density.ts';
import { type LixelKernel, lixelKernel } from '../domain/network/lixel-kernel.ts';
import { SNAP_M } from '../domain/network/rail.ts';
import { countedCrimeMask } from '../domain/risk/counted-crimes.ts';
import type { DayPeriod } from '../domain/risk/day-weights.ts';
import { lixelMiddles, riskNetworkOf } from '../domain/risk/graph-network.ts';
import { type NetworkRisk, networkRisk } from '../domain/risk/network-risk.ts';
import { type Placement, placementRule } from '../domain/risk/placement.ts';
import type { RiskNetwork } from '../domain/risk/risk-network.ts';
import { readCoverage } from './coverage.ts';
import type { Queryable } from './database.ts';
import type { IncidentFilter } from './incident-filter.ts';
import { readFirstDay, readRiskIncidents } from './risk-incidents.ts';

/** What is worked out once for a network and used for every question about it. */
export interface RiskModel {
  network: RiskNetwork;
  place: (place: Parameters<ReturnType<typeof placementRule>>[0]) => Placement;
  /** Kept for the last options asked. */
  kernel(options: NetworkDensityOptions): LixelKernel;
}

export interface RiskOptions {
  /** An incident this many days old counts half; null: all days the same. */
  halfLifeDays: number | null;
  /** Of the intervals. */
  level: number;
  /** Of the lixels' density, in km. */
  density: NetworkDensityOptions;
}

/** As the product answers when nothing else is asked: live densities are equal-split discontinuous. */
export const USUAL_RISK: RiskOptions = {
  halfLifeDays: null,
  level: 0.95,
  density: { rule: 'discontinuous', kernel: 'quartic', bandwidth: 20 },
};

/** Reads in which state each lixel lies, and makes ready what follows from the network alone. */
export async function createRiskModel(db: Queryable, graph: NetworkGraph): Promise<RiskModel> {
  const network = riskNetworkOf(graph, await readLixelStates(db, graph));
  let known: { key: string; kernel: LixelKernel } | null = null;
  return {
    network,
    place: placementRule(network, SNAP_M),
    kernel: (options) => {
      const key = `${options.rule} ${options.kernel} ${options.bandwidth}`;
      if (known?.key !== key)
        known = { key, kernel: lixelKernel(network.edges, network.lixels.middle, options) };
      return known.kernel;
    },
  };
}

/**
 * The risk of the whole network, for the incidents of a filter: its period (from the first day of all data where it
 * names none, to the product date at the latest), its crimes as far as they are predatory, its perpetrators. A filter
 * for hazards or for consented crimes alone counts nothing.
 */
export async function readNetworkRisk(
  db: Queryable,
  model: RiskModel,
  filter: IncidentFilter,
  options: RiskOptions = USUAL_RISK,
): Promise<NetworkRisk> {
  const period = await riskPeriod(db, filter);
  const crimeMask = filter.kind === 'hazard' ? 0 : countedCrimeMask(filter.crime);
  const { incidents, places } = await readRiskIncidents(db, model.place, filter, period, crimeMask);
  const { sources } = await readCoverage(db);
  return networkRisk(
    model.network,
    incidents,
    places,
    { period, halfLifeDays: options.halfLifeDays, level: options.level, crimeMask },
    (state, span) => stateCoverage(state, sources, span).noData,
    model.kernel(options.density),
  );
}

async function riskPeriod(db: Queryable, { from, to, asOf }: IncidentFilter): Promise<DayPeriod> {
  const last = to !== undefined && to < asOf ? to : asOf;
  return { from: from === undefined ? await readFirstDay(db, last) : dayNumber(from), to: dayNumber(last) };
}

/** INEGI code of the state that holds the middle of each lixel, or is nearest to it: track runs along coasts. */
async function readLixelStates(db: Queryable, graph: NetworkGraph): Promise<string[]> {
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
