import { z } from 'zod';
import { cookieName } from '../auth/cookies.ts';
import { noQuerySchema } from '../contract.ts';
import { openApiDocument } from '../openapi.ts';
import { defineRoute, type Route } from '../route.ts';

/** The document of all routes, this one included; hence it is told them late. */
export function openapiRoute(all: () => readonly Route[]): Route {
  return defineRoute({
    method: 'get',
    path: '/api/openapi.json',
    summary: 'This API as an OpenAPI 3.1 document',
    required: 'session',
    query: noQuerySchema,
    pathParameters: noQuerySchema,
    answer: z.looseObject({ openapi: z.literal('3.1.0') }),
    cacheable: true,
    handle: ({ access }, { stream }) => ({
      json: openApiDocument(all(), cookieName(stream, access)) as { openapi: '3.1.0' },
    }),
  });
}
