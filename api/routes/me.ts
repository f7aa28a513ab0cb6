import { noQuerySchema } from '../contract.ts';
import { type Me, meSchema } from '../contract-session.ts';
import { defineRoute } from '../route.ts';

export const me = defineRoute({
  method: 'get',
  path: '/api/me',
  summary: 'Who asks, with which roles, and what that opens',
  required: 'session',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: meSchema,
  cacheable: false,
  handle: (_context, { reader: { name, roles, agencyId, permissions } }) => ({
    json: { name, roles: [...roles], agencyId, permissions: [...permissions] } satisfies Me,
  }),
});
