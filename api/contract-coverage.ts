import { z } from 'zod';
import { COVERAGE_STATUSES } from '../domain/coverage/state-coverage.ts';
import { incidentFilterSchema } from './contract.ts';

/** The wire of reporting coverage: where silence is no data. */

const count = z.int().min(0);
const day = z.string().meta({ format: 'date' });

export const coverageQuerySchema = incidentFilterSchema.pick({ from: true, to: true, asOf: true });

export const coverageSchema = z.object({
  asOf: day,
  dataVersion: z.string(),
  from: day.describe('first day of the period; default the day of the earliest incident'),
  to: day.describe('its last day, at most the product date'),
  synthetic: z.boolean().describe('told by invented reports; real ones and invented ones are never mixed'),
  states: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      status: z
        .enum(COVERAGE_STATUSES)
        .describe(
          'at the end of the period; covered: told of as usual, stopped: every source that usually reports from it is silent beyond its usual gap, sparse: told of too seldom to say what is usual, never: no source ever reported from it',
        ),
      sources: count.describe('sources that ever reported from it until then; who they are is not told'),
      usualSources: count.describe('of these, those whose usual gap there is known'),
      noData: z
        .array(z.object({ from: day, to: day }))
        .describe('days of the period without data, both included: missing, not zero'),
      noDataDays: count,
      isWithoutData: z.boolean().describe('no data at the end of the period, or for at least half of it'),
    }),
  ),
});
export type Coverage = z.infer<typeof coverageSchema>;
