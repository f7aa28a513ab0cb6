import { countByCellAndTime } from '../../data/time-counts.ts';
import { isoDayOf } from '../../domain/days.ts';
import type { Resolution } from '../../domain/hexagons.ts';
import { firstDayOf } from '../../domain/time-bins.ts';
import { noQuerySchema } from '../contract.ts';
import { timelineQuerySchema, timelineSchema } from '../contract-timeline.ts';
import { defineRoute } from '../route.ts';
import { shownFilter } from '../summary.ts';

/**
 * It tells nothing that `/api/cells` does not: each count here is the answer to some `from` and `to` there. In one
 * answer the page can show any window without a request for each.
 */
export const timeline = defineRoute({
  method: 'get',
  path: '/api/timeline',
  summary: 'Counts by month or week and hexagon, as columns',
  required: 'map.read',
  query: timelineQuerySchema,
  pathParameters: noQuerySchema,
  answer: timelineSchema,
  cacheable: true,
  handle: async (context, { query, status, reader }) => {
    const { resolution, bin, ...rest } = query;
    const filter = shownFilter(context, rest, status, reader);
    const rows = await countByCellAndTime(context.database.pool, filter, resolution as Resolution, bin);
    const cells = [...new Set(rows.flatMap(({ h3 }) => h3 ?? []))];
    const indexOf = new Map(cells.map((cell, index) => [cell, index]));
    const first = rows.map((row) => row.first);
    const earliest = first.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    return {
      json: {
        asOf: filter.asOf,
        dataVersion: String(status.dataVersion),
        bin,
        resolution,
        firstDay: Number.isFinite(earliest) ? isoDayOf(firstDayOf(earliest, bin)) : null,
        cells,
        cell: rows.map(({ h3 }) => (h3 === null ? -1 : (indexOf.get(h3) ?? -1))),
        first,
        last: rows.map((row) => row.last),
        crimes: rows.map((row) => row.crimes),
        hazards: rows.map((row) => row.hazards),
      },
    };
  },
});
