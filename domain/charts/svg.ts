/**
 * Charts as plain trees of SVG marks: the page draws them, the export and the briefing write them out as text. Colours
 * are names of colours.ts, so that one tree serves both themes.
 */
export interface Mark {
  tag: 'g' | 'rect' | 'path' | 'text' | 'line' | 'circle' | 'clipPath';
  attrs: Readonly<Record<string, string | number>>;
  text?: string;
  /** One line on hover. */
  title?: string;
  /** What a click on it selects. */
  pick?: string;
  children?: readonly Mark[];
}

export interface Chart {
  width: number;
  height: number;
  marks: readonly Mark[];
}

/** Names of colours; `var(--chart-…)` in the marks. */
export type ChartColour =
  | 'text'
  | 'quiet'
  | 'line'
  | 'ground'
  | 'bar'
  | 'bar-off'
  | 'second'
  | 'accent'
  | 'more'
  | 'fewer'
  | 'no-data'
  | `ramp-${1 | 2 | 3 | 4 | 5}`;

export const colour = (name: ChartColour) => `var(--chart-${name})`;

const FONT_PX = 12;
/** Mean width of a letter of the page's face: there is nothing to measure with here. */
const LETTER_PX = 6.4;

/** About how wide a text is. */
export const textWidth = (text: string, size = FONT_PX) => (text.length * LETTER_PX * size) / FONT_PX;

/** A text cut to a width, with an ellipsis. */
export function fitted(text: string, width: number): string {
  const letters = Math.max(1, Math.floor(width / LETTER_PX));
  return text.length <= letters ? text : `${text.slice(0, letters - 1).trimEnd()}…`;
}

type TextAnchor = 'start' | 'middle' | 'end';

/** A text mark. */
export function label(
  x: number,
  y: number,
  text: string,
  options: { anchor?: TextAnchor; fill?: ChartColour; size?: number; bold?: boolean } = {},
): Mark {
  const { anchor = 'start', fill = 'text', size = FONT_PX, bold = false } = options;
  const attrs = { x: round(x), y: round(y), 'text-anchor': anchor, fill: colour(fill), 'font-size': size };
  return { tag: 'text', attrs: bold ? { ...attrs, 'font-weight': 600 } : attrs, text };
}

/** A straight line. */
export function rule(x1: number, y1: number, x2: number, y2: number, stroke: ChartColour, width = 1): Mark {
  const ends = { x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2) };
  return { tag: 'line', attrs: { ...ends, stroke: colour(stroke), 'stroke-width': width } };
}

/** A filled rectangle. */
export function box(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: ChartColour | 'none',
  rest: Omit<Mark, 'tag' | 'attrs'> & { attrs?: Mark['attrs'] } = {},
): Mark {
  const { attrs, ...others } = rest;
  const size = {
    x: round(x),
    y: round(y),
    width: round(Math.max(0, width)),
    height: round(Math.max(0, height)),
  };
  return {
    tag: 'rect',
    attrs: { ...size, fill: fill === 'none' ? fill : colour(fill), ...attrs },
    ...others,
  };
}

/** A tenth of a pixel is enough, and makes shorter files. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The chart as SVG text with the colours of a theme. */
export function svgText(chart: Chart, colours: Readonly<Record<ChartColour, string>>, name: string): string {
  const inner = chart.marks.map(markText).join('');
  const box = `width="${chart.width}" height="${chart.height}" viewBox="0 0 ${chart.width} ${chart.height}"`;
  const face = `font-family="'Source Sans 3', 'Segoe UI', Arial, 'Liberation Sans', sans-serif"`;
  const text = `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escaped(name)}" ${box} ${face}>${inner}</svg>`;
  return text.replaceAll(/var\(--chart-([\w-]+)\)/g, (_, word: ChartColour) => colours[word]);
}

function markText({ tag, attrs, text, title, children = [] }: Mark): string {
  const given = Object.entries(attrs).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  const inside = [
    title === undefined ? '' : `<title>${escaped(title)}</title>`,
    text === undefined ? '' : escaped(text),
    ...children.map(markText),
  ].join('');
  return `<${tag}${given.join('')}>${inside}</${tag}>`;
}

/** Text as it may stand in XML or HTML, also inside quotes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
