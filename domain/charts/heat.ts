import { box, type Chart, type ChartColour, fitted, label, type Mark, textWidth } from './svg.ts';

export interface HeatCell {
  /** As written in the cell. */
  text: string;
  /** Ground of the cell; none where there is nothing to mark. */
  fill: ChartColour | null;
  title: string;
  pick?: string;
  isOff?: boolean;
}

const ROW = 24;
const SLANT_DEG = 40;

/** A table of numbers with marked cells, columns slanted above. */
export function heatChart(
  rows: readonly string[],
  columns: readonly string[],
  cellAt: (row: number, column: number) => HeatCell,
  width: number,
): Chart {
  const labels = Math.min(width * 0.34, Math.max(40, ...rows.map((row) => textWidth(row) + 10)));
  const slant = (SLANT_DEG * Math.PI) / 180;
  const longest = Math.min(120, Math.max(0, ...columns.map((column) => textWidth(column))));
  const head = Math.ceil(longest * Math.sin(slant)) + 12;
  // The last column's name leans over the right edge.
  const lean = Math.ceil(longest * Math.cos(slant));
  const step = Math.min(72, (width - labels - lean) / Math.max(1, columns.length));
  const heads = columns.map((column, c): Mark => {
    const x = labels + (c + 0.5) * step;
    const name = label(0, 0, fitted(column, 120), { fill: 'quiet' });
    return {
      ...name,
      attrs: { ...name.attrs, transform: `translate(${x.toFixed(1)} ${head - 6}) rotate(-${SLANT_DEG})` },
    };
  });
  const lines = rows.flatMap((row, r): Mark[] => {
    const y = head + r * ROW;
    const cells = columns.map((_, c): Mark => {
      const cell = cellAt(r, c);
      const x = labels + c * step;
      return {
        tag: 'g',
        attrs: cell.isOff ? { opacity: 0.35 } : {},
        title: cell.title,
        ...(cell.pick === undefined ? {} : { pick: cell.pick }),
        children: [
          box(x + 1, y + 1, step - 2, ROW - 2, cell.fill ?? 'none', { attrs: { 'pointer-events': 'all' } }),
          label(x + step / 2, y + 16, cell.text, { anchor: 'middle', bold: cell.fill !== null }),
        ],
      };
    });
    return [label(labels - 8, y + 16, fitted(row, labels - 8), { anchor: 'end' }), ...cells];
  });
  return { width, height: head + rows.length * ROW, marks: [...heads, ...lines] };
}
