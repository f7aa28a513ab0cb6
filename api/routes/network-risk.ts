import { readStretchIncidents } from '../../data/stretch-incidents.ts';
import { may } from '../../domain/access/reader.ts';
import { isoDayOf } from '../../domain/days.ts';
import { noQuerySchema } from '../contract.ts';
import {
  riskQuerySchema,
  type SegmentsRiskAnswer,
  type StretchDetailAnswer,
  segmentsQuerySchema,
  segmentsRiskSchema,
  stretchDetailSchema,
  stretchPathSchema,
} from '../contract-network.ts';
import { RequestError } from '../errors.ts';
import { answerOfRisk, riskHead, stretchRow } from '../network-risk.ts';
import { defineRoute } from '../route.ts';
import { readerFilter } from '../summary.ts';

export const segmentsRisk = defineRoute({
  method: 'get',
  path: '/api/segments/risk',
  summary: 'Risk of every stretch of the network with intervals and trend; no data is not low risk',
  required: 'map.read',
  query: segmentsQuerySchema,
  pathParameters: noQuerySchema,
  answer: segmentsRiskSchema,
  cacheable: true,
  handle: async (context, { query, status, reader }) => {
    const { grain, rule, halfLifeDays, ...asked } = query;
    const filter = readerFilter(asked, status, reader);
    return answerOfRisk<SegmentsRiskAnswer>(
      context,
      reader,
      filter,
      status,
      { halfLifeDays, rule },
      (risk) => {
        const { lixels, edges, stretches } = context.graph;
        return {
          ...riskHead(context, filter.asOf, status, risk),
          counted: risk.counted,
          stretches: stretches.map((stretch, s) =>
            stretchRow(context, stretch, risk.stretches[s], risk.mean),
          ),
          lixels:
            grain === 'stretch'
              ? null
              : {
                  stretch: Array.from(lixels.edge, (edge) => edges.stretch[edge]),
                  fromKm: Array.from(lixels.fromKm),
                  toKm: Array.from(lixels.toKm),
                  density: Array.from(risk.lixels.density, (value) => (Number.isNaN(value) ? null : value)),
                },
        };
      },
    );
  },
});

export const stretchDetail = defineRoute({
  method: 'get',
  path: '/api/stretches/{id}',
  summary: 'One stretch: its risk, what it rests on, months, and by right its incidents',
  required: 'map.read',
  query: riskQuerySchema,
  pathParameters: stretchPathSchema,
  answer: stretchDetailSchema,
  // The incidents in it depend on the reader's permissions, which an ETag would have to know.
  cacheable: false,
  handle: async (context, { query, path: { id }, status, reader }) => {
    const { graph, database } = context;
    const index = graph.stretches.findIndex((stretch) => stretch.id === id);
    if (index < 0) {
      const known = graph.stretches.map((stretch) => stretch.id);
      throw new RequestError(404, 'unknown_stretch', `no stretch ${id}`, { known });
    }
    const { halfLifeDays, ...asked } = query;
    const filter = readerFilter(asked, status, reader);
    return answerOfRisk<StretchDetailAnswer>(
      context,
      reader,
      filter,
      status,
      { halfLifeDays },
      async (risk) => {
        const incidents =
          filter.kind === 'hazard' ? [] : await readStretchIncidents(database.pool, graph, index, filter);
        const scores = risk.stretches.flatMap(({ score }) => (score ? [score.value] : []));
        const own = risk.stretches[index];
        return {
          ...riskHead(context, filter.asOf, status, risk),
          stretch: stretchRow(context, graph.stretches[index], own, risk.mean),
          rank:
            own.score === null ? null : 1 + scores.filter((score) => score > (own.score?.value ?? 0)).length,
          ranked: scores.length,
          evidence: own.evidence,
          months: monthsOf(risk.period, incidents),
          incidentIds: may(reader, 'incidents.read') ? incidents.map((incident) => incident.id) : null,
        };
      },
    );
  },
});

/** Every month of a period with its crimes; those known no better than to a year are in none. */
function monthsOf(
  period: { from: number; to: number },
  incidents: readonly { day: string; hasMonth: boolean }[],
): { month: string; crimes: number }[] {
  const counts = new Map<string, number>();
  for (let day = period.from; day <= period.to; day++) counts.set(isoDayOf(day).slice(0, 7), 0);
  for (const { day, hasMonth } of incidents) {
    const before = counts.get(day.slice(0, 7));
    if (hasMonth && before !== undefined) counts.set(day.slice(0, 7), before + 1);
  }
  return [...counts].map(([month, crimes]) => ({ month, crimes }));
}
