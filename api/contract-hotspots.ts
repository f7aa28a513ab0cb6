import { z } from 'zod';
import { REFUSAL_REASONS } from '../domain/statistics/answer.ts';
import { EMERGING_KINDS, type EmergingPattern } from '../domain/statistics/emerging-patterns.ts';
import { HOTSPOT_CLASSES } from '../domain/statistics/hotspot-classes.ts';
import { PERPETRATORS, PREDATORY_CRIMES } from '../domain/taxonomy.ts';
import { incidentFilterSchema, wordList } from './contract.ts';
import { runningSchema } from './contract-jobs.ts';

/** The wire of hotspots and near repeats. Only predatory crimes can be asked for. */

const count = z.int().min(0);
const day = z.string().meta({ format: 'date' });
const share = z.number().min(0).max(1);
const seed = z.coerce.number().int().min(0).max(2_147_483_647).default(1);

export const filterShape = {
  crime: wordList(PREDATORY_CRIMES)
    .optional()
    .describe('any of these crimes, principal or not; absent: all predatory'),
  perpetrator: wordList(PERPETRATORS).optional().describe('any of these alleged perpetrators'),
  ...incidentFilterSchema.pick({ from: true, to: true, asOf: true }).shape,
};

const edges = (name: string, fallback: string) =>
  z
    .string()
    .regex(/^\d{1,5}(\.\d{1,3})?(,\d{1,5}(\.\d{1,3})?){1,9}$/, 'expected rising numbers as 0,5,10')
    .default(fallback)
    .transform((text) => text.split(',').map(Number))
    .describe(`edges of the bands of ${name}, rising; each band holds its first edge, not its last`);

export const summaryShape = {
  asOf: day,
  dataVersion: z.string(),
  from: day.describe('first day of the period; default the day of the earliest incident'),
  to: day,
  synthetic: count.describe('how many of the incidents are invented'),
  unplaced: count.describe('matching incidents whose place is not known'),
  tooVague: count.describe('matching incidents left out because their place is known too coarsely'),
};

/** No answer, and why; the sentences are in the catalogue stats under reasons. */
export const refusalShape = {
  reason: z.enum(REFUSAL_REASONS),
  field: z.string().optional(),
  index: z.int().optional(),
  value: z.number().optional(),
  needed: z.number().optional().describe('what would have been enough'),
};
const refused = z.object({ status: z.literal('refused'), ...refusalShape });

const patterns = ['none', ...EMERGING_KINDS.flatMap((kind) => [`${kind}-hot`, `${kind}-cold`] as const)] as [
  EmergingPattern,
  ...EmergingPattern[],
];

const studyArea = z.object({
  resolution: z.int(),
  release: count.describe(
    'number of the stored study area; the same under every filter, grown only by new places',
  ),
  cells: count,
  bufferKm: z
    .number()
    .describe('the network with this much to both sides, and cells with incidents and their ring'),
});

export const hotspotsQuerySchema = z.strictObject({
  ...filterShape,
  resolution: z.coerce.number().int().min(3).max(6).default(4).describe('H3 resolution'),
  seed,
});

export const hotspotsSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('answered'),
    ...summaryShape,
    studyArea,
    seed: z.int(),
    n: count.describe('predatory incidents in the study area'),
    zeroCells: count,
    mean: z.number().describe('incidents a cell'),
    decides: z
      .enum(['normal', 'permutation'])
      .describe('which p makes q and class: the permutation p where there is less than one incident a cell'),
    permutation: z
      .enum(['exact', 'drawn'])
      .nullable()
      .describe('all permutations at once, or 999 drawn ones'),
    jitters: count,
    cells: z.array(z.string()).describe('H3 indices; the following columns go with them'),
    count: z.array(count),
    around: z.array(count).describe('incidents in the cell and its neighbours'),
    expected: z.array(z.number()).describe('of these, if they were spread evenly over the study area'),
    z: z.array(z.number()).describe('Getis-Ord Gi*'),
    p: z.array(share).describe('upper tail of the normal'),
    pPermutation: z.array(share).nullable(),
    q: z.array(share).describe('Benjamini-Hochberg over all cells'),
    class: z.array(z.enum(HOTSPOT_CLASSES)),
    stability: z
      .array(share)
      .describe('share of the seeded jitters within the radii in which q is at most .05'),
    emerging: z.discriminatedUnion('status', [
      z.object({
        status: z.literal('answered'),
        sliceDays: count,
        slices: count,
        firstDay: day,
        n: count,
        undated: count.describe('incidents not dated to a month: in no slice'),
        pattern: z.array(z.enum(patterns)),
      }),
      z.object({ status: z.literal('refused'), ...refusalShape, undated: count }),
    ]),
  }),
  refused.extend({ ...summaryShape, studyArea: studyArea.nullable() }),
  runningSchema,
]);
export type HotspotsAnswer = z.infer<typeof hotspotsSchema>;
export type HotspotsFound = Extract<HotspotsAnswer, { status: 'answered' }>;

export const nearRepeatQuerySchema = z.strictObject({
  ...filterShape,
  spaceKm: edges('distance in km', '0,5,10,20,40'),
  timeDays: edges('time in days', '0,7,14,28,56'),
  permutations: z.coerce.number().int().min(99).max(9999).default(999),
  seed,
});

export const nearRepeatSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('answered'),
    ...summaryShape,
    undated: count.describe('matching incidents left out because their day is not known'),
    radiusLimitKm: z.number().describe('places known less well are left out: they fake repeats at one place'),
    seed: z.int(),
    n: count,
    permutations: count,
    knox: z.object({
      spaceKm: z.number(),
      timeDays: z.number(),
      observed: count.describe('pairs near in both'),
      expected: z.number(),
      p: share,
    }),
    bands: z.array(
      z.object({
        spaceFromKm: z.number(),
        spaceToKm: z.number(),
        timeFromDays: z.number(),
        timeToDays: z.number(),
        observed: count,
        expected: z.number(),
        ratio: z.number().nullable().describe('observed to the mean of the permutations'),
        p: share,
      }),
    ),
  }),
  refused.extend({ ...summaryShape, undated: count }),
  runningSchema,
]);
export type NearRepeatAnswer = z.infer<typeof nearRepeatSchema>;
export type NearRepeatFound = Extract<NearRepeatAnswer, { status: 'answered' }>;
