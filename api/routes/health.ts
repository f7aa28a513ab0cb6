import { may } from '../../domain/access/reader.ts';
import { type Health, healthSchema, type Liveness, livenessSchema, noQuerySchema } from '../contract.ts';
import { defineRoute } from '../route.ts';
import { dataVersionFor, totalsFor } from '../summary.ts';

export const health = defineRoute({
  method: 'get',
  path: '/api/health',
  summary: 'Whether the product is there',
  required: 'public',
  withoutDatabase: true,
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: livenessSchema,
  cacheable: false,
  handle: ({ access }) => ({
    json: { status: 'ok', signInAt: access.oidc?.name ?? null } satisfies Liveness,
  }),
});

export const status = defineRoute({
  method: 'get',
  path: '/api/status',
  summary: 'What is loaded, and the product date',
  required: 'session',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: healthSchema,
  cacheable: false,
  handle: ({ database, fewestDisclosed }, { status: now, reader }) => ({
    json: {
      database: { engine: database.engine, postgis: database.postgis },
      ...(totalsFor(reader, now) ?? { incidents: null, synthetic: null }),
      hasSynthetic: now.synthetic > 0,
      quarantined: may(reader, 'map.read') ? now.quarantined : null,
      asOf: now.asOf,
      firstDay: may(reader, 'map.read') ? now.firstDay : null,
      dataVersion: dataVersionFor(reader, now),
      fewestDisclosed,
    } satisfies Health,
  }),
});
