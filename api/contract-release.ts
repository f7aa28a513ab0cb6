import { z } from 'zod';
import { PLACE_KINDS, RELEASE_GROUPS } from '../domain/release/lattice.ts';
import { STATES } from '../domain/states.ts';
import { wordList } from './contract.ts';

const isoMonth = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month as YYYY-MM')
  .meta({ example: '2018-03' });
const STATE_CODES = STATES.map(({ code }) => code) as [string, ...string[]];

/** They choose among what was released; nothing is computed for a question. */
export const releaseQuerySchema = z.strictObject({
  from: isoMonth.optional().describe('first month; default eleven months before the last'),
  to: isoMonth.optional().describe('last month; default the newest released'),
  kind: wordList(PLACE_KINDS).optional().describe('nation, state, stretch; default all'),
  state: wordList(STATE_CODES).optional().describe('INEGI codes; of states only'),
  stretch: z.string().max(200).optional().describe('id of a stretch, as corridor:fromKm-toKm'),
  group: wordList(RELEASE_GROUPS).optional().describe('groups of crimes, or all of them together'),
});
export type ReleaseQuery = z.infer<typeof releaseQuerySchema>;

export const releaseExportQuerySchema = releaseQuerySchema.extend({
  format: z.enum(['csv', 'geojson']).default('csv'),
  lang: z.enum(['es', 'en']).default('es').describe('language of names and notes'),
});

/** Withheld: fewer than k, or it would tell such a number. No data: too little is known to say anything. */
export const CELL_STATUSES = ['published', 'withheld', 'no-data'] as const;

const releaseCellSchema = z.object({
  month: isoMonth,
  kind: z.enum(PLACE_KINDS),
  place: z.string().describe('INEGI code or id of a stretch; empty for the nation'),
  group: z.enum(RELEASE_GROUPS),
  status: z.enum(CELL_STATUSES),
  count: z.int().min(1).nullable().describe('null unless published'),
});
export type ReleaseCell = z.infer<typeof releaseCellSchema>;

export const releaseSchema = z.object({
  k: z.int().describe('the fewest incidents that are published'),
  closingDays: z.int().describe('days after its end at which a month closes'),
  synthetic: z.boolean().describe('all of it is invented'),
  firstMonth: isoMonth.nullable().describe('of all that is released; null while nothing is'),
  lastMonth: isoMonth.nullable(),
  months: z.array(z.object({ month: isoMonth, releasedAt: z.iso.datetime(), withdrawn: z.boolean() })),
  stretches: z
    .array(
      z.object({
        id: z.string(),
        corridorName: z.string(),
        fromStation: z.string(),
        toStation: z.string(),
      }),
    )
    .describe('names of the stretches in the cells'),
  cells: z
    .array(releaseCellSchema)
    .describe('of stretches only those published, unless one is asked for by its id'),
});
export type ReleaseAnswer = z.infer<typeof releaseSchema>;
