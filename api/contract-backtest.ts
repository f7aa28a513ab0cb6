import { z } from 'zod';
import { BACKTEST_METHODS } from '../domain/statistics/backtest/methods.ts';
import { isoDay } from './contract.ts';
import { refusalShape } from './contract-hotspots.ts';
import { runningSchema } from './contract-jobs.ts';

/** The wire of the backtest: does any of this predict? */

const count = z.int().min(0);
const day = z.string().meta({ format: 'date' });
const month = z.string().describe('as 2018-04');

export const backtestQuerySchema = z.strictObject({
  asOf: isoDay.optional().describe('nothing after this day; default the product date'),
  seed: z.coerce.number().int().min(0).max(2_147_483_647).default(1),
});

const interval = z.object({ value: z.number(), low: z.number(), high: z.number() });
const method = z.enum(BACKTEST_METHODS);

const summarySchema = z.object({
  windows: z.array(month),
  empty: z.array(month).describe('months in which nothing happened: left out'),
  units: count,
  extent: z.number().describe('km², or km of track'),
  methods: z.array(
    z.object({
      method,
      coverage: z.number().describe('share of the extent that is watched'),
      hits: count,
      total: count,
      hitRate: interval.describe('95 % interval by resampling the months'),
      pai: interval.describe('prediction accuracy index: hit rate over share watched'),
      pei: interval.describe('prediction efficiency index: PAI over the best possible'),
      againstNaive: interval.describe('hit rate minus that of the naive map, month by month'),
      won: z.array(month),
      tied: z.array(month),
      lost: z.array(month).describe('months with fewer hits than the naive map'),
    }),
  ),
  verdict: z.object({ coverage: z.number(), better: z.array(method), worse: z.array(method) }),
});

const head = {
  asOf: day,
  dataVersion: z.string(),
  synthetic: count,
  unplaced: count,
  tooVague: count,
  undated: count,
};

export const backtestSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('answered'),
    ...head,
    n: count,
    onTrack: count,
    resolution: count,
    bandwidthKm: z.number(),
    seed: count,
    area: summarySchema,
    track: summarySchema.nullable(),
  }),
  z.object({ status: z.literal('refused'), ...head, ...refusalShape }),
  runningSchema,
]);
export type BacktestAnswerWire = z.infer<typeof backtestSchema>;
export type BacktestFound = Extract<BacktestAnswerWire, { status: 'answered' }>;
