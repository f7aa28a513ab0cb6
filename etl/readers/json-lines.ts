import type { Problem } from '../../domain/report.ts';
import { COLUMN_LIMIT, type FileProblem, type ReportFile, type RowOrBroken, type Table } from './reader.ts';
import { CELL_LIMIT_CHARS, isEmptyRow, rowFromEntries, storableName } from './row-from-cells.ts';
import { linesOf, textOf } from './text-stream.ts';

interface File {
  path: string;
  bytes: number;
  encoding: ReportFile['encoding'];
}

/**
 * The table of a JSON Lines file: one object a line, columns by name. An object may leave columns out, so the
 * header is the union over all lines and is found by reading the file once more.
 */
export async function openJsonLines(file: File): Promise<Table | FileProblem> {
  const header = new Set<string>();
  for await (const line of linesOf(textOf(file.path, file.encoding, { bytes: 0 }))) {
    const value = parsed(line);
    if (isObject(value)) for (const key of Object.keys(value)) header.add(storableName(key));
    if (header.size > COLUMN_LIMIT) return { file: file.path, reason: 'too-many-columns' };
  }
  if (header.size < 2) return { file: file.path, reason: 'format-unknown' };
  return { name: '', header: [...header], totalBytes: file.bytes, rows: (read) => rowsOf(file, read) };
}

async function* rowsOf(file: File, read: { bytes: number }): ReturnType<Table['rows']> {
  let rowNumber = 0;
  for await (const line of linesOf(textOf(file.path, file.encoding, read))) {
    if (line.trim() === '') continue;
    rowNumber += 1;
    const row = rowOf(line, rowNumber);
    if (!isEmptyRow(Object.values(row.row.values))) yield row;
  }
}

function rowOf(line: string, rowNumber: number): RowOrBroken {
  const object = parsed(line);
  if (!isObject(object)) {
    const problem = { column: '', value: '', reason: 'line-is-no-json-object' };
    // The line itself can be no more than text under no column.
    return rowFromEntries([['#1', line.slice(0, CELL_LIMIT_CHARS)]], rowNumber, [problem]);
  }
  const problems: Problem[] = [];
  const entries = Object.entries(object).map(([name, value]): [string, string] => {
    const column = storableName(name);
    const text = textOfValue(value);
    if (text === null) problems.push({ column, value: '', reason: 'value-is-no-text' });
    return [column, text ?? written(value)];
  });
  return rowFromEntries(entries, rowNumber, problems);
}

/** As it stood in the line; a value nested so deeply that nobody could read it is left out. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}

/** A cell's text; a list of texts is written as our lists are, with `;`. */
function textOfValue(value: unknown): string | null {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return null;
  const parts = value.map((part) => (Array.isArray(part) ? null : textOfValue(part)));
  return parts.includes(null) ? null : parts.join('; ');
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
