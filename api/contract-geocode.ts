import { z } from 'zod';
import { PRECISIONS } from '../domain/taxonomy.ts';

/** The wire of the geocoder: what a place text is taken to mean. */

export const geocodeQuerySchema = z.strictObject({
  text: z.string().trim().max(500).describe('place text, Spanish or English'),
  state: z
    .string()
    .regex(/^\d{2}$/)
    .optional()
    .describe("INEGI's two digits, where the state is told apart from the text"),
  municipality: z.string().trim().max(200).optional().describe('name, where it is told apart from the text'),
  onRail: z.enum(['true', 'false']).optional().describe('the text speaks of the train or its tracks'),
});

const matches = z
  .array(
    z.object({
      text: z.string(),
      toponymId: z.string(),
      name: z.string(),
      stateCode: z.string(),
      role: z.enum(['place', 'municipality', 'state', 'between', 'near', 'road', 'corridor', 'country']),
    }),
  )
  .describe('words of the text and what they were taken for');

export const candidateSchema = z.object({
  lon: z.number(),
  lat: z.number(),
  precision: z.enum(PRECISIONS),
  radiusM: z.number(),
  stateCode: z.string(),
  toponymId: z.string(),
  name: z.string(),
  score: z.number().describe('0 to 1'),
});

/** Rule, reason and matches make a sentence with the catalogue domain/locales/{es,en}/geocoding.json. */
export const geocodeSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('placed'),
    lon: z.number(),
    lat: z.number(),
    precision: z.enum(PRECISIONS),
    radiusM: z.number().describe('the truth lies this near in at least nine of ten cases'),
    stateCode: z.string().describe('empty outside Mexico'),
    countryCode: z.string(),
    matches,
    rule: z.string(),
    score: z.number(),
    linearReference: z
      .object({ corridorId: z.string(), km: z.number(), offsetM: z.number() })
      .nullable()
      .describe('on the rail network'),
    corridorName: z.string().nullable(),
    alternatives: z.array(candidateSchema),
  }),
  z.object({
    status: z.literal('ambiguous'),
    reason: z.string(),
    matches,
    rule: z.string(),
    score: z.number(),
    candidates: z.array(candidateSchema),
  }),
  z.object({ status: z.literal('unmatched'), reason: z.string() }),
]);
export type GeocodeAnswer = z.infer<typeof geocodeSchema>;
