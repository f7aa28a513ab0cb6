import { writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { done, failed, type Outcome } from './outcome.ts';

export type Field = string | number | null;

/** What a verb answers: a table, and what was found over all of it. */
export interface Result {
  columns: readonly string[];
  rows: readonly (readonly Field[])[];
  summary?: Readonly<Record<string, Field>>;
  /** A report for people, which is printed where neither CSV nor JSON is asked for. */
  text?: string;
}

/** As JSON: an object with `status`, `summary` and `rows`, numbers with all their digits. */
export function asJson({ columns, rows, summary = {} }: Result): string {
  const objects = rows.map((row) =>
    Object.fromEntries(columns.map((name, k) => [name, checked(row[k] ?? null)])),
  );
  return `${JSON.stringify({ status: 'answered', summary, rows: objects })}\n`;
}

/** As CSV: numbers with the digits that bring the same double back, NA where there is no answer. */
export function asCsv({ columns, rows }: Result): string {
  return stringify([[...columns], ...rows.map((row) => row.map((field) => text(checked(field))))]);
}

/** Writes to the file, or to standard output where there is none. */
export function deliver(content: string, file: string | undefined): Outcome<null> {
  if (file === undefined) {
    // A reader that has seen enough, such as head, closes the pipe; that is no fault.
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
    process.stdout.write(content);
    return done(null);
  }
  try {
    writeFileSync(file, content);
  } catch {
    return failed({ reason: 'output-failed', file });
  }
  return done(null);
}

function text(field: Field): string {
  if (field === null) return 'NA';
  return String(field);
}

/** A number that is not finite must never leave as an answer: that it got here is a bug. */
function checked(field: Field): Field {
  if (typeof field === 'number' && !Number.isFinite(field)) throw new Error('a result is not finite');
  return field;
}
