import { countByState } from '../../data/counts.ts';
import { noQuerySchema, shownFilterSchema, stateCountsSchema } from '../contract.ts';
import { defineRoute } from '../route.ts';
import { shownFilter, summarise } from '../summary.ts';

export const states = defineRoute({
  method: 'get',
  path: '/api/states',
  summary: 'The 32 states with their counts of crimes and hazards',
  required: 'map.read',
  query: shownFilterSchema,
  pathParameters: noQuerySchema,
  answer: stateCountsSchema,
  cacheable: true,
  handle: async (context, { query, status, reader }) => {
    const filter = shownFilter(context, query, status, reader);
    const counts = await countByState(context.database.pool, filter);
    return { json: { ...(await summarise(context, filter, status)), states: counts } };
  },
});
