import { createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * A backup is JSON Lines, gzipped, and encrypted in the age format where a passphrase is given: `age -d | gunzip`
 * shows it without Vigía. First the header; for each table its name, its rows (arrays of PostgreSQL's text forms, null
 * for NULL) and an end with count and checksums; the sequences; a last line that says that it is whole.
 */
export const FORMAT = 1;

export const headerSchema = z.object({
  vigia: z.literal('backup'),
  format: z.int(),
  madeAt: z.string(),
  engine: z.string(),
  postgis: z.string(),
  migrations: z.array(z.object({ version: z.int(), name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
});
export type BackupHeader = z.infer<typeof headerSchema>;

export const tableStartSchema = z.strictObject({ table: z.string() });

export const tableEndSchema = z.strictObject({
  end: z.string(),
  rows: z.int().min(0),
  /** Of the row lines in their order, each with its line break. */
  sha256: z.string(),
  /** Of the rows whatever their order: equal tables have equal ones, on both databases. */
  digest: z.string(),
});
export type TableEnd = z.infer<typeof tableEndSchema>;

export const sequencesSchema = z.strictObject({
  sequences: z.array(z.strictObject({ name: z.string(), next: z.int() })),
});

export const doneSchema = z.strictObject({
  done: z.literal(true),
  rows: z.int().min(0),
  /** Of every byte before this line. */
  sha256: z.string(),
});

/** What is known of a whole backup. */
export interface BackupSummary {
  header: BackupHeader;
  tables: TableEnd[];
  rows: number;
}

/** Counts and checksums of the rows of one table as they pass. */
export function createTally() {
  const ordered = createHash('sha256');
  let sum = 0n;
  let rows = 0;
  return {
    add(line: string): void {
      rows += 1;
      ordered.update(line).update('\n');
      // Sum of the rows' hashes modulo 2^256: no order, and no row twice unnoticed.
      const hash = createHash('sha256').update(line).digest('hex');
      sum = BigInt.asUintN(256, sum + BigInt(`0x${hash}`));
    },
    end: (table: string): TableEnd => ({
      end: table,
      rows,
      sha256: ordered.copy().digest('hex'),
      digest: sum.toString(16).padStart(64, '0'),
    }),
  };
}

export type BackupProblemReason =
  | 'not-a-backup'
  | 'format-unknown'
  | 'passphrase-needed'
  | 'passphrase-wrong'
  | 'damaged'
  | 'schema-differs'
  | 'not-empty'
  | 'ingest-running'
  | 'audit-differs';

/** An expected failure on the way; `data/backup/` turns it into a value before it leaves. */
export class BackupProblem extends Error {
  readonly reason: BackupProblemReason;
  readonly detail: string;

  constructor(reason: BackupProblemReason, detail = '') {
    super(`${reason}: ${detail}`);
    this.reason = reason;
    this.detail = detail;
  }
}
