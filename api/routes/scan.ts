import { may } from '../../domain/access/reader.ts';
import { noQuerySchema } from '../contract.ts';
import { type ScanAnswer, scanNightsSchema, scanQuerySchema, scanSchema } from '../contract-scan.ts';
import { answerByJob } from '../jobs/answer.ts';
import { nightsFor } from '../nightly-scan.ts';
import { periodOf } from '../period.ts';
import { defineRoute } from '../route.ts';
import { scanFrom, scanQuestion } from '../scan.ts';

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
    const isCoarse = !may(reader, 'incidents.read');
    const question = scanQuestion(context, status, filter, settings, isCoarse);
    return answerByJob<ScanAnswer>(context.jobs, reader, question);
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
  handle: async (context, { reader }) => ({
    json: {
      nights: (await nightsFor(context, reader)).map(({ scannedAt, ...night }) => ({
        ...night,
        scannedAt: scannedAt.toISOString(),
      })),
    },
  }),
});
