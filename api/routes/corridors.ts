import { countByCorridorKm, type KmCount } from '../../data/counts.ts';
import { SNAP_M, STRETCH_RADIUS_M, type Stretch } from '../../domain/network/rail.ts';
import { corridorsSchema, incidentFilterSchema, noQuerySchema } from '../contract.ts';
import { defineRoute } from '../route.ts';
import { summarise, withAsOf } from '../summary.ts';

export const corridors = defineRoute({
  method: 'get',
  path: '/api/corridors',
  summary: 'The freight corridors: line, stations, and the counts of every stretch between two stations',
  required: 'map.read',
  query: incidentFilterSchema,
  pathParameters: noQuerySchema,
  answer: corridorsSchema,
  cacheable: true,
  handle: async (context, { query, status }) => {
    const filter = withAsOf(query, status);
    const counted = await countByCorridorKm(context.database.pool, filter);
    const stretches = context.network.stretches().map((stretch) => ({
      ...stretch,
      ...countOn(stretch, counted),
    }));
    return {
      json: {
        ...(await summarise(context, filter, status)),
        snapM: SNAP_M,
        radiusLimitM: STRETCH_RADIUS_M,
        corridors: context.corridors.map((corridor) => {
          const { fromKm, toKm } = context.network.rangeKm(corridor.id);
          return {
            ...corridor,
            line: context.network.between(corridor.id, fromKm, toKm),
            stations: context.network.stations(corridor.id),
            stretches: stretches.filter(({ corridorId }) => corridorId === corridor.id),
          };
        }),
      },
    };
  },
});

/** A post at a station belongs to the stretch that begins there; the last stretch keeps its end. */
function countOn(stretch: Stretch, counted: readonly KmCount[]): { crimes: number; hazards: number } {
  let crimes = 0;
  let hazards = 0;
  for (const at of counted) {
    if (at.corridorId !== stretch.corridorId || at.km < stretch.fromKm) continue;
    if (at.km < stretch.toKm || (stretch.isLast && at.km === stretch.toKm)) {
      crimes += at.crimes;
      hazards += at.hazards;
    }
  }
  return { crimes, hazards };
}
