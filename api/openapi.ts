import { z } from 'zod';
import { errorSchema } from './contract.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

/**
 * The OpenAPI 3.1 document of the given routes: JSON Schema comes from the same zod schemas that validate.
 *
 * @param cookieName of the session, where the document is asked.
 */
export function openApiDocument(routes: readonly Route[], cookieName: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vigía',
      version: '1',
      description:
        'Danger to migrants in transit through Mexico. It protects migrants and never helps to find one.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: { Error: jsonSchema(errorSchema, 'output') },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: cookieName,
          description:
            'Of a browser; POST, PUT and DELETE must come from our own pages (Sec-Fetch-Site, else Origin).',
        },
        token: { type: 'http', scheme: 'bearer', description: 'Of a program, made by its owner: vigia_…' },
      },
    },
  };
}

/** Whoever is known by one of these, with the permission that is named, as OpenAPI 3.1 lets it be; none: open. */
function security({ required, inPerson }: Route): Json[] {
  if (required === 'public') return [];
  const permissions = required === 'session' ? [] : [required];
  return [{ session: permissions }, ...(inPerson ? [] : [{ token: permissions }])];
}

function operation(route: Route): Json {
  return {
    summary: route.summary,
    security: security(route),
    parameters: [...parameters(route.pathParameters, 'path'), ...parameters(route.query, 'query')],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: jsonSchema(route.body, 'input') } },
          },
        }
      : {}),
    ...(route.takes
      ? {
          requestBody: {
            required: true,
            content: { [route.takes]: { schema: { type: 'string', format: 'binary' } } },
          },
        }
      : {}),
    responses: {
      200: { description: 'the answer', content: content(route) },
      ...(route.cacheable ? { 304: { description: 'not changed since the ETag that was sent' } } : {}),
      default: {
        description: 'an error, always in this shape',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

function content(route: Route): Json {
  const { answer } = route;
  if (typeof answer === 'string' || Array.isArray(answer)) {
    const types = [answer].flat() as string[];
    return Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]));
  }
  return { 'application/json': { schema: jsonSchema(answer as z.ZodType, 'output') } };
}

function parameters(schema: z.ZodType, where: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }));
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
