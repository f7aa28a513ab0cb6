import { parse } from 'csv-parse/sync';
import { delimiterOf } from '../readers/csv.ts';
import type { RowOrBroken } from '../readers/reader.ts';
import { isEmptyRow, rowFromCells } from '../readers/row-from-cells.ts';

/** A CSV of a page or two, read at once: its header and rows, the rows that are none marked as such. */
export interface SmallTable {
  header: string[];
  rows: RowOrBroken[];
}

/** Why such a file is none. */
export type SmallTableProblem = 'not-a-table' | 'no-rows' | 'too-many-rows';

const MOST_ROWS = 20_000;

/** Reads comma, semicolon or tab, in UTF-8 or Windows-1252 as spreadsheets write it. */
export function readSmallTable(bytes: Uint8Array): SmallTable | { problem: SmallTableProblem } {
  const text = spreadsheetText(bytes);
  let records: string[][];
  try {
    records = parse(text, { delimiter: delimiterOf(text), relax_column_count: true });
  } catch {
    return { problem: 'not-a-table' };
  }
  const [first, ...rest] = records;
  const header = (first ?? []).map((cell) => cell.trim());
  if (header.length < 2 || new Set(header).size < header.length) return { problem: 'not-a-table' };
  const rows = rest.flatMap((cells, i) => (isEmptyRow(cells) ? [] : [rowFromCells(header, cells, i + 1)]));
  if (rows.length === 0) return { problem: 'no-rows' };
  return rows.length > MOST_ROWS ? { problem: 'too-many-rows' } : { header, rows };
}

/** Text as spreadsheets write it: UTF-8, else Windows-1252. */
export function spreadsheetText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
