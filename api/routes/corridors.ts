import { countByCorridorKm, type KmCount } from '../../data/counts.ts';
import type { NetworkGraph } from '../../domain/network/graph.ts';
import { SNAP_M, STRETCH_RADIUS_M } from '../../domain/network/rail.ts';
import { corridorsSchema, noQuerySchema, shownFilterSchema } from '../contract.ts';
import { defineRoute } from '../route.ts';
import { shownFilter, summarise } from '../summary.ts';

export const corridors = defineRoute({
  method: 'get',
  path: '/api/corridors',
  summary: 'The freight corridors: line, stations, and the counts of every stretch between two stations',
  required: 'map.read',
  query: shownFilterSchema,
  pathParameters: noQuerySchema,
  answer: corridorsSchema,
  cacheable: true,
  handle: async (context, { query, status, reader }) => {
    const filter = shownFilter(context, query, status, reader);
    const counted = await countByCorridorKm(context.database.pool, filter);
    const { graph } = context;
    const counts = countStretches(graph, counted);
    const stretches = graph.stretches.map((stretch, index) => ({
      id: stretch.id,
      corridorId: stretch.corridorId,
      fromStation: stretch.fromStation,
      toStation: stretch.toStation,
      fromKm: stretch.fromKm,
      toKm: stretch.toKm,
      line: context.network.between(stretch.corridorId, stretch.fromKm, stretch.toKm),
      ...counts[index],
    }));
    return {
      json: {
        ...(await summarise(context, filter, status)),
        snapM: SNAP_M,
        radiusLimitM: STRETCH_RADIUS_M,
        corridors: context.corridors.map(({ id, name, operator, lengthKm }) => {
          const { fromKm, toKm } = context.network.rangeKm(id);
          return {
            id,
            name,
            operator,
            lengthKm,
            line: context.network.between(id, fromKm, toKm),
            stations: context.network.stations(id),
            stretches: stretches
              .filter(({ corridorId }) => corridorId === id)
              .map(({ corridorId: _, ...stretch }) => stretch),
          };
        }),
      },
    };
  },
});

/** Where a corridor runs over another's track, its counts are of that track's stretch. */
export function countStretches(
  graph: NetworkGraph,
  counted: readonly KmCount[],
): { crimes: number; hazards: number }[] {
  const counts = graph.stretches.map(() => ({ crimes: 0, hazards: 0 }));
  for (const at of counted) {
    const place = graph.placeOf(at.corridorId, at.km);
    if (!place) continue;
    const count = counts[graph.edges.stretch[place.edge]];
    count.crimes += at.crimes;
    count.hazards += at.hazards;
  }
  return counts;
}
