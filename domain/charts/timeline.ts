import { scaleLinear } from 'd3-scale';
import { box, type Chart, label, type Mark, round, rule } from './svg.ts';

export interface MonthBar {
  /** `2018-04`. */
  month: string;
  value: number;
  /** The value as written above the highest. */
  text: string;
  title: string;
  isOff?: boolean;
}

export interface Marker {
  /** Index of the month, with its part. */
  at: number;
  title: string;
}

const HEIGHT = 110;
const TOP = 16;
const BASE = HEIGHT - 18;

/** Months as bars from zero, the highest with its number, years below, measures as dashed lines. */
export function timelineChart(months: readonly MonthBar[], markers: readonly Marker[], width: number): Chart {
  const most = Math.max(1, ...months.map(({ value }) => value));
  const y = scaleLinear([0, most], [BASE, TOP]);
  const x = scaleLinear([0, Math.max(1, months.length)], [0, width]);
  const step = x(1) - x(0);
  const bars = months.map(
    ({ month, value, title, isOff }, i): Mark => ({
      tag: 'g',
      attrs: {},
      pick: month,
      title,
      children: [
        box(x(i), TOP, step, BASE - TOP, 'none', { attrs: { 'pointer-events': 'all' } }),
        box(x(i), y(value), Math.max(0.6, step - 1), BASE - y(value), isOff ? 'bar-off' : 'bar'),
      ],
    }),
  );
  const peak = months.findIndex(({ value }) => value === most);
  const number =
    peak < 0
      ? []
      : [
          label(Math.min(width - 12, Math.max(12, x(peak + 0.5))), y(most) - 4, months[peak]!.text, {
            anchor: 'middle',
          }),
        ];
  const years = months.flatMap(({ month }, i): Mark[] => {
    if (!month.endsWith('-01') && i !== 0) return [];
    const isCrowded = i === 0 && months.slice(0, 4).some((one, at) => at > 0 && one.month.endsWith('-01'));
    const text = isCrowded ? [] : [label(x(i) + 2, HEIGHT - 5, month.slice(0, 4), { fill: 'quiet' })];
    return [rule(round(x(i)), BASE, round(x(i)), BASE + 5, 'quiet'), ...text];
  });
  const lines = markers.map(({ at, title }): Mark => {
    const line = rule(x(at), 4, x(at), BASE, 'second', 1.5);
    return { ...line, attrs: { ...line.attrs, 'stroke-dasharray': '4 3' }, title };
  });
  return {
    width,
    height: HEIGHT,
    marks: [...bars, rule(0, BASE, width, BASE, 'quiet'), ...number, ...years, ...lines],
  };
}

export interface Series {
  id: string;
  label: string;
  values: readonly number[];
  /** The values as written on hover. */
  texts: readonly string[];
  text: string;
}

const SMALL_HEIGHT = 54;

/** Small multiples: one row of bars for each series over the same quarters, all on one scale. */
export function multiplesChart(series: readonly Series[], periods: readonly string[], width: number): Chart {
  const across = width < 500 ? 2 : 3;
  const gap = 16;
  const wide = (width - gap * (across - 1)) / across;
  const most = Math.max(1, ...series.flatMap(({ values }) => values));
  const marks = series.flatMap(({ id, label: name, values, texts, text }, s): Mark[] => {
    const left = (s % across) * (wide + gap);
    const top = Math.floor(s / across) * (SMALL_HEIGHT + 26);
    const base = top + SMALL_HEIGHT;
    const step = wide / Math.max(1, values.length);
    const bars = values.map((value, i) => {
      const height = (value / most) * (SMALL_HEIGHT - 20);
      return box(left + i * step, base - height, Math.max(0.6, step - 1), height, 'bar', {
        title: `${name}, ${periods[i]}: ${texts[i]}`,
      });
    });
    const head = [
      label(left, top + 12, name, { bold: true }),
      label(left + wide, top + 12, text, { anchor: 'end', fill: 'quiet' }),
    ];
    const ends = [
      label(left, base + 13, periods[0] ?? '', { fill: 'quiet', size: 11 }),
      label(left + wide, base + 13, periods.at(-1) ?? '', { anchor: 'end', fill: 'quiet', size: 11 }),
    ];
    return [
      {
        tag: 'g',
        attrs: {},
        pick: id,
        children: [
          box(left, top, wide, SMALL_HEIGHT, 'none', { attrs: { 'pointer-events': 'all' } }),
          ...head,
          ...bars,
        ],
      },
      rule(left, base, left + wide, base, 'quiet'),
      ...ends,
    ];
  });
  return { width, height: Math.ceil(series.length / across) * (SMALL_HEIGHT + 26), marks };
}
