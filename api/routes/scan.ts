import { readScanNights } from '../../data/scan-nights.ts';
import { noQuerySchema } from '../contract.ts';
import { type ScanAnswer, scanNightsSchema, scanQuerySchema, scanSchema } from '../contract-scan.ts';
import { answerByJob } from '../jobs/answer.ts';
import { periodOf } from '../period.ts';
import { defineRoute } from '../route.ts';
import { scanFrom, scanQuestion } from '../scan.ts';

/** Two shapes a night: a month and a half. */
const NIGHTS = 90;

export const scan = defineRoute({
  method: 'get',
  path: '/api/scan',
  summary:
    'Is something starting now? Prospective space-time permutation scan of predatory crimes, by circles or along the track',
  required: 'map.read',
  query: scanQuerySchema,
  pathParameters: noQuerySchema,
  answer: scanSchema,
  cacheable: true,
  handle: (context, { query, status, reader }) => {
    const { shape, maxRadiusKm, maxDays, minCases, replicates, lookEveryDays, seed, ...rest } = query;
    const { to } = periodOf(rest, status, reader);
    const filter = periodOf({ ...rest, from: rest.from ?? scanFrom(to, status.firstDay) }, status, reader);
    const settings = { shape, maxRadiusKm, maxDays, minCases, replicates, lookEveryDays, seed };
    return answerByJob<ScanAnswer>(context.jobs, reader, scanQuestion(context, status, filter, settings));
  },
});

export const scanNights = defineRoute({
  method: 'get',
  path: '/api/scan/nights',
  summary: 'What the nightly scans found, the newest first',
  required: 'map.read',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: scanNightsSchema,
  cacheable: false,
  handle: async (context) => {
    const nights = await readScanNights(context.database.pool, NIGHTS);
    return {
      json: {
        nights: nights.map(({ scannedAt, ...night }) => ({ ...night, scannedAt: scannedAt.toISOString() })),
      },
    };
  },
});
