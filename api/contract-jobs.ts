import { z } from 'zod';

/** The wire of work that takes long: it is asked for, followed, and may be called off. */

const count = z.int().min(0);

export const jobSchema = z.object({
  id: z.uuid(),
  kind: z.string().describe('what was asked for, such as hotspots'),
  status: z
    .enum(['running', 'done', 'failed', 'cancelled'])
    .describe('once done, ask the first question again: its answer is remembered'),
  done: count.describe('steps done'),
  total: count.describe('of how many; 0 while it waits or reads'),
});
export type Job = z.infer<typeof jobSchema>;

export const jobPathSchema = z.strictObject({ id: z.uuid() });

/** Answered with 202 by any question that takes long. */
export const runningSchema = z.object({ status: z.literal('running'), job: jobSchema });
