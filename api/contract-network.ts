import { z } from 'zod';
import { MODES } from '../domain/network/modes.ts';
import { CRIMES, PERPETRATORS, PRECISIONS } from '../domain/taxonomy.ts';
import { incidentFilterSchema } from './contract.ts';
import { runningSchema } from './contract-jobs.ts';

/** The wire of the network's risk: stretches, ways between stations. */

const day = z.string().meta({ format: 'date' });
const count = z.int().min(0);
const lonLat = z.tuple([z.number(), z.number()]);
const estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });

export const riskQuerySchema = incidentFilterSchema.extend({
  halfLifeDays: z.coerce
    .number()
    .int()
    .min(1)
    .max(36_500)
    .optional()
    .describe('an incident this many days old counts half; all the same when absent'),
});

export const segmentsQuerySchema = riskQuerySchema.extend({
  grain: z.enum(['stretch', 'lixel']).default('stretch').describe('lixel adds the density of every km'),
  rule: z
    .enum(['discontinuous', 'continuous'])
    .default('discontinuous')
    .describe("how the lixels' density parts at junctions: equal split; continuous is for published maps"),
});

/** Each of these takes long: the answer, or 202 with the job that makes it. */
const head = {
  status: z.literal('answered'),
  asOf: day,
  dataVersion: z.string(),
  period: z.object({ from: day, to: day }),
  modes: z.object({ known: z.array(z.enum(MODES)), missing: z.array(z.enum(MODES)) }),
  mean: z.number().nullable().describe('incidents per 100 km and year over all track with data'),
};

const stretchSchema = z.object({
  id: z.string(),
  corridorId: z.string(),
  corridorName: z.string(),
  operator: z.string(),
  mode: z.enum(MODES),
  fromStation: z.string(),
  toStation: z.string(),
  fromKm: z.number(),
  toKm: z.number(),
  lengthKm: z.number(),
});

const riskShape = {
  status: z.enum(['estimated', 'no-data', 'none-counted']).describe('no-data is not low risk'),
  count: z.number().describe('incidents counted, weighted; not whole where vague places are spread'),
  rate: estimate.nullable().describe('incidents per 100 km and year, shrunk, with its 95 % interval'),
  score: estimate.nullable().describe('0-100; 50 is the mean of the network'),
  timesMean: estimate.nullable().describe('rate over the mean of the network'),
  aboveMean: z.number().nullable().describe('P(rate > mean of the network)'),
  trend: z
    .object({ median: z.number(), low: z.number(), high: z.number(), increase: z.number() })
    .nullable()
    .describe('rate of the last 365 days over that of the 365 before'),
  covered: z.number().describe('share of the period with data'),
};

const segmentsRisk = z.object({
  ...head,
  counted: z
    .object({ pinned: count, spread: count, far: count, vague: count, mass: z.number() })
    .describe('predatory incidents of the period: by what became of them, and the sum of what counts'),
  stretches: z.array(stretchSchema.extend(riskShape)),
  lixels: z
    .object({
      stretch: z.array(count).describe('index into stretches'),
      fromKm: z.array(z.number()),
      toKm: z.array(z.number()),
      density: z.array(z.number().nullable()).describe('incidents per 100 km and year; null without data'),
    })
    .nullable(),
});
export const segmentsRiskSchema = z.discriminatedUnion('status', [segmentsRisk, runningSchema]);
export type SegmentsRiskAnswer = z.infer<typeof segmentsRiskSchema>;
export type SegmentsRisk = z.infer<typeof segmentsRisk>;
export type StretchRiskRow = SegmentsRisk['stretches'][number];

export const stretchPathSchema = z.strictObject({ id: z.string().min(1).max(200) });

const stretchDetail = z.object({
  ...head,
  stretch: stretchSchema.extend(riskShape),
  rank: count.nullable().describe('by score, 1 the highest; null without a score'),
  ranked: count.describe('stretches that have a score'),
  evidence: z.object({
    incidents: count,
    reports: count,
    confirmed: count.describe('incidents that two sources or more tell of'),
    precision: z.record(z.enum(PRECISIONS), z.number()),
    spread: z.number().describe('share of what is counted that is spread, since its place is vague'),
    crimes: z.array(z.object({ crime: z.enum(CRIMES), count: z.number() })),
    perpetrators: z.array(z.object({ perpetrator: z.enum(PERPETRATORS), count: z.number() })),
  }),
  months: z
    .array(z.object({ month: z.string(), crimes: count }))
    .describe('predatory crimes whose place is known well enough to pin, by month, zeros included'),
  incidentIds: z
    .array(z.int())
    .nullable()
    .describe('of those, newest first; null for who may not read incidents one by one'),
});
export const stretchDetailSchema = z.discriminatedUnion('status', [stretchDetail, runningSchema]);
export type StretchDetailAnswer = z.infer<typeof stretchDetailSchema>;
export type StretchDetail = z.infer<typeof stretchDetail>;

/** A way has two ends and nothing to choose by: no least-risk directions for travellers of any kind. */
export const wayQuerySchema = riskQuerySchema.omit({ from: true, to: true }).extend({
  from: z.string().min(1).max(100).describe('station, as /api/corridors names it'),
  to: z.string().min(1).max(100).describe('station'),
  firstDay: incidentFilterSchema.shape.from.describe('first day of the incidents counted'),
  lastDay: incidentFilterSchema.shape.to.describe('last day'),
});

const way = z.object({
  ...head,
  from: z.string(),
  to: z.string(),
  lengthKm: z.number(),
  totalPerYear: estimate
    .nullable()
    .describe('predatory crimes a year expected on the whole way; legs without data add nothing'),
  noDataKm: z.number(),
  legs: z.array(
    z.object({
      stretch: stretchSchema,
      fromKm: z.number(),
      toKm: z.number(),
      lengthKm: z.number(),
      status: riskShape.status,
      score: riskShape.score,
      expectedPerYear: z.number().nullable(),
      soFarPerYear: z.number(),
      line: z.array(lonLat),
    }),
  ),
  dangerPoints: z.array(
    z.object({
      corridorId: z.string(),
      corridorName: z.string(),
      km: z.number(),
      leg: count,
      lon: z.number(),
      lat: z.number(),
      density: z.number().describe('incidents per 100 km and year'),
      timesMean: z.number(),
    }),
  ),
});
export const waySchema = z.discriminatedUnion('status', [way, runningSchema]);
export type WayAnswer = z.infer<typeof waySchema>;
export type Way = z.infer<typeof way>;
