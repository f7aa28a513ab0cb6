import { z } from 'zod';
import { CRIMES, HAZARDS, PLACE_TYPES } from '../domain/taxonomy.ts';
import { candidateSchema } from './contract-geocode.ts';
import { pageQuerySchema } from './contract-review.ts';

/** The wire of place texts that wait for a person. */

const count = z.int().min(0);
const instant = z.iso.datetime();
const STATUSES = ['ambiguous', 'unmatched', 'conflict'] as const;

const ref = {
  sourceId: z.string().min(1).max(200),
  placeKey: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('names a text of a source with its stated state'),
};
const why = z.string().trim().max(2000).default('').describe('in their words');
const match = z.object({
  text: z.string(),
  toponymId: z.string(),
  name: z.string(),
  stateCode: z.string(),
  role: z.enum(['place', 'municipality', 'state', 'between', 'near', 'road', 'corridor', 'country']),
});

export const placesQuerySchema = pageQuerySchema.extend({
  source: z.string().max(200).optional(),
  status: z.enum(STATUSES).optional(),
});

export const openPlacesSchema = z.object({
  total: count.describe('texts that match'),
  reports: count.describe('reports that have them'),
  groups: z.array(z.object({ sourceId: z.string(), status: z.enum(STATUSES), texts: count, reports: count })),
  items: z.array(
    z.object({
      ...ref,
      text: z.string(),
      stateCode: z.string().describe('of the rows, where they name it apart from the text'),
      status: z.enum(STATUSES),
      reason: z.string(),
      rule: z.string(),
      matches: z.array(match),
      candidates: z
        .array(candidateSchema)
        .describe('what it may be; the point of the file has the toponym id `file`'),
      reports: count,
      onRail: z.boolean(),
      examples: z.array(
        z.object({
          reportId: z.string(),
          firstDay: z.string(),
          crimes: z.array(z.enum(CRIMES)),
          hazard: z.enum(HAZARDS).nullable(),
          placeType: z.enum(PLACE_TYPES),
          summary: z.string().nullable(),
        }),
      ),
    }),
  ),
});
export type OpenPlaces = z.infer<typeof openPlacesSchema>;

const lon = z.number().min(-180).max(180);
const lat = z.number().min(-90).max(90);
const named = z.strictObject({ toponymId: z.string().min(1).max(200), lon, lat });

/** The point of a decision lies in the region that Vigía covers, as that of a report does. */
const decidedLon = z.number().min(-120).max(-76);
const decidedLat = z.number().min(6).max(35);

export const placeAnswerSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('candidate'), toponymId: z.string().min(1).max(200), lon, lat }),
  z.strictObject({
    action: z.literal('text'),
    text: z.string().trim().min(1).max(500),
    stateCode: z
      .string()
      .regex(/^(\d{2})?$/)
      .default(''),
    pick: named.optional().describe('which of several that the text may mean'),
  }),
  z.strictObject({
    action: z.literal('point'),
    lon: decidedLon,
    lat: decidedLat,
    radiusM: z.number().min(50).max(500_000).describe('within which the place lies'),
  }),
  z.strictObject({ action: z.literal('unplaced') }),
]);

export const placeDecideBodySchema = z.strictObject({ ...ref, answer: placeAnswerSchema, why });
export type PlaceDecideBody = z.input<typeof placeDecideBodySchema>;
export const placeUndoBodySchema = z.strictObject({ id: z.int().min(1), why });

export const placeDecisionSchema = z.object({
  decisionId: z.int().describe('undo it by this'),
  reports: count.describe('reports that changed'),
  incidentIds: z.array(z.int()),
});
export type PlaceDecided = z.infer<typeof placeDecisionSchema>;

export const placeDecisionsSchema = z.object({
  total: count,
  items: z.array(
    z.object({
      id: z.int(),
      sourceId: z.string(),
      text: z.string(),
      stateCode: z.string(),
      action: z.enum(['candidate', 'text', 'point', 'unplaced']),
      correctedText: z.string().nullable(),
      lon: z.number().nullable(),
      lat: z.number().nullable(),
      precision: z.string().nullable(),
      radiusM: z.number().nullable(),
      rule: z.string(),
      matches: z.array(match),
      reports: count.describe('reports that have their place from it now'),
      by: z.string(),
      why: z.string(),
      at: instant,
      undoneAt: instant.nullable(),
      undoneBy: z.string().nullable(),
      undoneWhy: z.string().nullable(),
    }),
  ),
});
export type PlaceDecisions = z.infer<typeof placeDecisionsSchema>;
