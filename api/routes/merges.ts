import type { Queryable } from '../../data/database.ts';
import {
  type Decider,
  joinIncidents,
  keepApart,
  type MergeDecision,
  type MergeRefusal,
  splitIncident,
  undoMergeEvent,
} from '../../data/merge-decisions.ts';
import { listMergeEvents, listOpenMerges, readSides } from '../../data/merge-queue.ts';
import type { Identity } from '../auth/identify.ts';
import type { ApiContext } from '../context.ts';
import { noQuerySchema } from '../contract.ts';
import {
  type MergeEvents,
  mergeDecisionSchema,
  mergeEventsQuerySchema,
  mergeEventsSchema,
  type OpenMerges,
  openMergesSchema,
  pageQuerySchema,
  splitBodySchema,
  twoIncidentsBodySchema,
  undoBodySchema,
} from '../contract-review.ts';
import { RequestError } from '../errors.ts';
import { auditReview } from '../review-audit.ts';
import { defineRoute } from '../route.ts';

const REFUSALS: Readonly<Record<MergeRefusal, [status: number, message: string]>> = {
  'no-such-incident': [404, 'no such incidents, or they are one already'],
  'no-such-report': [404, 'no such report in this incident'],
  'no-such-event': [404, 'no such event'],
  'nothing-left': [409, 'a split leaves at least one report behind'],
  'already-undone': [409, 'this was undone before'],
  'changed-since': [409, 'later decisions moved these reports on: undo those first'],
};

/** Decides in one transaction, its audit entry included. */
async function decide(
  context: ApiContext,
  { identity, body: { why } }: { identity: Identity; body: { why: string } },
  kind: 'join' | 'apart' | 'split' | 'undo',
  work: (db: Queryable, decider: Decider) => Promise<MergeDecision>,
) {
  const decision = await context.database.transaction(async (db) => {
    const made = await work(db, { by: identity.reader.name, why });
    if (made.ok) {
      await auditReview(db, context, identity, {
        subject: { kind: 'merge', id: String(made.eventId) },
        why,
        details: { decision: kind, incidents: made.incidentIds.map(String) },
      });
    }
    return made;
  });
  if (!decision.ok) {
    const [status, message] = REFUSALS[decision.reason];
    throw new RequestError(status, decision.reason.replaceAll('-', '_'), message);
  }
  const { ok: _, ...answer } = decision;
  return { json: answer };
}

export const openMerges = defineRoute({
  method: 'get',
  path: '/api/review/merges',
  summary: 'Pairs of incidents that may be one, likeliest first, side by side',
  required: 'review.decide',
  query: pageQuerySchema,
  pathParameters: noQuerySchema,
  answer: openMergesSchema,
  cacheable: true,
  handle: async ({ database }, { query }) => {
    const { total, rows } = await listOpenMerges(database.pool, query);
    const reports = await readSides(
      database.pool,
      rows.flatMap((row) => [row.incidentId, row.otherIncidentId]),
    );
    const side = (id: number) => ({
      incidentId: id,
      reports: reports.filter((one) => one.incidentId === id),
    });
    const items = rows.map(({ incidentId, otherIncidentId, ...pair }) => ({
      ...pair,
      probability: 1 / (1 + 2 ** -pair.bits),
      sides: [side(incidentId), side(otherIncidentId)],
    }));
    return { json: openMergesSchema.parse({ total, items }) satisfies OpenMerges };
  },
});

export const mergeEvents = defineRoute({
  method: 'get',
  path: '/api/review/merges/events',
  summary: 'What was joined, split or kept apart, by rule or by a person, newest first',
  required: 'review.decide',
  query: mergeEventsQuerySchema,
  pathParameters: noQuerySchema,
  answer: mergeEventsSchema,
  cacheable: false,
  handle: async ({ database }, { query }) => {
    const { total, rows } = await listMergeEvents(database.pool, {
      limit: query.limit,
      offset: query.offset,
      incidentId: query.incident ?? null,
      automatic: query.automatic === undefined ? null : query.automatic === 'true',
    });
    const items = rows.map((row) => ({
      ...row,
      at: row.at.toISOString(),
      undoneAt: row.undoneAt?.toISOString() ?? null,
    }));
    return { json: mergeEventsSchema.parse({ total, items }) satisfies MergeEvents };
  },
});

export const mergeJoin = defineRoute({
  method: 'post',
  path: '/api/review/merges/join',
  summary: 'Two incidents are one',
  required: 'review.decide',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: twoIncidentsBodySchema,
  answer: mergeDecisionSchema,
  cacheable: false,
  handle: (context, input) =>
    decide(context, input, 'join', (db, decider) => joinIncidents(db, input.body.incidents, decider)),
});

export const mergeDismiss = defineRoute({
  method: 'post',
  path: '/api/review/merges/dismiss',
  summary: 'Two incidents are not the same: remembered, not asked again, never joined by rule',
  required: 'review.decide',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: twoIncidentsBodySchema,
  answer: mergeDecisionSchema,
  cacheable: false,
  handle: (context, input) =>
    decide(context, input, 'apart', (db, decider) => keepApart(db, input.body.incidents, decider)),
});

export const mergeSplit = defineRoute({
  method: 'post',
  path: '/api/review/merges/split',
  summary: 'Some reports of an incident tell of something else',
  required: 'review.decide',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: splitBodySchema,
  answer: mergeDecisionSchema,
  cacheable: false,
  handle: (context, input) =>
    decide(context, input, 'split', (db, decider) =>
      splitIncident(db, input.body.incident, input.body.reports, decider),
    ),
});

export const mergeUndo = defineRoute({
  method: 'post',
  path: '/api/review/merges/undo',
  summary: 'Takes a join, a split or a dismissal back, be it by rule or by a person',
  required: 'review.decide',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: undoBodySchema,
  answer: mergeDecisionSchema,
  cacheable: false,
  handle: (context, input) =>
    decide(context, input, 'undo', (db, decider) => undoMergeEvent(db, input.body.id, decider)),
});
