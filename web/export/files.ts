import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { cellToBoundary } from 'h3-js';
import { neutraliseCell } from '../../domain/export-cell.ts';
import type { Snapshot } from '../data/snapshot.ts';
import type { TableContent, TableRow } from '../table/tableRows.ts';
import type { TableKind } from '../view/view.ts';
import type { Description } from './describe.ts';

const BOM = '\ufeff';

/** Comma-separated, with what must be known on every row: rows are copied, headings are lost. */
export function csvOf({ columns, rows }: TableContent, about: Description): string {
  const note = [about.synthetic, ...about.lines].filter(Boolean).join(' ');
  const head = [...columns.map(({ id }) => id), 'synthetic', 'note'];
  const body = rows.map(({ values }) => [...values, about.synthetic === null ? 'no' : 'yes', note]);
  const line = (cells: readonly (string | number)[]) => cells.map(csvCell).join(',');
  return `${BOM}${[head, ...body].map(line).join('\r\n')}\r\n`;
}

/** Tab-separated, as spreadsheets take it from the clipboard. */
export function tsvOf({ columns, rows }: TableContent, about: Description, names: readonly string[]): string {
  const clean = (value: string | number) =>
    typeof value === 'number' ? String(value) : neutraliseCell(value.replace(/\s+/g, ' '));
  const head = columns.map(({ id }, i) => names[i] ?? id);
  return [
    [clean([about.title, about.synthetic, ...about.lines].filter(Boolean).join(' '))],
    head,
    ...rows.map(({ values }) => values.map(clean)),
  ]
    .map((cells) => cells.join('\t'))
    .join('\n');
}

/** The rows with their shapes: hexagons and stretches as they are, states and incidents as points. */
export function geojsonOf(
  kind: TableKind,
  { columns, rows }: TableContent,
  snapshot: Snapshot,
  about: Description,
): FeatureCollection & { vigia: object } {
  const lines = new Map(
    snapshot.corridors.corridors.flatMap(({ stretches }) => stretches.map(({ id, line }) => [id, line])),
  );
  const shapeOf = ({ key, lon, lat }: TableRow): Geometry => {
    if (kind === 'cells' || kind === 'hotspots')
      return { type: 'Polygon', coordinates: [cellToBoundary(key, true)] };
    const line = kind === 'stretches' || kind === 'scores' ? lines.get(key) : undefined;
    return line ? { type: 'LineString', coordinates: line } : { type: 'Point', coordinates: [lon, lat] };
  };
  return {
    type: 'FeatureCollection',
    vigia: { title: about.title, notes: about.lines, synthetic: about.synthetic },
    features: rows.map(
      (row): Feature => ({
        type: 'Feature',
        properties: {
          id: row.key,
          ...Object.fromEntries(columns.map(({ id }, i) => [id, row.values[i]])),
          synthetic: about.synthetic !== null,
        },
        geometry: shapeOf(row),
      }),
    ),
  };
}

function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = neutraliseCell(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
