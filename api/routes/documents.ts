import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DOCUMENTS } from '../../domain/documents.ts';
import { noQuerySchema } from '../contract.ts';
import { defineRoute } from '../route.ts';

/** The documents that come with the program, as they are: nothing that is in the database. */
export const documents = defineRoute({
  method: 'get',
  path: '/api/documents/{name}',
  summary: 'A page of the documentation that comes with the program, as it is written (Markdown)',
  required: 'public',
  query: noQuerySchema,
  pathParameters: z.object({ name: z.enum(DOCUMENTS) }),
  answer: 'text/plain',
  cacheable: false,
  handle: async (_context, { path: { name } }) => ({
    bytes: await readFile(new URL(`../../docs/${name}.md`, import.meta.url)),
    type: 'text/plain; charset=utf-8',
  }),
});
