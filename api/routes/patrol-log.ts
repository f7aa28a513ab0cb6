import {
  holdPatrolRows,
  logPatrols,
  readHeldPatrolRows,
  readPatrolEntries,
  removePatrolEntry,
} from '../../data/patrols/log.ts';
import { findPlans } from '../../data/patrols/plans.ts';
import { discoveredIn, doneOf } from '../../domain/patrols/done.ts';
import { type PatrolGround, readPatrolEntry } from '../../domain/patrols/log-entry.ts';
import { readPatrolLog } from '../../etl/patrols/log-file.ts';
import { audited } from '../audited.ts';
import type { ApiContext } from '../context.ts';
import { noQuerySchema } from '../contract.ts';
import { doneSchema } from '../contract-agencies.ts';
import {
  patrolEntryBodySchema,
  patrolEntryPathSchema,
  patrolFileQuerySchema,
  patrolFileSchema,
  patrolLoggedSchema,
  patrolLogQuerySchema,
  patrolLogSchema,
  patrolsDoneQuerySchema,
  patrolsDoneSchema,
} from '../contract-patrol-log.ts';
import { type PatrolPlan, type PatrolResult, patrolPlanPathSchema } from '../contract-patrols.ts';
import { RequestError } from '../errors.ts';
import { defineRoute } from '../route.ts';
import { smallBody } from '../small-body.ts';

const plain = { required: 'patrols.log', cacheable: false } as const;
const ENTRIES_TOLD = 500;
const ROWS_TOLD = 200;

export const patrolLog = defineRoute({
  ...plain,
  method: 'get',
  path: '/api/patrol-log',
  summary: 'The patrol log: planned and executed patrols, what was found, and the rows held back',
  query: patrolLogQuerySchema,
  pathParameters: noQuerySchema,
  answer: patrolLogSchema,
  handle: async ({ database, corridors }, { query }) => {
    const { planId = null, from = null, to = null } = query;
    const found = await readPatrolEntries(database.pool, { planId, from, to }, ENTRIES_TOLD);
    const held = await readHeldPatrolRows(database.pool, ROWS_TOLD);
    const nameOf = new Map(corridors.map(({ id, name }) => [id, name]));
    const entries = found.entries.map((entry) => ({
      ...entry,
      corridorName: nameOf.get(entry.corridorId) ?? entry.corridorId,
    }));
    return { json: { total: found.total, entries, held } };
  },
});

export const patrolEntryMake = defineRoute({
  ...plain,
  method: 'post',
  path: '/api/patrol-log',
  summary: 'Enters one patrol, planned or executed',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: patrolEntryBodySchema,
  answer: patrolLoggedSchema,
  handle: async (context, input) => {
    const { planId, finds, ...cells } = input.body;
    const read = readPatrolEntry({ ...cells, finds: finds.join('|') }, groundOf(context));
    if (!read.ok) {
      const fields = read.problems.map(({ column, reason, allowed }) => ({
        field: column,
        problem: reason,
        ...(allowed && { allowed }),
      }));
      const names = fields.map(({ field }) => field).join(', ');
      throw new RequestError(400, 'invalid_input', `not understood: ${names}`, fields);
    }
    const { userId } = input.reader;
    const logged = await context.database.transaction(async (db) => {
      const done = await logPatrols(db, [read.entry], { planId, userId }, context.now());
      await audited(db, input, { action: 'patrols-logged', rows: 1, details: { ...done } }, context.now());
      return done;
    });
    return { json: logged, status: 201 };
  },
});

export const patrolFileLoad = defineRoute({
  ...plain,
  method: 'post',
  path: '/api/patrol-log/file',
  summary: 'Loads a CSV of patrols; rows that are not understood are held back, none is doubled',
  query: patrolFileQuerySchema,
  pathParameters: noQuerySchema,
  takes: 'application/octet-stream',
  answer: patrolFileSchema,
  handle: async (context, input) => {
    const { name, planId = null } = input.query;
    const read = readPatrolLog(await smallBody(input.stream), groundOf(context));
    if (!read.ok)
      throw new RequestError(400, 'file_not_understood', `${read.reason}: nothing was loaded`, read);
    const { entries, held } = read.file;
    const { userId } = input.reader;
    const logged = await context.database.transaction(async (db) => {
      const done = await logPatrols(db, entries, { planId, userId }, context.now());
      await holdPatrolRows(db, name, held, context.now());
      const details = { ...done, held: held.length };
      await audited(db, input, { action: 'patrols-logged', rows: entries.length, details }, context.now());
      return done;
    });
    const told = held.slice(0, ROWS_TOLD).map((row) => ({ ...row, fileName: name }));
    return { json: patrolFileSchema.parse({ ...logged, held: told }), status: 201 };
  },
});

export const patrolEntryRemove = defineRoute({
  ...plain,
  method: 'delete',
  path: '/api/patrol-log/{id}',
  summary: 'Takes an entry out of the log',
  query: noQuerySchema,
  pathParameters: patrolEntryPathSchema,
  answer: doneSchema,
  handle: async ({ database, now }, input) => {
    await database.transaction(async (db) => {
      if (!(await removePatrolEntry(db, input.path.id))) {
        throw new RequestError(404, 'not_found', 'no such entry of the log');
      }
      const subject = { kind: 'patrol-entry', id: String(input.path.id) };
      await audited(db, input, { action: 'patrols-logged', subject, details: { removed: true } }, now());
    });
    return { json: { ok: true as const } };
  },
});

export const patrolsDone = defineRoute({
  method: 'get',
  path: '/api/patrol-plans/{id}/done',
  summary: 'What was done of a saved plan, by the log: km of track x hours, position by position',
  required: 'patrols.read',
  query: patrolsDoneQuerySchema,
  pathParameters: patrolPlanPathSchema,
  answer: patrolsDoneSchema,
  cacheable: false,
  handle: async ({ database }, { path, query }) => {
    const [found] = await findPlans<PatrolPlan>(database.pool, [path.id]);
    if (!found) throw new RequestError(404, 'no_such_plan', 'no such plan, or it was removed');
    const { from = null, to = null } = query;
    const { entries } = await readPatrolEntries(database.pool, { planId: path.id, from, to }, null);
    const { results, request } = found.plan;
    const positions = (results[0] as PatrolResult).positions;
    const done = doneOf(
      positions.map(({ ranges }) => ({ ranges, shiftHours: request.shiftHours })),
      entries,
    );
    return {
      json: {
        positions: done.positions.map((position, i) => ({ order: positions[i].order, ...position })),
        elsewhere: done.elsewhere,
        discovered: discoveredIn(entries),
      },
    };
  },
});

function groundOf({ corridors, network, today }: ApiContext): PatrolGround {
  return {
    corridors: corridors.map(({ id, name }) => ({ id, name, ...network.rangeKm(id) })),
    today: today(),
  };
}
