import { neutraliseCell } from '../../export-cell.ts';
import type { Figure } from './figure.ts';

/** A figure's table as CSV (UTF-8, comma), what it is and where from in comment lines above, so that they travel along. */
export function figureCsv({ title, measure, source, columns, rows }: Figure): string {
  const quoted = (value: string | number | null) => {
    if (value === null) return '';
    if (typeof value === 'number') return String(value);
    const text = neutraliseCell(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [
    ...[title, measure, source].map((line) => `# ${line}`),
    columns.map(({ name }) => quoted(name)).join(','),
    ...rows.map(({ cells }) => cells.map(quoted).join(',')),
    '',
  ].join('\n');
}
