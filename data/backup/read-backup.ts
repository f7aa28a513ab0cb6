import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { backupLines } from './container.ts';
import {
  type BackupHeader,
  BackupProblem,
  type BackupSummary,
  createTally,
  doneSchema,
  FORMAT,
  headerSchema,
  sequencesSchema,
  type TableEnd,
  tableEndSchema,
  tableStartSchema,
} from './format.ts';

/** What is done with the parts of a backup as they are read; nothing is proven before `readBackup` returns. */
export interface BackupTaker {
  header(header: BackupHeader): Promise<void>;
  /** Row lines of one table, in batches of about a megabyte. */
  rows(table: string, lines: readonly string[]): Promise<void>;
  sequences(sequences: readonly { name: string; next: number }[]): Promise<void>;
}

const BATCH_BYTES = 1_000_000;

/**
 * Reads a backup from its first line to its last, in constant memory, and checks every checksum.
 *
 * @throws BackupProblem as soon as something is wrong: whatever was taken until then must be undone.
 */
export async function readBackup(
  file: string,
  passphrase: string | null,
  taker: BackupTaker,
): Promise<BackupSummary> {
  const lines = backupLines(file, passphrase);
  const whole = createHash('sha256');
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new BackupProblem('damaged', 'it ends too early');
    return value;
  };
  const hashed = async (): Promise<string> => {
    const line = await next();
    whole.update(line).update('\n');
    return line;
  };
  try {
    const header = parseHeader(await hashed());
    await taker.header(header);
    const tables: TableEnd[] = [];
    for (const { name } of header.tables) {
      const { table } = parse(tableStartSchema, await hashed());
      if (table !== name) throw new BackupProblem('damaged', `table ${table} where ${name} belongs`);
      tables.push(await readRows(name, hashed, taker));
    }
    await taker.sequences(parse(sequencesSchema, await hashed()).sequences);
    const end = parse(doneSchema, await next());
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    if (end.sha256 !== whole.digest('hex') || end.rows !== rows)
      throw new BackupProblem('damaged', 'the checksum of the whole differs');
    // Reading on proves what follows: gzip's own end, and the last chunk of an encrypted file.
    if (!(await lines.next()).done) throw new BackupProblem('damaged', 'something follows its end');
    return { header, tables, rows };
  } finally {
    await lines.return(undefined);
  }
}

async function readRows(table: string, next: () => Promise<string>, taker: BackupTaker): Promise<TableEnd> {
  const tally = createTally();
  let batch: string[] = [];
  let bytes = 0;
  for (;;) {
    const line = await next();
    if (!line.startsWith('[')) {
      if (batch.length > 0) await taker.rows(table, batch);
      const told = parse(tableEndSchema, line);
      const found = tally.end(table);
      const same = (['end', 'rows', 'sha256', 'digest'] as const).every((key) => told[key] === found[key]);
      if (!same) throw new BackupProblem('damaged', `the checksum of ${table} differs`);
      return found;
    }
    tally.add(line);
    batch.push(line);
    bytes += line.length;
    if (bytes < BATCH_BYTES) continue;
    await taker.rows(table, batch);
    batch = [];
    bytes = 0;
  }
}

/** A file of another program is no damaged backup. */
function parseHeader(line: string): BackupHeader {
  const loose = json(line) as { vigia?: unknown; format?: unknown } | null;
  if (loose?.vigia !== 'backup') throw new BackupProblem('not-a-backup');
  if (loose.format !== FORMAT) throw new BackupProblem('format-unknown', String(loose.format));
  return parse(headerSchema, line);
}

function parse<T extends z.ZodType>(schema: T, line: string): z.output<T> {
  const parsed = schema.safeParse(json(line));
  if (!parsed.success) throw new BackupProblem('damaged', 'a line that does not belong there');
  return parsed.data;
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
