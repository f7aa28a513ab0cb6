import { scaleLinear } from 'd3-scale';
import { type Chart, colour, fitted, label, type Mark, round, rule, textWidth } from './svg.ts';

export interface IntervalPoint {
  value: number;
  low: number;
  high: number;
  /** `first`: hollow, `second`: filled. */
  style: 'first' | 'second';
}

export interface IntervalRow {
  label: string;
  points: readonly IntervalPoint[];
  /** Written at the right end. */
  text: string;
}

const ROW = 30;
/** Names may take this share of the width beside their points; longer ones stand above them. */
const NAMES_SHARE = 0.42;
const NAME_ROW = 16;
const AXIS = 26;

/** Rows of points with their intervals on one axis from `from` on; long names stand above their row. */
export function intervalChart(
  rows: readonly IntervalRow[],
  { width, format, from = 0 }: { width: number; format: (value: number) => string; from?: number },
): Chart {
  const longest = Math.max(40, ...rows.map((row) => textWidth(row.label) + 10));
  const isAbove = longest > width * NAMES_SHARE;
  const labels = isAbove ? 0 : longest;
  const name = isAbove ? NAME_ROW : 0;
  const texts = Math.min(width * 0.3, Math.max(10, ...rows.map(({ text }) => textWidth(text) + 8)));
  const finite = rows
    .flatMap(({ points }) => points.flatMap(({ value, high }) => [value, high]))
    .filter(Number.isFinite);
  const x = scaleLinear([from, Math.max(from + 1e-9, ...finite)], [labels + 6, width - texts - 10])
    .nice(5)
    .clamp(true);
  const height = ROW + name;
  const bottom = rows.length * height;
  const axis = x
    .ticks(width < 500 ? 3 : 5)
    .flatMap((tick): Mark[] => [
      rule(round(x(tick)), 0, round(x(tick)), bottom, 'line'),
      label(x(tick), bottom + 16, format(tick), { anchor: 'middle', fill: 'quiet', size: 11 }),
    ]);
  const lines = rows.flatMap((row, r): Mark[] => {
    const offset = (at: number) =>
      r * height + name + ROW / 2 + (row.points.length > 1 ? (at - (row.points.length - 1) / 2) * 10 : 0);
    const points = row.points.flatMap(({ value, low, high, style }, at): Mark[] => {
      const y = offset(at);
      const shade = style === 'first' ? 'second' : 'bar';
      const dot: Mark = {
        tag: 'circle',
        attrs: {
          cx: round(x(value)),
          cy: y,
          r: 4,
          fill: style === 'first' ? colour('ground') : colour(shade),
          stroke: colour(shade),
          'stroke-width': 2,
        },
        title: `${row.label}: ${format(value)} (${format(low)} – ${format(high)})`,
      };
      return [rule(x(low), y, x(high), y, shade, 2), dot];
    });
    return [
      isAbove
        ? label(0, r * height + NAME_ROW - 2, fitted(row.label, width))
        : label(labels - 8, r * height + ROW / 2 + 4, row.label, { anchor: 'end' }),
      ...points,
      label(width, r * height + name + ROW / 2 + 4, row.text, { anchor: 'end', fill: 'quiet' }),
    ];
  });
  return { width, height: bottom + AXIS, marks: [...axis, ...lines] };
}
