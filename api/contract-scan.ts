import { z } from 'zod';
import { MOST_REPLICATES, USUAL_SCAN } from '../domain/statistics/scan/scan-incidents.ts';
import { filterShape, refusalShape, summaryShape } from './contract-hotspots.ts';
import { runningSchema } from './contract-jobs.ts';

/** The wire of the scan: is something starting now? Only predatory crimes can be asked for. */

const count = z.int().min(0);
const day = z.string().meta({ format: 'date' });
const lonLat = z.tuple([z.number(), z.number()]);

export const SCAN_SHAPES = ['circle', 'track'] as const;

const whole = (least: number, most: number, usual: number) =>
  z.coerce.number().int().min(least).max(most).default(usual);

export const scanQuerySchema = z.strictObject({
  ...filterShape,
  shape: z
    .enum(SCAN_SHAPES)
    .default('circle')
    .describe('circle: as the crow flies; track: zones that grow along the rail network'),
  maxRadiusKm: z.coerce
    .number()
    .min(1)
    .max(500)
    .default(USUAL_SCAN.maxRadiusKm)
    .describe('greatest radius, or greatest way by track'),
  maxDays: whole(1, 365, USUAL_SCAN.maxDays).describe('longest window; all end on the last day'),
  minCases: whole(2, 1000, USUAL_SCAN.minCases),
  replicates: whole(99, MOST_REPLICATES, USUAL_SCAN.replicates).describe(
    'Monte Carlo replicates; so many and one days is the longest interval that can be told',
  ),
  lookEveryDays: whole(1, 31, 1).describe('days between looks: the recurrence interval is this over p'),
  seed: whole(0, 2_147_483_647, USUAL_SCAN.seed),
});

const clusterSchema = z.object({
  id: z
    .string()
    .describe('place and first day, so that a cluster can be told from others of the same answer'),
  lon: z.number(),
  lat: z.number(),
  radiusKm: z
    .number()
    .describe(
      'of the circle that holds its incidents; by track, the reach from the centre; in whole 5 km for whoever sees no incident one by one',
    ),
  firstDay: day,
  lastDay: day,
  days: count,
  observed: count,
  expected: z.number().describe('if the place had its usual share of what happened everywhere in these days'),
  llr: z.number().describe('log likelihood ratio'),
  p: z.number(),
  recurrenceIntervalDays: z.number().describe('chance alone brings one as strong once in so many days'),
  atLimit: z.boolean().describe('no replicate was as strong: the interval may be longer than can be told'),
  isSignal: z.boolean().describe('an interval of 365 days or more'),
  stretches: z.array(
    z.object({
      corridorId: z.string(),
      fromKm: z.number(),
      toKm: z.number(),
      line: z.array(lonLat),
    }),
  ),
});
export type ScanClusterWire = z.infer<typeof clusterSchema>;

const delaySchema = z.object({
  n: count.describe('incidents that say when they were first reported'),
  medianDays: count,
  p90Days: count.describe('nine in ten reports are in after so many days'),
  fillingFrom: day.nullable().describe('from this day on fewer than nine in ten reports are in'),
  known: z.array(z.number()).describe('share known by now of the last day, of the day before, ..'),
});

const head = {
  ...summaryShape,
  undated: count.describe('matching incidents left out because their day is not known'),
  offTrack: count.nullable().describe('matching incidents too far from the track; null for circles'),
  shape: z.enum(SCAN_SHAPES),
  delay: delaySchema.nullable().describe('null where too few reports say when they were made'),
};

export const scanSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('answered'),
    ...head,
    n: count,
    recent: count.describe('incidents in the longest window'),
    places: count,
    maxRadiusKm: z.number(),
    maxDays: count,
    minCases: count,
    replicates: count,
    lookEveryDays: count,
    seed: count,
    clusters: z.array(clusterSchema),
  }),
  z.object({ status: z.literal('refused'), ...head, ...refusalShape }),
  runningSchema,
]);
export type ScanAnswer = z.infer<typeof scanSchema>;
export type ScanFound = Extract<ScanAnswer, { status: 'answered' }>;

export const scanNightsSchema = z.object({
  nights: z.array(
    z.object({
      asOf: day,
      shape: z.enum(SCAN_SHAPES),
      signals: count,
      strongestDays: z.number().nullable().describe('the strongest recurrence interval; null: nothing'),
      scannedAt: z.string().meta({ format: 'date-time' }),
    }),
  ),
});
export type ScanNights = z.infer<typeof scanNightsSchema>;
