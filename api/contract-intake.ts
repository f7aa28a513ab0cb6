import { z } from 'zod';
import { CONTAINERS } from '../etl/readers/reader.ts';
import { TEMPLATE_LANGUAGES } from '../etl/template/template.ts';
import { TEMPLATE_FORMATS } from '../etl/template/write-template.ts';

export const templateQuerySchema = z.strictObject({
  lang: z.enum(TEMPLATE_LANGUAGES).default('es'),
  format: z.enum(TEMPLATE_FORMATS).default('xlsx'),
});

export const uploadQuerySchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(255)
    // A name is shown and kept, never used as a path; what no file is named is refused.
    .regex(/^[^\p{Cc}/\\]+$/u, 'a plain file name')
    .describe('what the file is called'),
});

export const uploadPathSchema = z.strictObject({ id: z.uuid() });

const count = z.int().min(0);
const counts = z.record(z.string(), count);

/** As `vigia ingest --json` tells it. */
const ingestReport = z.object({
  file: z.string(),
  sha256: z.string(),
  format: z.string(),
  container: z.enum(CONTAINERS),
  encoding: z.enum(['utf-8', 'windows-1252']),
  sheet: z.string(),
  sourceId: z.string(),
  dryRun: z.boolean(),
  rowsRead: count,
  loaded: count,
  corrected: count,
  alreadyKnown: count,
  quarantined: count,
  merged: count,
  doubtful: count,
  hazards: count,
  skipped: count,
  unplaced: counts.describe('rows without a place, by reason'),
  quarantinedBy: counts.describe('rows in quarantine, by their first reason'),
  problems: count,
  quarantineSample: z.array(
    z.object({ rowNumber: z.int(), column: z.string(), value: z.string(), reason: z.string() }),
  ),
  personalData: z.object({ columns: z.array(z.string()), found: counts, rows: count }),
});

const fileProblem = z.object({
  reason: z.string(),
  rowNumber: z.int().optional(),
  column: z.string().optional(),
  detail: z.string().optional(),
});

export const uploadSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  bytes: count,
  sha256: z.string(),
  isThere: z.boolean().describe('false once the file was loaded or removed'),
  recognised: z
    .object({
      container: z.enum(CONTAINERS),
      encoding: z.enum(['utf-8', 'windows-1252']),
      format: z.string(),
      sheet: z.string(),
    })
    .nullable(),
  problem: fileProblem.nullable().describe('why none of our formats reads it; a mapping may'),
  firstLoadedAt: z.iso.datetime().nullable().describe('when a file of the same content was loaded'),
  state: z.enum(['ready', 'waiting', 'running', 'done', 'failed']),
  dryRun: z.boolean(),
  progress: z
    .object({
      step: z.enum(['reading', 'loading']),
      rowsRead: count,
      rowsPerSecond: z.number(),
      bytesRead: z.number(),
      bytesTotal: z.number(),
      remainingS: z.number().nullable(),
    })
    .nullable(),
  report: ingestReport.nullable(),
  failure: fileProblem.nullable(),
});
export type UploadState = z.infer<typeof uploadSchema>;

export const loadBodySchema = z.strictObject({
  dryRun: z.boolean().describe('say what would happen, and store nothing'),
  sourceId: z
    .string()
    .regex(/^[\w.-]{1,60}$/)
    .optional()
    .describe('the source in the database; default the format'),
  mapping: z.unknown().optional().describe('what columns and values mean (etl/mapping/schema.ts)'),
  mappingName: z.string().max(255).optional(),
});

export const removedSchema = z.object({ removed: z.boolean() });

export const filesQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).default(0),
});

export const filesSchema = z.object({
  total: count,
  files: z.array(
    z.object({
      runId: z.int(),
      fileName: z.string(),
      sha256: z.string(),
      status: z.enum(['running', 'done', 'failed', 'cancelled', 'abandoned']),
      startedAt: z.iso.datetime(),
      endedAt: z.iso.datetime().nullable(),
      startedBy: z.string().nullable().describe('null: from the terminal'),
      sourceId: z.string().nullable(),
      format: z.string().nullable(),
      bytes: z.number().nullable(),
      rowsRead: count.nullable(),
      loaded: count.nullable(),
      quarantined: count.nullable(),
    }),
  ),
});
export type LoadedFiles = z.infer<typeof filesSchema>;
