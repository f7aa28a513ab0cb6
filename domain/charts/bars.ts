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

/** Horizontal bars from zero, sorted by the caller, each with its number. */
export function barChart(bars: readonly Bar[], width: number): Chart {
  const labels = Math.min(width * 0.42, Math.max(40, ...bars.map((bar) => textWidth(bar.label) + 10)));
  const numbers = Math.max(20, ...bars.map(({ text }) => textWidth(text) + 8));
  const most = Math.max(1e-9, ...bars.map(({ value, tick = 0 }) => Math.max(value, tick)));
  const x = scaleLinear([0, most], [labels, width - numbers]);
  const marks = bars.map((bar, at): Mark => {
    const y = at * ROW;
    const end = x(bar.value);
    const tick: Mark[] =
      bar.tick === undefined ? [] : [rule(x(bar.tick), y + 1, x(bar.tick), y + ROW - 3, 'text', 2)];
    return {
      tag: 'g',
      attrs: {},
      pick: bar.id,
      title: `${bar.label}: ${bar.text}`,
      children: [
        box(0, y, width, ROW, 'none', { attrs: { 'pointer-events': 'all' } }),
        label(labels - 8, y + 15, fitted(bar.label, labels - 8), { anchor: 'end' }),
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
  const height = Math.max(ROW, bars.length * ROW);
  return { width, height, marks: [...marks, rule(round(labels), 0, round(labels), height, 'quiet')] };
}
