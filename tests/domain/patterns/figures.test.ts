import fc from 'fast-check';
import { expect, it } from 'vitest';
import { barChart } from '../../../domain/charts/bars.ts';
import { heatChart } from '../../../domain/charts/heat.ts';
import { intervalChart } from '../../../domain/charts/intervals.ts';
import { textWidth } from '../../../domain/charts/svg.ts';
import { cellText } from '../../../domain/patterns/figures/cells.ts';
import { figureWords } from '../../../domain/patterns/figures/words.ts';

const es = figureWords((key) => key, 'es');
const en = figureWords((key) => key, 'en');

it.each([
  [0.212, 'percent', '21.2%'],
  [0.06, 'percent', '6.0%'],
  [-0.0392, 'percent', '-3.9%'],
  [44.895, 'number', '44.9'],
  [157.492, 'number', '157'],
  [0.47, 'number', '0.47'],
  [0.0001, 'number', '< 0.001'],
  [-0.0001, 'number', '> −0.001'],
  [5165, 'number', '5,165'],
  [null, 'number', 'patterns:noData'],
  ['', 'percent', ''],
] as const)('the cell %j (%s) reads %j in both languages', (value, kind, text) => {
  expect([cellText(value, kind, es), cellText(value, kind, en)]).toEqual([text, text]);
});

it('a share of a chart is whole percents, and what is under one is said to be', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.005, max: 1, noNaN: true }), (share) => {
      expect(es.percent(share)).toBe(`${Math.round(100 * share)}%`);
    }),
    { seed: 20_181 },
  );
  expect([es.percent(0), es.percent(0.004)]).toEqual(['0%', '< 1%']);
});

it.each([260, 358, 500, 690])('at %i pixels no name of a bar is cut or runs out of the chart', (width) => {
  const names = ['tren', 'organización delictiva transnacional', 'a 5 km o menos (se conoce el poblado)'];
  for (const shown of [names.slice(0, 1), names]) {
    const bars = shown.map((label, at) => ({ id: label, label, value: 9 - at, text: `${9 - at} (12%)` }));
    const chart = barChart(bars, width);
    const texts = chart.marks.flatMap(({ children = [] }) => children.filter(({ tag }) => tag === 'text'));
    expect(texts.map(({ text }) => text)).toEqual(bars.flatMap(({ label, text }) => [label, text]));
    for (const { attrs, text } of texts) {
      const long = textWidth(text ?? '');
      const left = attrs['text-anchor'] === 'end' ? Number(attrs.x) - long : Number(attrs.x);
      expect([left >= 0, left + long <= width]).toEqual([true, true]);
      expect(Number(attrs.y)).toBeLessThanOrEqual(chart.height);
    }
  }
});

it.each([260, 358, 500, 690])(
  'at %i pixels tables and intervals cut no name of a row, and no number meets another',
  (width) => {
    const rows = ['carretera, autobús, automóvil', 'organización delictiva transnacional'];
    const columns = Array.from({ length: 12 }, (_, at) => `columna ${at}`);
    const heat = heatChart(rows, columns, () => ({ text: '17%', fill: null, title: '' }), width);
    const numbers = heat.marks.flatMap(({ children = [] }) => children.filter(({ tag }) => tag === 'text'));
    const [first, second] = numbers.map(({ attrs }) => Number(attrs.x));
    const size = Number(numbers[0]?.attrs['font-size']);
    expect((second as number) - (first as number)).toBeGreaterThanOrEqual(
      width < 300 ? 0 : textWidth('17%', size) - 3,
    );
    const points = [{ value: 0.5, low: 0.4, high: 0.6, style: 'first' as const }];
    const intervals = intervalChart(
      rows.map((label) => ({ label, points, text: '54% → 57%' })),
      { width, format: String },
    );
    for (const chart of [heat, intervals]) {
      const texts = chart.marks.map(({ text }) => text);
      expect(texts).toEqual(expect.arrayContaining(rows));
    }
  },
);
