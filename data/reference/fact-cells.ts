import { neutraliseCell } from '../../domain/export-cell.ts';
import type { Facts } from '../load-facts.ts';
import { FACT_COLUMNS, OPTIONAL_FACT_COLUMNS } from './pattern-tables.ts';

/** A table of facts as cells, in the columns in which it is loaded; the inverse of the readers of pattern-tables.ts. */
export function factCells(facts: Facts): { columns: string[]; rows: string[][] } {
  const columns = [...FACT_COLUMNS[facts.kind], ...OPTIONAL_FACT_COLUMNS[facts.kind]];
  const rows = rowsOf(facts).map((row) => row.map((value) => (value === null ? '' : String(value))));
  return { columns, rows };
}

/** The same as CSV (UTF-8, comma): what was loaded, to be mended and loaded again. Without rows it is an empty form. */
export function factCsv(facts: Facts): string {
  const { columns, rows } = factCells(facts);
  return `${[columns, ...rows].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

function quoted(cell: string): string {
  const text = neutraliseCell(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

type Cell = string | number | null;

function rowsOf(facts: Facts): Cell[][] {
  switch (facts.kind) {
    case 'measures':
      return facts.rows.map(({ id, day, endDay, kind, nameEs, nameEn, stateCodes, place, source, url }) => [
        ...[id, day, endDay, kind, nameEs, nameEn, stateCodes.join('|'), source, url],
        ...[place?.lon ?? null, place?.lat ?? null, place?.radiusKm ?? null],
      ]);
    case 'exposure':
      return facts.rows.map(({ stateCode, exposure, unit, source }) => [stateCode, exposure, unit, source]);
    case 'outcomes':
      return facts.rows.map(({ id, stateCode, period, ...row }) => [
        ...[id, stateCode, period, row.complaints, row.investigations],
        ...[row.charged, row.sentences, row.source, row.url],
      ]);
  }
}
