import type { Problem } from '../../domain/report.ts';
import type { RowOrBroken } from './reader.ts';

/** A cell of a spreadsheet holds no more; a longer one is no cell. */
export const CELL_LIMIT_CHARS = 32_767;
/** Cells beyond the header that are kept of a row with too many. */
const EXTRA_CELLS = 50;

/** What the database can't hold as text: NUL, and halves of surrogate pairs. */
const UNSTORABLE = /[\0\p{Cs}]/u;
const UNSTORABLE_ALL = /[\0\p{Cs}]/gu;

/**
 * A row of a table from its cells, left to right. A row with more or fewer cells than the header, with a cell
 * that is too long or with characters that no text has is broken: cut and cleaned as far as quarantine needs.
 */
export function rowFromCells(
  header: readonly string[],
  cells: readonly string[],
  rowNumber: number,
): RowOrBroken {
  const problems: Problem[] = [];
  if (cells.length !== header.length) {
    problems.push({
      column: '',
      value: `${cells.length} / ${header.length}`,
      reason: 'wrong-number-of-cells',
    });
  }
  const entries = cells
    .slice(0, header.length + EXTRA_CELLS)
    .map((cell, i): [string, string] => [columnName(header, i), cell]);
  return rowFromEntries(entries, rowNumber, problems);
}

/** A name of a column as it can be kept. */
export function storableName(name: string): string {
  return name.replace(UNSTORABLE_ALL, '\ufffd');
}

/** A column without a name is known by its position. */
export function columnName(header: readonly string[], index: number): string {
  return header[index] || `#${index + 1}`;
}

/** A row from named cells; `problems` are those known already. */
export function rowFromEntries(
  entries: readonly (readonly [string, string])[],
  rowNumber: number,
  problems: Problem[] = [],
): RowOrBroken {
  // Without a prototype: a column may be called `__proto__`.
  const values: Record<string, string> = Object.create(null);
  for (const [column, cell] of entries) values[column] = storable(column, cell, problems);
  const row = { rowNumber, values };
  return problems.length === 0 ? { ok: true, row } : { ok: false, row, problems };
}

function storable(column: string, cell: string, problems: Problem[]): string {
  let kept = cell;
  if (cell.length > CELL_LIMIT_CHARS) {
    kept = cell.slice(0, CELL_LIMIT_CHARS);
    problems.push({ column, value: String(cell.length), reason: 'cell-too-long' });
  }
  if (!UNSTORABLE.test(kept)) return kept;
  kept = kept.replace(UNSTORABLE_ALL, '\ufffd');
  // Cutting may have split a pair; that alone is no fault of the file.
  if (cell.length <= CELL_LIMIT_CHARS) problems.push({ column, value: '', reason: 'characters-unreadable' });
  return kept;
}

/** True for a row that has nothing in it, which is how spreadsheets write an empty one. */
export function isEmptyRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
