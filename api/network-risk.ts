import type { IncidentFilter } from '../data/incident-filter.ts';
import { createRiskModel, type RiskModel, readNetworkRisk, USUAL_RISK } from '../data/risk.ts';
import { disclosureKey } from '../domain/access/disclosure.ts';
import { isoDayOf } from '../domain/days.ts';
import type { NetworkGraph } from '../domain/network/graph.ts';
import type { Stretch } from '../domain/network/stretches.ts';
import type { NetworkRisk, StretchRisk } from '../domain/risk/network-risk.ts';
import type { Estimate } from '../domain/risk/score.ts';
import type { ApiContext, CurrentStatus } from './context.ts';
import type { StretchRiskRow } from './contract-network.ts';

/** Answers remembered: the map, the panel and the routes of one view ask for the same. */
const REMEMBERED = 16;

const models = new WeakMap<NetworkGraph, Promise<RiskModel>>();
const answers = new WeakMap<NetworkGraph, Map<string, Promise<NetworkRisk>>>();

/** The network's risk for a filter, worked out once for each state of the data. */
export function riskFor(
  { database, graph }: ApiContext,
  filter: IncidentFilter,
  status: CurrentStatus,
  halfLifeDays: number | undefined,
): Promise<NetworkRisk> {
  const known = answers.get(graph) ?? new Map<string, Promise<NetworkRisk>>();
  answers.set(graph, known);
  const { disclosure, ...rest } = filter;
  const key = JSON.stringify([status.dataVersion, disclosureKey(disclosure), rest, halfLifeDays]);
  const found = known.get(key);
  if (found) return found;
  const made = modelOf(graph, database.pool).then((model) =>
    readNetworkRisk(database.pool, model, filter, { ...USUAL_RISK, halfLifeDays: halfLifeDays ?? null }),
  );
  known.set(key, made);
  made.catch(() => known.delete(key));
  for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size - REMEMBERED))) known.delete(oldest);
  return made;
}

function modelOf(graph: NetworkGraph, db: ApiContext['database']['pool']): Promise<RiskModel> {
  const known = models.get(graph);
  if (known) return known;
  const made = createRiskModel(db, graph);
  models.set(graph, made);
  made.catch(() => models.delete(graph));
  return made;
}

/** What heads every answer about the network's risk: it names the modes that it knows and lacks. */
export function riskHead(context: ApiContext, asOf: string, status: CurrentStatus, risk: NetworkRisk) {
  return {
    asOf,
    dataVersion: String(status.dataVersion),
    period: { from: isoDayOf(risk.period.from), to: isoDayOf(risk.period.to) },
    modes: context.graph.modes,
    mean: risk.mean,
  };
}

export function aboutStretch({ corridors }: ApiContext, stretch: Stretch) {
  const corridor = corridors.find(({ id }) => id === stretch.corridorId);
  const { id, corridorId, mode, fromStation, toStation, fromKm, toKm, lengthKm } = stretch;
  return {
    id,
    corridorId,
    corridorName: corridor?.name ?? corridorId,
    operator: corridor?.operator ?? '',
    mode,
    fromStation,
    toStation,
    fromKm,
    toKm,
    lengthKm,
  };
}

export function stretchRow(
  context: ApiContext,
  stretch: Stretch,
  { status, count, rate, score, aboveMean, trend, covered }: StretchRisk,
  mean: number | null,
): StretchRiskRow {
  const times = (of: Estimate, by: number) => ({
    value: of.value / by,
    low: of.low / by,
    high: of.high / by,
  });
  return {
    ...aboutStretch(context, stretch),
    status,
    count,
    rate,
    score,
    timesMean: rate && mean ? times(rate, mean) : null,
    aboveMean,
    trend,
    covered,
  };
}
