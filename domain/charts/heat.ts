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
/** Room for a column's name along its slant, and the share of the width that names of rows may take. */
const HEAD_PX = { narrow: 160, wide: 230 };
const WIDE_HEAD_PX = 500;
const ROWS_SHARE = { narrow: 0.34, wide: 0.46 };
const WIDE_PX = 600;
const NAME_ROW = 17;
/** Between two numbers; where there is less they are written smaller. */
const GAP_PX = 3;
const SMALL_PX = 10;

/** A table of numbers with marked cells, columns slanted above; long names of rows stand above their cells. */
export function heatChart(
  rows: readonly string[],
  columns: readonly string[],
  cellAt: (row: number, column: number) => HeatCell,
  width: number,
): Chart {
  const share = width >= WIDE_PX ? ROWS_SHARE.wide : ROWS_SHARE.narrow;
  const slant = (SLANT_DEG * Math.PI) / 180;
  const headMost = width >= WIDE_HEAD_PX ? HEAD_PX.wide : HEAD_PX.narrow;
  const longest = Math.min(headMost, Math.max(0, ...columns.map((column) => textWidth(column))));
  const head = Math.ceil(longest * Math.sin(slant)) + 12;
  // The last column's name leans over the right edge.
  const lean = Math.ceil(longest * Math.cos(slant));
  const longestRow = Math.max(40, ...rows.map((row) => textWidth(row) + 10));
  const stepBeside = (names: number) => Math.min(72, (width - names - lean) / Math.max(1, columns.length));
  const cells = rows.map((_, r) => columns.map((_, c) => cellAt(r, c)));
  const widest = Math.max(0, ...cells.flat().map(({ text }) => textWidth(text)));
  // Names stand above their rows where they, or else the numbers, would be cut.
  const isAbove = longestRow > width * share || stepBeside(longestRow) < widest + GAP_PX;
  const labels = isAbove ? 0 : longestRow;
  const name = isAbove ? NAME_ROW : 0;
  const step = stepBeside(labels);
  const size = step < widest + GAP_PX ? SMALL_PX : undefined;
  const heads = columns.map((column, c): Mark => {
    const x = labels + (c + 0.5) * step;
    const name = label(0, 0, fitted(column, headMost), { fill: 'quiet' });
    return {
      ...name,
      attrs: { ...name.attrs, transform: `translate(${x.toFixed(1)} ${head - 6}) rotate(-${SLANT_DEG})` },
    };
  });
  const lines = rows.flatMap((row, r): Mark[] => {
    const y = head + r * (ROW + name) + name;
    const drawn = cells[r]!.map((cell, c): Mark => {
      const x = labels + c * step;
      return {
        tag: 'g',
        attrs: cell.isOff ? { opacity: 0.35 } : {},
        title: cell.title,
        ...(cell.pick === undefined ? {} : { pick: cell.pick }),
        children: [
          box(x + 1, y + 1, step - 2, ROW - 2, cell.fill ?? 'none', { attrs: { 'pointer-events': 'all' } }),
          label(x + step / 2, y + 16, cell.text, {
            anchor: 'middle',
            bold: cell.fill !== null,
            ...(size === undefined ? {} : { size }),
          }),
        ],
      };
    });
    const said = isAbove
      ? label(0, y - 4, fitted(row, width), { fill: 'quiet' })
      : label(labels - 8, y + 16, row, { anchor: 'end' });
    return [said, ...drawn];
  });
  return { width, height: head + rows.length * (ROW + name), marks: [...heads, ...lines] };
}
