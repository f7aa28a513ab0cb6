import { z } from 'zod';
import { errorSchema } from './contract.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the given routes: JSON Schema comes from the same zod schemas that validate. */
export function openApiDocument(routes: readonly Route[]): Json {
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
    components: { schemas: { Error: jsonSchema(errorSchema, 'output') } },
  };
}

function operation(route: Route): Json {
  return {
    summary: route.summary,
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
  if (typeof route.answer === 'string') {
    return { [route.answer]: { schema: { type: 'string', format: 'binary' } } };
  }
  return { 'application/json': { schema: jsonSchema(route.answer, 'output') } };
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
