import { z } from 'zod';
import { FACT_KINDS } from '../domain/patterns/facts.ts';

/** The wire of files of facts: measures of enforcement, exposure by state, what became of complaints. */

const count = z.int().min(0);

export const factPathSchema = z.object({ kind: z.enum(FACT_KINDS) });

export const factFileQuerySchema = z.strictObject({
  dryRun: z.enum(['yes', 'no']).default('no').describe('yes: tells what would be loaded, and loads nothing'),
});

export const factFileSchema = z.object({
  kind: z.enum(FACT_KINDS),
  isLoaded: z.boolean(),
  count: count.describe('rows of the file'),
  replaces: count.describe('rows loaded before, in whose place they come; shipped rows are not among them'),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())).describe('the first of them as they were understood, at most 20'),
});
export type FactFileAnswer = z.infer<typeof factFileSchema>;

export const factRemoveQuerySchema = z.strictObject({
  dryRun: z
    .enum(['yes', 'no'])
    .default('no')
    .describe('yes: tells what would be removed, and removes nothing'),
});

export const factRemovalSchema = z.object({
  kind: z.enum(FACT_KINDS),
  isRemoved: z.boolean(),
  count: count.describe(
    'rows that were loaded; shipped rows are not among them, and come back where one stood in their place',
  ),
});
export type FactRemoval = z.infer<typeof factRemovalSchema>;

/** Beside `file_not_understood`: what is wrong, cell by cell. */
export interface FactFileFaults {
  problems: {
    /** 1 is the first below the header; 0: the file or its header. */
    row: number;
    column: string;
    value: string;
    reason: string;
    allowed?: readonly string[];
  }[];
  /** Problems that are not among them. */
  more: number;
}
