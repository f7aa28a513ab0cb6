import { type PlaceDecision, type PlaceRefusal, undoPlaceDecision } from '../../data/place-decisions.ts';
import { countOpenPlaces, listOpenPlaces, listPlaceDecisions } from '../../data/place-queue.ts';
import { answerPlace } from '../../etl/decide-place.ts';
import { noQuerySchema } from '../contract.ts';
import {
  type OpenPlaces,
  openPlacesSchema,
  type PlaceDecided,
  type PlaceDecisions,
  placeDecideBodySchema,
  placeDecisionSchema,
  placeDecisionsSchema,
  placesQuerySchema,
  placeUndoBodySchema,
} from '../contract-places.ts';
import { pageQuerySchema } from '../contract-review.ts';
import { RequestError } from '../errors.ts';
import { auditReview } from '../review-audit.ts';
import { defineRoute } from '../route.ts';

const REFUSALS: Readonly<Record<PlaceRefusal, [status: number, message: string]>> = {
  'no-such-place': [404, 'no report waits under this name: it may have been decided meanwhile'],
  'no-such-decision': [404, 'no such decision'],
  'already-undone': [409, 'this was undone before'],
  'no-such-candidate': [409, 'this is not among what the text may mean'],
  'text-not-placed': [409, 'the corrected text has no place, or several: pick one'],
};

function answered(decision: PlaceDecision): { json: PlaceDecided } {
  if (!decision.ok) {
    const [status, message] = REFUSALS[decision.reason];
    throw new RequestError(status, decision.reason.replaceAll('-', '_'), message);
  }
  const { ok: _, ...answer } = decision;
  return { json: answer };
}

export const openPlaces = defineRoute({
  method: 'get',
  path: '/api/review/places',
  summary: 'Place texts that no rule could place, those of most reports first, with what they may mean',
  required: 'review.decide',
  query: placesQuerySchema,
  pathParameters: noQuerySchema,
  answer: openPlacesSchema,
  cacheable: false,
  handle: async ({ database }, { query }) => {
    const filter = { sourceId: query.source ?? null, status: query.status ?? null };
    const groups = await countOpenPlaces(database.pool);
    const { total, reports, rows } = await listOpenPlaces(database.pool, filter, query);
    return {
      json: openPlacesSchema.parse({ total, reports, groups, items: rows }) satisfies OpenPlaces,
    };
  },
});

export const placeDecisions = defineRoute({
  method: 'get',
  path: '/api/review/places/decisions',
  summary: 'What people decided of place texts, newest first, undone decisions too',
  required: 'review.decide',
  query: pageQuerySchema,
  pathParameters: noQuerySchema,
  answer: placeDecisionsSchema,
  cacheable: false,
  handle: async ({ database }, { query }) => {
    const { total, rows } = await listPlaceDecisions(database.pool, query);
    const items = rows.map((row) => ({
      ...row,
      at: row.at.toISOString(),
      undoneAt: row.undoneAt?.toISOString() ?? null,
    }));
    return { json: placeDecisionsSchema.parse({ total, items }) satisfies PlaceDecisions };
  },
});

export const placeDecide = defineRoute({
  method: 'post',
  path: '/api/review/places/decide',
  summary: 'Where a place text is, for all reports of its source that have it and for those to come',
  required: 'review.decide',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: placeDecideBodySchema,
  answer: placeDecisionSchema,
  cacheable: false,
  handle: async (context, { body: { sourceId, placeKey, answer, why }, reader, identity }) => {
    const tools = await context.ingestTools();
    const decider = { by: reader.name, why };
    const ref = { sourceId, placeKey };
    const today = context.today();
    const decision = await answerPlace(
      context.database,
      ref,
      answer,
      decider,
      tools,
      today,
      async (db, made) => {
        if (!made.ok) return;
        await auditReview(db, context, identity, {
          subject: { kind: 'place', id: String(made.decisionId) },
          why,
          rows: made.reports,
          details: { decision: answer.action },
        });
      },
    );
    return answered(decision);
  },
});

export const placeUndo = defineRoute({
  method: 'post',
  path: '/api/review/places/undo',
  summary: 'Takes a decision on a place text back: its reports have what stood there before',
  required: 'review.decide',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: placeUndoBodySchema,
  answer: placeDecisionSchema,
  cacheable: false,
  handle: (context, { body: { id, why }, reader, identity }) =>
    context.database.transaction(async (db) => {
      const decision = await undoPlaceDecision(db, id, { by: reader.name, why }, context.today());
      if (decision.ok) {
        await auditReview(db, context, identity, {
          subject: { kind: 'place', id: String(id) },
          why,
          rows: decision.reports,
          details: { decision: 'undo' },
        });
      }
      return answered(decision);
    }),
});
