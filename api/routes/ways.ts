import type { NetworkGraph } from '../../domain/network/graph.ts';
import { type Leg, shortestWay, stationsNamed } from '../../domain/network/shortest-way.ts';
import { wayRisk } from '../../domain/risk/way-risk.ts';
import { noQuerySchema } from '../contract.ts';
import { type WayAnswer, wayQuerySchema, waySchema } from '../contract-network.ts';
import { RequestError } from '../errors.ts';
import { aboutStretch, answerOfRisk, riskHead } from '../network-risk.ts';
import { defineRoute } from '../route.ts';
import { readerFilter } from '../summary.ts';

export const way = defineRoute({
  method: 'get',
  path: '/api/routes',
  summary:
    'The way between two stations: its stretches, cumulative risk and danger points. There is one way, the shortest',
  required: 'map.read',
  query: wayQuerySchema,
  pathParameters: noQuerySchema,
  answer: waySchema,
  cacheable: true,
  handle: async (context, { query, status, reader }) => {
    const { from, to, firstDay, lastDay, halfLifeDays, ...asked } = query;
    const { graph } = context;
    const legs = findWay(graph, from, to);
    const filter = readerFilter({ ...asked, from: firstDay, to: lastDay }, status, reader);
    return answerOfRisk<WayAnswer>(context, reader, filter, status, { halfLifeDays }, (risk) => {
      const middleKm = (lixel: number) => (graph.lixels.fromKm[lixel] + graph.lixels.toKm[lixel]) / 2;
      const told = wayRisk(legs, risk, middleKm);
      return {
        ...riskHead(context, filter.asOf, status, risk),
        from,
        to,
        lengthKm: legs.reduce((sum, leg) => sum + Math.abs(leg.toKm - leg.fromKm), 0),
        totalPerYear: told.totalPerYear,
        noDataKm: told.noDataKm,
        legs: legs.map((leg, i) => ({
          stretch: aboutStretch(context, graph.stretches[leg.stretch]),
          fromKm: leg.fromKm,
          toKm: leg.toKm,
          lengthKm: Math.abs(leg.toKm - leg.fromKm),
          status: risk.stretches[leg.stretch].status,
          score: risk.stretches[leg.stretch].score,
          ...told.legs[i],
          line: lineOf(graph, leg),
        })),
        dangerPoints: told.dangerPoints.map(({ lixel, leg, atKm, density }) => {
          const edge = graph.lixels.edge[lixel];
          const [lon, lat] = graph.pointAt({ edge, alongKm: atKm - graph.edges.fromKm[edge] });
          const { corridorId, corridorName } = aboutStretch(context, graph.stretches[legs[leg].stretch]);
          return {
            corridorId,
            corridorName,
            km: atKm,
            leg,
            lon,
            lat,
            density,
            timesMean: density / (risk.mean ?? 1),
          };
        }),
      };
    });
  },
});

/** The shortest way between stations of two names; a name may be a station of several networks. */
function findWay(graph: NetworkGraph, from: string, to: string): Leg[] {
  const [starts, ends] = [from, to].map((name) => {
    const found = stationsNamed(graph, name);
    if (found.length === 0) {
      const known = graph.nodes.flatMap(({ kind, name: of }) => (kind === 'station' && of ? [of] : []));
      throw new RequestError(404, 'unknown_station', `no station ${name}`, {
        known: [...new Set(known)].sort(),
      });
    }
    return found;
  });
  if (from === to) throw new RequestError(400, 'same_station', `${from} is both ends of the way`);
  const ways = starts.flatMap((start) =>
    ends.flatMap((end) => {
      const legs = shortestWay(graph, start, end);
      return legs ? [{ legs, km: legs.reduce((sum, leg) => sum + Math.abs(leg.toKm - leg.fromKm), 0) }] : [];
    }),
  );
  if (ways.length === 0) {
    throw new RequestError(404, 'no_route', `no track known joins ${from} and ${to}`, { modes: graph.modes });
  }
  return ways.reduce((shortest, other) => (other.km < shortest.km ? other : shortest)).legs;
}

function lineOf(graph: NetworkGraph, { stretch, fromKm, toKm }: Leg): [number, number][] {
  const corridor = graph.edges.corridor[graph.stretches[stretch].firstEdge];
  const line = graph.line(corridor, Math.min(fromKm, toKm), Math.max(fromKm, toKm));
  return fromKm <= toKm ? line : line.reverse();
}
