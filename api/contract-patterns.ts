import { z } from 'zod';
import { LEAVING_REASONS, VULNERABILITIES } from '../domain/circumstances.ts';
import { APPREHENSION_SERIES, MEASURE_KINDS } from '../domain/patterns/facts.ts';
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
    .describe(
      'one to three; country with state, and no filter but the period; corridor: near one and known well enough to say',
    ),
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
      `the words of the dimensions (state ${NO_STATE}: none known; month null: known to the year only; corridor null: along none), then the measures`,
    ),
  fewerThan: z.int().nullable().describe('rows of countries under this many incidents are left out'),
  withheld: count.describe('how many rows that is'),
});
export type Patterns = z.infer<typeof patternsSchema>;

export const factsQuerySchema = incidentFilterSchema.pick({ from: true, to: true, asOf: true });

const source = z.string().describe('in one language, or in Spanish and, after ` || `, in English');

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
      place: z
        .object({ lon: z.number(), lat: z.number(), radiusKm: z.number() })
        .nullable()
        .describe('null: no source gives one'),
      source,
      url: z.string().nullable(),
    }),
  ),
  exposure: z
    .array(z.object({ stateCode: z.string(), exposure: z.number(), unit: z.string(), source }))
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
      source,
      url: z.string().nullable(),
    }),
  ),
  printed: z.array(
    z.object({ table: z.string(), what: z.string(), printed: count, computed: count, source }),
  ),
  apprehensions: z
    .array(
      z.object({
        series: z.enum(APPREHENSION_SERIES),
        country: z.string().nullable().describe('ISO 3166 code; null: all'),
        fiscalYear: z.int(),
        people: count,
        source,
        url: z.string(),
      }),
    )
    .describe('national series of the U.S. Border Patrol; not the cells of the report’s tables'),
  unreported: z
    .array(z.object({ year: z.int(), share: z.number(), source, url: z.string() }))
    .describe('of crimes against the general population, not against migrants in transit'),
  railChance: z
    .array(z.object({ stateCode: z.string(), shares: z.array(z.number()) }))
    .describe('share of each state’s area within 1, 5 and 10 km of the rail'),
  origins: z.object({
    threshold: z.int(),
    withheld: count.describe('pairs of state and country under the threshold'),
    rows: z.array(z.object({ stateCode: z.string(), country: z.string(), incidents: count })),
  }),
  victims: z
    .object({
      incidents: count,
      victims: count,
      toldApart: count,
      women: count.nullable(),
      men: count.nullable(),
      minors: count.nullable(),
      unaccompaniedMinors: count.nullable(),
    })
    .describe('0, or null of a group: none, or told by fewer incidents than the threshold of origins'),
  circumstances: z
    .object({
      threshold: z.int(),
      leavingTold: count,
      vulnerabilityTold: count,
      leaving: z.array(z.object({ word: z.enum(LEAVING_REASONS), incidents: count })),
      vulnerability: z.array(z.object({ word: z.enum(VULNERABILITIES), incidents: count })),
      withheld: count.describe('codes under the threshold'),
    })
    .describe('why people left and what made them vulnerable, for the whole country only'),
  corridors: z
    .array(z.object({ corridorId: z.string(), name: z.string() }))
    .describe('what the column corridor of /api/patterns/incidents is an index in'),
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
