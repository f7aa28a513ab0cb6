import type { IncidentFilter } from '../data/incident-filter.ts';
import { readRiskInput, USUAL_RISK } from '../data/risk.ts';
import { disclosureKey } from '../domain/access/disclosure.ts';
import type { Reader } from '../domain/access/reader.ts';
import { isoDayOf } from '../domain/days.ts';
import type { SplitRule } from '../domain/network/kernel-paths.ts';
import type { Stretch } from '../domain/network/stretches.ts';
import type { NetworkRisk, StretchRisk } from '../domain/risk/network-risk.ts';
import type { Estimate } from '../domain/risk/score.ts';
import type { ApiContext, CurrentStatus } from './context.ts';
import type { Job } from './contract-jobs.ts';
import type { StretchRiskRow } from './contract-network.ts';
import { answerByJob } from './jobs/answer.ts';
import { lixelStates } from './lixel-states.ts';
import type { Answer } from './route.ts';

/** How a reader wants risk worked out, where not as usual. */
interface AskedRisk {
  halfLifeDays: number | undefined;
  rule?: SplitRule;
}

/**
 * The network's risk for a filter, worked out in a thread, once for each state of the data, and what a route makes of
 * it; or the reader's job where that takes long. The map, the panel and the routes of one view share one computation.
 */
export async function answerOfRisk<T>(
  context: ApiContext,
  reader: Reader,
  filter: IncidentFilter,
  status: CurrentStatus,
  { halfLifeDays, rule = USUAL_RISK.density.rule }: AskedRisk,
  tell: (risk: NetworkRisk) => T | Promise<T>,
): Promise<Answer<T | { status: 'running'; job: Job }>> {
  const { database, graph, network } = context;
  const { disclosure, ...rest } = filter;
  const density = { ...USUAL_RISK.density, rule };
  const options = { ...USUAL_RISK, halfLifeDays: halfLifeDays ?? null, density };
  const answer = await answerByJob(context.jobs, reader, {
    kind: 'network-risk',
    key: JSON.stringify(['network-risk', status.dataVersion, disclosureKey(disclosure), rest, options]),
    work: async (control): Promise<{ status: 'answered'; risk: NetworkRisk }> => {
      const { version, states } = await lixelStates(graph, database.pool);
      const input = await readRiskInput(database.pool, filter, options);
      const risk = await control.run('networkRisk', { version, lines: network.lines, states, input });
      if (risk === null) throw new Error('a risk that was not called off has no answer');
      return { status: 'answered', risk };
    },
  });
  if (!('json' in answer)) throw new Error('a job answers in JSON');
  const { json } = answer;
  if (json.status === 'running') return { ...answer, json };
  return { json: await tell(json.risk) };
}

/** What heads every answer about the network's risk: it names the modes that it knows and lacks. */
export function riskHead(context: ApiContext, asOf: string, status: CurrentStatus, risk: NetworkRisk) {
  return {
    status: 'answered' as const,
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
