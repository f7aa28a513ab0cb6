import { scaleLinear } from 'd3-scale';
import { box, type Chart, fitted, label, type Mark, round, rule, textWidth } from './svg.ts';

export interface Bar {
  id: string;
  label: string;
  value: number;
  /** As written beside the bar. */
  text: string;
  /** Out of the selection: drawn pale. */
  isOff?: boolean;
  /** A second value of the same kind, drawn as a tick: what is printed or expected. */
  tick?: number;
}

const ROW = 22;
const THICK = 14;

/** Names may take this share of the width beside their bars; longer ones stand above them. */
const NAMES_SHARE = 0.46;
const NAME_ROW = 17;

/** Horizontal bars from zero, sorted by the caller, each with its number; long names stand above their bars. */
export function barChart(bars: readonly Bar[], width: number): Chart {
  const longest = Math.max(40, ...bars.map((bar) => textWidth(bar.label) + 10));
  const isAbove = longest > width * NAMES_SHARE;
  const labels = isAbove ? 0.5 : longest;
  const row = isAbove ? ROW + NAME_ROW : ROW;
  const numbers = Math.max(20, ...bars.map(({ text }) => textWidth(text) + 8));
  const most = Math.max(1e-9, ...bars.map(({ value, tick = 0 }) => Math.max(value, tick)));
  const x = scaleLinear([0, most], [labels, width - numbers]);
  const marks = bars.map((bar, at): Mark => {
    const top = at * row;
    const y = top + row - ROW;
    const end = x(bar.value);
    const tick: Mark[] =
      bar.tick === undefined ? [] : [rule(x(bar.tick), y + 1, x(bar.tick), y + ROW - 3, 'text', 2)];
    return {
      tag: 'g',
      attrs: {},
      pick: bar.id,
      title: `${bar.label}: ${bar.text}`,
      children: [
        box(0, top, width, row, 'none', { attrs: { 'pointer-events': 'all' } }),
        isAbove
          ? label(5, top + 14, fitted(bar.label, width))
          : label(labels - 8, y + 15, bar.label, { anchor: 'end' }),
        box(
          labels,
          y + (ROW - THICK) / 2,
          Math.max(bar.value > 0 ? 1 : 0, end - labels),
          THICK,
          bar.isOff ? 'bar-off' : 'bar',
        ),
        ...tick,
        label(Math.max(end, bar.tick === undefined ? 0 : x(bar.tick)) + 6, y + 15, bar.text, {
          fill: bar.isOff ? 'quiet' : 'text',
        }),
      ],
    };
  });
  const height = Math.max(row, bars.length * row);
  return { width, height, marks: [...marks, rule(round(labels), 0, round(labels), height, 'quiet')] };
}
