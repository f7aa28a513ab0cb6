import { writeTemplate } from '../../etl/template/write-template.ts';
import { noQuerySchema } from '../contract.ts';
import { templateQuerySchema } from '../contract-intake.ts';
import { defineRoute } from '../route.ts';

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
} as const;

export const template = defineRoute({
  method: 'get',
  path: '/api/template',
  summary: 'An empty CAMRD template, with every column and the coding rules explained',
  required: 'session',
  query: templateQuerySchema,
  pathParameters: noQuerySchema,
  answer: Object.values(TYPES),
  cacheable: false,
  handle: async (_context, { query }) => {
    const { name, bytes } = await writeTemplate(query.lang, query.format);
    return { bytes, type: TYPES[query.format], fileName: name };
  },
});
