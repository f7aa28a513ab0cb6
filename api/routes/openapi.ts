import { z } from 'zod';
import { cookieName } from '../auth/cookies.ts';
import { noQuerySchema } from '../contract.ts';
import { openApiDocument } from '../openapi.ts';
import { defineRoute, type Route } from '../route.ts';

/** The document of all routes, this one included; hence it is told them late. */
export function openapiRoute(all: () => readonly Route[]): Route {
  // It takes a tenth of a second to make and changes only with the program.
  const made = new Map<string, { openapi: '3.1.0' }>();
  const documentFor = (cookie: string) => {
    const document = made.get(cookie) ?? (openApiDocument(all(), cookie) as { openapi: '3.1.0' });
    made.set(cookie, document);
    return document;
  };
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
      json: documentFor(cookieName(stream, access)),
    }),
  });
}
