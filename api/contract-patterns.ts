import { z } from 'zod';
import { MEASURE_KINDS } from '../domain/patterns/facts.ts';
import { COUNTINGS, LENS_GROUPS, NO_STATE, PATTERN_DIMENSIONS } from '../domain/patterns/lens.ts';
import { STATES } from '../domain/states.ts';
import { HOW_KNOWN, PLACE_TYPES } from '../domain/taxonomy.ts';
import { incidentFilterSchema, wordList } from './contract.ts';

/** The wire of patterns: who does what where. */

const MEASURES = ['incidents', 'share', 'victims'] as const;
const STATE_CODES = STATES.map(({ code }) => code) as [string, ...string[]];

const count = z.int().min(0);
const day = z.string().meta({ format: 'date' });

export const patternFilterSchema = incidentFilterSchema.omit({ kind: true });

export const patternsQuerySchema = patternFilterSchema.extend({
  dimensions: wordList(PATTERN_DIMENSIONS)
    .pipe(z.array(z.enum(PATTERN_DIMENSIONS)).min(1).max(3))
    .describe('one to three; country alone or with state'),
  measures: wordList(MEASURES).default(['incidents']).describe('share: of all incidents that match'),
  group: z
    .enum(LENS_GROUPS)
    .default('predatory')
    .describe('never put together: predatory or consented crimes, or hazards'),
  counting: z
    .enum(COUNTINGS)
    .default('principal')
    .describe('by the principal crime and perpetrator, or by all of them'),
  state: wordList(STATE_CODES).optional().describe('INEGI codes'),
  place: wordList(PLACE_TYPES).optional(),
  known: wordList(HOW_KNOWN).optional().describe('how it became known'),
});

export const patternsSchema = z.object({
  asOf: day,
  dataVersion: z.string(),
  from: day,
  to: day,
  group: z.enum(LENS_GROUPS),
  counting: z.enum(COUNTINGS),
  dimensions: z.array(z.enum(PATTERN_DIMENSIONS)),
  measures: z.array(z.enum(MEASURES)),
  incidents: count.describe('that match; rows may sum to more where all crimes or perpetrators count'),
  synthetic: count,
  rows: z
    .array(z.array(z.union([z.string(), z.number()]).nullable()))
    .describe(
      `the words of the dimensions (state ${NO_STATE}: none known; month null: known to the year only), then the measures`,
    ),
  fewerThan: z.int().nullable().describe('rows of countries under this many incidents are left out'),
  withheld: count.describe('how many rows that is'),
});
export type Patterns = z.infer<typeof patternsSchema>;

export const factsQuerySchema = incidentFilterSchema.pick({ from: true, to: true, asOf: true });

export const patternFactsSchema = z.object({
  asOf: day,
  dataVersion: z.string(),
  from: day,
  to: day,
  measures: z.array(
    z.object({
      id: z.string(),
      day,
      endDay: day.nullable(),
      kind: z.enum(MEASURE_KINDS),
      nameEs: z.string(),
      nameEn: z.string(),
      stateCodes: z.array(z.string()).describe('empty: the whole country'),
      source: z.string(),
      url: z.string().nullable(),
    }),
  ),
  exposure: z
    .array(z.object({ stateCode: z.string(), exposure: z.number(), unit: z.string(), source: z.string() }))
    .describe('empty until somebody loads a table: vigia facts exposure'),
  outcomes: z.array(
    z.object({
      id: z.string(),
      stateCode: z.string(),
      period: z.string(),
      complaints: count.nullable(),
      investigations: count.nullable(),
      charged: count.nullable(),
      sentences: count.nullable(),
      source: z.string(),
      url: z.string().nullable(),
    }),
  ),
  printed: z.array(
    z.object({ table: z.string(), what: z.string(), printed: count, computed: count, source: z.string() }),
  ),
  railChance: z
    .array(z.object({ stateCode: z.string(), shares: z.array(z.number()) }))
    .describe('share of each state’s area within 1, 5 and 10 km of the rail'),
  origins: z.object({
    threshold: z.int(),
    withheld: count.describe('pairs of state and country under the threshold'),
    rows: z.array(z.object({ stateCode: z.string(), country: z.string(), incidents: count })),
  }),
  victims: z.object({
    incidents: count,
    victims: count,
    toldApart: count,
    women: count.nullable(),
    men: count.nullable(),
    minors: count.nullable(),
    unaccompaniedMinors: count.nullable(),
  }),
  ways: z.array(
    z.object({ corridorId: z.string(), name: z.string(), placeType: z.enum(PLACE_TYPES), incidents: count }),
  ),
  reporting: z.array(
    z.object({
      stateCode: z.string(),
      incidents: count,
      sources: count,
      lastDay: day.nullable(),
      reported: count,
      discovered: count,
    }),
  ),
});
export type PatternFacts = z.infer<typeof patternFactsSchema>;
