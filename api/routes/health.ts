import { healthSchema, noQuerySchema } from '../contract.ts';
import { defineRoute } from '../route.ts';
import { totalsFor } from '../summary.ts';

export const health = defineRoute({
  method: 'get',
  path: '/api/health',
  summary: 'Whether all is well, what is loaded, and the product date',
  required: 'public',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: healthSchema,
  cacheable: false,
  handle: ({ database }, { status, reader }) => ({
    json: {
      status: 'ok' as const,
      database: { engine: database.engine, postgis: database.postgis },
      ...totalsFor(reader, status),
      quarantined: status.quarantined,
      asOf: status.asOf,
      firstDay: status.firstDay,
      dataVersion: String(status.dataVersion),
      signIn: false,
    },
  }),
});
