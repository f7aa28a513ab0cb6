import { z } from 'zod';
import {
  CRIMES,
  DATE_PRECISIONS,
  HAZARDS,
  INCIDENT_KINDS,
  PERPETRATORS,
  PLACE_TYPES,
  PRECISIONS,
} from '../domain/taxonomy.ts';

/** The wire of merges; places and quarantine have files of their own. */

const count = z.int().min(0);
const day = z.string().meta({ format: 'date' });
const instant = z.iso.datetime();

/** One page of a list. */
export const pageQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

const decider = {
  why: z.string().trim().max(2000).default('').describe('in their words'),
};

const incidentId = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
const reportRef = z.strictObject({ sourceId: z.string().min(1), reportId: z.string().min(1) });

const evidence = z.array(
  z.object({
    component: z.string().describe('what was compared'),
    level: z.string().describe('how alike it is'),
    bits: z.number().describe('for (positive) or against one incident; log2 of the odds ratio'),
  }),
);

const sideReport = z.object({
  sourceId: z.string(),
  sourceName: z.string(),
  reportId: z.string(),
  version: z.int(),
  publisher: z.string().nullable(),
  publishedDay: day.nullable(),
  kind: z.enum(INCIDENT_KINDS),
  hazard: z.enum(HAZARDS).nullable(),
  crimes: z.array(z.enum(CRIMES)).describe('principal first'),
  perpetrators: z.array(z.enum(PERPETRATORS)).describe('principal first; alleged'),
  organisation: z.string().nullable().describe('as alleged'),
  firstDay: day,
  lastDay: day,
  datePrecision: z.enum(DATE_PRECISIONS),
  victims: count.nullable(),
  victimsBy: z.record(z.string(), z.number()),
  countries: z.array(z.string()),
  placeType: z.enum(PLACE_TYPES),
  placeText: z.string(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  precision: z.enum(PRECISIONS).nullable(),
  radiusM: z.number().nullable(),
  stateCode: z.string(),
  summary: z.string().nullable(),
  url: z.string().nullable(),
  file: z.string(),
  fileSha256: z.string(),
  rowNumber: z.int(),
});

export const openMergesSchema = z.object({
  total: count,
  items: z.array(
    z.object({
      sides: z
        .array(z.object({ incidentId: z.int(), reports: z.array(sideReport) }))
        .length(2)
        .describe('the two incidents, each with its reports'),
      a: reportRef.describe('the report of one side that is most like one of the other'),
      b: reportRef,
      probability: z.number().min(0).max(1).describe('that both tell of one incident'),
      bits: z.number().describe('log odds, base 2'),
      priorBits: z.number(),
      evidence,
      reason: z.string().describe('why a person is asked: doubtful or reports-contradict'),
    }),
  ),
});
export type OpenMerges = z.infer<typeof openMergesSchema>;

export const mergeEventsQuerySchema = pageQuerySchema.extend({
  incident: z.coerce.number().int().min(1).optional().describe('only those that changed this incident'),
  automatic: z.enum(['true', 'false']).optional().describe('by rule, or by a person'),
});

export const mergeEventsSchema = z.object({
  total: count,
  items: z.array(
    z.object({
      id: z.int(),
      kind: z.enum(['join', 'split', 'apart']),
      automatic: z.boolean(),
      incidentId: z.int().describe('the one that remains'),
      otherIncidentId: z.int().describe('dissolved by a join, made by a split'),
      moved: z.array(reportRef),
      pair: z
        .object({ a: reportRef, b: reportRef, bits: z.number(), priorBits: z.number(), evidence })
        .nullable()
        .describe('the likeness that a rule acted on'),
      reason: z.string(),
      by: z.string(),
      why: z.string(),
      at: instant,
      undoneAt: instant.nullable(),
      undoneBy: z.string().nullable(),
      undoneWhy: z.string().nullable(),
    }),
  ),
});
export type MergeEvents = z.infer<typeof mergeEventsSchema>;

export const twoIncidentsBodySchema = z.strictObject({
  incidents: z.tuple([incidentId, incidentId]),
  ...decider,
});
export const splitBodySchema = z.strictObject({
  incident: incidentId,
  reports: z.array(reportRef).min(1).max(1000).describe('those that leave'),
  ...decider,
});
export const undoBodySchema = z.strictObject({ id: z.int().min(1), ...decider });

/** What a decision about merges did. */
export const mergeDecisionSchema = z.object({
  eventId: z.int().describe('undo it by this'),
  incidentIds: z.array(z.int()).describe('the incidents that changed; one of them may be gone'),
});
export type MergeDecisionAnswer = z.infer<typeof mergeDecisionSchema>;
