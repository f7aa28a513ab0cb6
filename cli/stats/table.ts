import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { done, failed, type Outcome } from './outcome.ts';

/** A CSV file as text: whatever order its columns have. */
export interface Table {
  file: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** The line of the file that a data row came from, the header being line 1. */
export function lineOf(index: number): number {
  return index + 2;
}

/** Reads a CSV file with a header; quoted or not, comma, semicolon or tab. */
export function readTable(file: string | undefined, option: string): Outcome<Table> {
  if (file === undefined) return failed({ reason: 'missing-option', column: option });
  const content = readText(file);
  if (!content.ok) return content;
  const text = content.value;
  const header = text.split(/\r?\n/, 1)[0]!;
  const delimiter = [',', ';', '\t'].find((mark) => header.includes(mark)) ?? ',';
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, delimiter, trim: true, skip_empty_lines: true });
  } catch (error) {
    const row = error instanceof Error && 'lines' in error ? Number(error.lines) : undefined;
    return failed({ reason: 'bad-csv', file, ...(row === undefined ? {} : { row }) });
  }
  const [columns, ...data] = rows;
  if (!columns || data.length === 0) return failed({ reason: 'empty-file', file });
  return done({ file, columns, rows: data });
}

/** A file's whole text, or why it can't be had. */
export function readText(file: string): Outcome<string> {
  try {
    return done(readFileSync(file, 'utf8'));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return failed({ reason: isMissing ? 'file-not-found' : 'file-unreadable', file });
  }
}

/** The first of the names that is a column of the table, or undefined. */
export function columnNamed(table: Table, names: readonly string[]): string | undefined {
  return names.find((name) => table.columns.includes(name));
}

/** The texts of a column; its name is one of several, or the one that an option asks for. */
export function textColumn(
  table: Table,
  names: readonly string[],
  asked?: string,
): Outcome<{ name: string; values: string[] }> {
  const name = columnNamed(table, asked === undefined ? names : [asked]);
  if (name === undefined) {
    return failed({
      reason: 'missing-column',
      file: table.file,
      column: asked ?? names.join(' | '),
      needed: table.columns.join(', '),
    });
  }
  const at = table.columns.indexOf(name);
  return done({ name, values: table.rows.map((row) => row[at] ?? '') });
}

/** The numbers of a column; anything that is no finite number is a fault with its place. */
export function numberColumn(
  table: Table,
  names: readonly string[],
  asked?: string,
): Outcome<{ name: string; values: Float64Array }> {
  const column = textColumn(table, names, asked);
  if (!column.ok) return column;
  const values = new Float64Array(column.value.values.length);
  for (const [index, text] of column.value.values.entries()) {
    const value = text === '' ? Number.NaN : Number(text);
    if (!Number.isFinite(value)) {
      return failed({
        reason: 'not-a-number',
        file: table.file,
        row: lineOf(index),
        column: column.value.name,
        value: text,
      });
    }
    values[index] = value;
  }
  return done({ name: column.value.name, values });
}

/** Ids of the rows: a column of texts, all different, or the row numbers from 1 where there is none. */
export function idColumn(table: Table, names: readonly string[], asked?: string): Outcome<string[]> {
  if (asked === undefined && columnNamed(table, names) === undefined) {
    return done(table.rows.map((_, index) => String(index + 1)));
  }
  const column = textColumn(table, names, asked);
  if (!column.ok) return column;
  const seen = new Set<string>();
  for (const [index, id] of column.value.values.entries()) {
    if (seen.has(id)) {
      return failed({
        reason: 'duplicate-id',
        file: table.file,
        row: lineOf(index),
        column: column.value.name,
        value: id,
      });
    }
    seen.add(id);
  }
  return done(column.value.values);
}
