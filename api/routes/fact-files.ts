import { loadFacts, readLoadedFacts, removeFacts } from '../../data/load-facts.ts';
import { factCells, factCsv } from '../../data/reference/fact-cells.ts';
import { readFactFile } from '../../etl/fact-file.ts';
import { audited } from '../audited.ts';
import { noQuerySchema } from '../contract.ts';
import {
  factFileQuerySchema,
  factFileSchema,
  factPathSchema,
  factRemovalSchema,
  factRemoveQuerySchema,
} from '../contract-facts.ts';
import { RequestError } from '../errors.ts';
import { defineRoute } from '../route.ts';
import { smallBody } from '../small-body.ts';

const PROBLEMS_TOLD = 100;
const ROWS_SHOWN = 20;
const CSV = 'text/csv';

export const factFileLoad = defineRoute({
  method: 'post',
  path: '/api/patterns/facts/{kind}',
  summary:
    'Tries a CSV of facts that patterns are set beside, or loads it in place of the one before: all or nothing',
  required: 'facts.load',
  query: factFileQuerySchema,
  pathParameters: factPathSchema,
  takes: 'application/octet-stream',
  answer: factFileSchema,
  cacheable: false,
  handle: async ({ database, now }, input) => {
    const { kind } = input.path;
    const read = readFactFile(kind, await smallBody(input.stream));
    if (!read.ok) {
      const problems = read.problems.slice(0, PROBLEMS_TOLD);
      const details = { problems, more: read.problems.length - problems.length };
      throw new RequestError(400, 'file_not_understood', 'nothing was loaded', details);
    }
    const { facts } = read;
    const isLoaded = input.query.dryRun === 'no';
    const replaces = await database.transaction(async (db) => {
      const before = await readLoadedFacts(db, kind);
      if (isLoaded) {
        await loadFacts(db, facts);
        const subject = { kind: 'facts', id: kind };
        await audited(db, input, { action: 'setting-changed', subject, rows: facts.rows.length }, now());
      }
      return before.rows.length;
    });
    const { columns, rows } = factCells(facts);
    return {
      json: { kind, isLoaded, count: rows.length, replaces, columns, rows: rows.slice(0, ROWS_SHOWN) },
      status: isLoaded ? 201 : 200,
    };
  },
});

export const factFile = defineRoute({
  method: 'get',
  path: '/api/patterns/facts/{kind}',
  summary: 'What was loaded of a kind of facts as the CSV in which it is loaded; before that, an empty form',
  required: 'facts.load',
  query: noQuerySchema,
  pathParameters: factPathSchema,
  answer: CSV,
  cacheable: false,
  handle: async ({ database }, { path: { kind } }) => {
    const text = factCsv(await readLoadedFacts(database.pool, kind));
    return { bytes: new TextEncoder().encode(text), type: CSV, fileName: `vigia-${kind}.csv` };
  },
});

export const factRemove = defineRoute({
  method: 'delete',
  path: '/api/patterns/facts/{kind}',
  summary:
    'Removes what was loaded of a kind of facts, or tells how much that is; the shipped rows come back',
  required: 'facts.load',
  query: factRemoveQuerySchema,
  pathParameters: factPathSchema,
  answer: factRemovalSchema,
  cacheable: false,
  handle: async ({ database, now }, input) => {
    const { kind } = input.path;
    const count = await database.transaction(async (db) => {
      const { rows } = await readLoadedFacts(db, kind);
      if (input.query.dryRun === 'no' && rows.length > 0) {
        await removeFacts(db, kind);
        const entry = { subject: { kind: 'facts', id: kind }, rows: rows.length, details: { removed: true } };
        await audited(db, input, { action: 'setting-changed', ...entry }, now());
      }
      return rows.length;
    });
    return { json: { kind, isRemoved: input.query.dryRun === 'no', count } };
  },
});
