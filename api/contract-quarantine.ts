import { z } from 'zod';
import { pageQuerySchema } from './contract-review.ts';

/** The wire of the quarantine. */

const count = z.int().min(0);
const instant = z.iso.datetime();

const key = {
  sourceId: z.string().min(1).max(200),
  fileSha256: z.string().regex(/^[0-9a-f]{64}$/),
  rowNumber: z.int().min(1).max(2_147_483_647).describe('1 is the first data row'),
};
const keySchema = z.strictObject(key);
const cells = z.record(z.string(), z.string());
const problems = z.array(
  z.object({
    column: z.string().describe('empty where the row as a whole is to blame'),
    value: z.string(),
    reason: z.string().describe('a key of the catalogue `ingest:problem`'),
  }),
);
const why = z.string().trim().max(2000).default('').describe('in their words');

export const quarantineQuerySchema = pageQuerySchema.extend({
  status: z.enum(['open', 'resolved']).default('open'),
  source: z.string().max(200).optional(),
  file: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe('SHA-256 of the file'),
  reason: z.string().max(100).optional(),
});

export const quarantineSchema = z.object({
  total: count.describe('rows that match'),
  groups: z
    .array(
      z.object({
        sourceId: z.string(),
        fileSha256: z.string(),
        file: z.string(),
        reason: z.string(),
        rows: count,
      }),
    )
    .describe('all rows of that status by file and reason, whatever the other filters'),
  items: z.array(
    z.object({
      ...key,
      file: z.string(),
      format: z.string(),
      original: cells.describe('the row as it stood in the file, without personal data'),
      corrected: cells.describe('cells that a person corrected'),
      problems,
      status: z.enum(['open', 'resolved']),
      outcome: z.enum(['loaded', 'known', 'dismissed']).nullable(),
      reportId: z.string().nullable(),
      reportVersion: z.int().nullable(),
      attempts: count.describe('how often it was tried again in vain'),
      at: instant,
      resolvedAt: instant.nullable(),
      by: z.string().nullable(),
      why: z.string().nullable(),
    }),
  ),
});
export type Quarantine = z.infer<typeof quarantineSchema>;

const corrected = z
  .record(z.string().min(1).max(500), z.string().max(32_767))
  .default({})
  .describe('cells to be read instead of those in the file');

export const replayBodySchema = z.union([
  z.strictObject({
    rows: z
      .array(z.strictObject({ ...key, corrected }))
      .min(1)
      .max(200),
  }),
  z.strictObject({
    all: z.strictObject({
      source: z.string().max(200).optional(),
      file: z.string().optional(),
      reason: z.string().max(100).optional(),
    }),
    after: keySchema.optional().describe('`next` of the answer before'),
  }),
]);

export const replaySchema = z.object({
  counts: z.object({ loaded: count, known: count, rejected: count, refused: count }),
  results: z.array(
    z.object({
      ...key,
      outcome: z.enum(['loaded', 'known', 'rejected', 'refused']),
      reason: z.string().nullable().describe('why it was refused'),
      problems,
    }),
  ),
  next: keySchema.nullable().describe('where to go on, when all were asked for and there are more'),
});
export type Replay = z.infer<typeof replaySchema>;

export const dismissBodySchema = z.strictObject({ rows: z.array(keySchema).min(1).max(1000), why });
export const dismissSchema = z.object({ dismissed: count });

export const reopenBodySchema = z.strictObject({ rows: z.array(keySchema).min(1).max(200) });
export const reopenSchema = z.object({
  results: z.array(
    z.object({ ...key, outcome: z.enum(['reopened', 'no-such-row', 'not-resolved', 'changed-since']) }),
  ),
});
export type Reopen = z.infer<typeof reopenSchema>;
