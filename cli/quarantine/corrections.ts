import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { QuarantineRow } from '../../data/quarantine.ts';
import { neutraliseCell, restoreCell } from '../../domain/export-cell.ts';
import type { ReplayRow } from '../../etl/replay.ts';

/** Columns of an exported quarantine: a line for each wrong cell, or for each cell of a row. */
const HEADER = ['source', 'file', 'sha256', 'row', 'column', 'value', 'reason'] as const;

type Line = Record<(typeof HEADER)[number], string>;

/** The header line; with the mark by which spreadsheets know UTF-8. */
export function headerLine(): string {
  return `\ufeff${stringify([[...HEADER]])}`;
}

/**
 * The lines of a row, every cell safe in a spreadsheet. `value` is the whole cell as it stands now: edited, it is what
 * a replay reads instead.
 *
 * @param wholeRow every cell, not only the wrong ones.
 */
export function linesOf(row: QuarantineRow, wholeRow: boolean): string {
  const values: Record<string, string> = { ...row.original, ...row.corrected };
  const wrong = [...new Set(row.problems.map(({ column }) => column))];
  const others = wholeRow ? Object.keys(values).filter((column) => !wrong.includes(column)) : [];
  const lines = [...wrong, ...others].map((column) => {
    const reasons = row.problems.filter((problem) => problem.column === column).map(({ reason }) => reason);
    const cells = [
      row.sourceId,
      row.file,
      row.fileSha256,
      String(row.rowNumber),
      column,
      values[column] ?? '',
      reasons.join('; '),
    ];
    return cells.map(neutraliseCell);
  });
  return stringify(lines);
}

export type CorrectionsResult =
  | { ok: true; rows: (ReplayRow & { cells: Readonly<Record<string, string>> })[] }
  | { ok: false; reason: 'corrections-not-csv' | 'corrections-columns'; detail: string };

/**
 * Reads an exported CSV that somebody edited, also one that a spreadsheet saved with another separator. The rows come
 * with their cells as they stand in the file: which of them are corrections only the row in quarantine can tell.
 */
export function readCorrections(text: string): CorrectionsResult {
  const delimiter = separatorOf(text);
  let lines: Partial<Line>[];
  try {
    lines = parse(text, { columns: true, bom: true, skip_empty_lines: true, delimiter }) as Partial<Line>[];
  } catch (error) {
    return { ok: false, reason: 'corrections-not-csv', detail: (error as Error).message };
  }
  const missing = HEADER.filter(
    (name) => name !== 'file' && name !== 'reason' && lines[0]?.[name] === undefined,
  );
  if (missing.length > 0) return { ok: false, reason: 'corrections-columns', detail: missing.join(', ') };
  const rows = new Map<string, ReplayRow & { cells: Record<string, string> }>();
  for (const { source = '', sha256 = '', row = '', column = '', value = '' } of lines) {
    const key = `${source}\n${sha256}\n${row}`;
    const known = rows.get(key) ?? {
      sourceId: restoreCell(source),
      fileSha256: sha256,
      rowNumber: Number(row),
      cells: Object.create(null) as Record<string, string>,
    };
    rows.set(key, known);
    if (column !== '') known.cells[restoreCell(column)] = value;
  }
  return { ok: true, rows: [...rows.values()] };
}

/** The cells of an edited export that are no longer as they were exported. */
export function correctedCells(
  row: Pick<QuarantineRow, 'original' | 'corrected'>,
  cells: Readonly<Record<string, string>>,
): Record<string, string> {
  const now: Record<string, string> = { ...row.original, ...row.corrected };
  return Object.fromEntries(
    Object.entries(cells)
      .filter(([column, cell]) => cell !== neutraliseCell(now[column] ?? ''))
      .map(([column, cell]) => [column, restoreCell(cell)]),
  );
}

function separatorOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  return [',', ';', '\t'].find((separator) => first.split(separator).length >= 6) ?? ',';
}
