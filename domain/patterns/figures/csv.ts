import { neutraliseCell } from '../../export-cell.ts';
import type { Figure } from './figure.ts';

/**
 * A figure's table as CSV (UTF-8, comma), what it is, its notes and where from in comment lines above, so that they
 * travel along.
 * The table of a shown layer comes below it, after an empty line.
 */
export function figureCsv({ title, measure, notes, source, columns, rows, layer }: Figure): string {
  const lines = tableLines([title, measure, ...notes, source], columns, rows);
  if (!layer?.isShown) return [...lines, ''].join('\n');
  return [...lines, '', ...tableLines([layer.name, layer.source], layer.columns, layer.rows), ''].join('\n');
}

function tableLines(texts: readonly string[], columns: Figure['columns'], rows: Figure['rows']): string[] {
  const quoted = (value: string | number | null) => {
    if (value === null) return '';
    if (typeof value === 'number') return String(value);
    const text = neutraliseCell(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [
    ...texts.map((line) => `# ${line}`),
    columns.map(({ name }) => quoted(name)).join(','),
    ...rows.map(({ cells }) => cells.map(quoted).join(',')),
  ];
}
