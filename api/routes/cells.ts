import { countByCell } from '../../data/counts.ts';
import type { Resolution } from '../../domain/hexagons.ts';
import { cellsQuerySchema, cellsSchema, noQuerySchema } from '../contract.ts';
import { defineRoute } from '../route.ts';
import { shownFilter, summarise } from '../summary.ts';

export const cells = defineRoute({
  method: 'get',
  path: '/api/cells',
  summary: 'Hexagon counts as columns; incidents known less well than a cell is wide are in none',
  required: 'map.read',
  query: cellsQuerySchema,
  pathParameters: noQuerySchema,
  answer: cellsSchema,
  cacheable: true,
  handle: async (context, { query: { resolution, ...rest }, status, reader }) => {
    const filter = shownFilter(context, rest, status, reader);
    const found = await countByCell(context.database.pool, filter, resolution as Resolution);
    return {
      json: {
        ...(await summarise(context, filter, status)),
        resolution,
        tooVague: found.tooVague,
        cells: found.cells.map((cell) => cell.h3),
        crimesPerCell: found.cells.map((cell) => cell.crimes),
        hazardsPerCell: found.cells.map((cell) => cell.hazards),
      },
    };
  },
});
