import { intervalChart } from '../../charts/intervals.ts';
import { dayNumber, isoDayOf } from '../../days.ts';
import { brush, countByWord, type Selection } from '../brush.ts';
import { compareSides } from '../compare.ts';
import type { Dimension } from '../lens.ts';
import { type Figure, type FigureContext, sourceText, sumOf } from './figure.ts';
import { sentence } from './words.ts';

/** One side of a comparison: its name, what it selects, and its days, both ends included. */
export interface Side {
  name: string;
  selection: Selection;
}

/** What two sides are compared by: a row for each word of it. */
export const COMPARED_BY = ['crime', 'perpetrator'] as const satisfies readonly Dimension[];
export type ComparedBy = (typeof COMPARED_BY)[number];

/** Two states, or two periods, crime by crime, or alleged perpetrator by alleged perpetrator (hazards have none). */
export function compareFigure(
  context: FigureContext,
  first: Side,
  second: Side,
  asked: ComparedBy = 'crime',
): Figure {
  const { cube, words, width, span } = context;
  const by = cube.lens.group === 'hazard' ? 'crime' : asked;
  const sideOf = ({ selection }: Side) => {
    const from = selection.from && selection.from > span.from ? selection.from : span.from;
    const to = selection.to && selection.to < span.to ? selection.to : span.to;
    return {
      counts: countByWord(cube, brush(cube, selection), by),
      days: Math.max(1, dayNumber(to) - dayNumber(from) + 1),
    };
  };
  const [a, b] = [sideOf(first), sideOf(second)];
  // Where all crimes and perpetrators of an incident count, the sum of the rows counts it more than once.
  const isSum = cube.lens.counting === 'all' && cube.lens.group !== 'hazard';
  const total = [sumOf(a.counts), sumOf(b.counts)] as const;
  const rows = compareSides(
    ['all', ...cube.dimensions[by].words],
    { first: [total[0], ...a.counts], second: [total[1], ...b.counts] },
    { first: a.days, second: b.days },
  );
  const say = (word: string) =>
    word === 'all' ? words.t('patterns:allCrimes') : words.word(by, word, cube.lens);
  const told = rows.filter(({ verdict, word }) => verdict !== 'not-told' && word !== 'all');
  const all = rows.find(({ word }) => word === 'all');
  const perMonth = (value: number) => words.number(value, value < 10 ? 1 : 0);
  const ratioText = (value: number) => (Number.isFinite(value) ? words.number(value, 2) : '∞');
  const title = !all
    ? words.t('patterns:nothingKnown')
    : words.t(`patterns:figure.compare.${all.verdict}`, {
        first: first.name,
        second: second.name,
        a: perMonth(all.first.perMonth),
        b: perMonth(all.second.perMonth),
      });
  return {
    id: 'compare',
    title,
    measure: words.t('patterns:figure.compare.measure', {
      first: first.name,
      second: second.name,
      a: words.number(total[0]),
      b: words.number(total[1]),
    }),
    chart:
      rows.length === 0
        ? null
        : intervalChart(
            rows.map(({ word, first: one, second: two, verdict, ratio }) => ({
              label: say(word),
              points: [
                { value: one.perMonth, low: one.low, high: one.high, style: 'first' },
                { value: two.perMonth, low: two.low, high: two.high, style: 'second' },
              ],
              text:
                verdict === 'not-told'
                  ? words.t('patterns:notTold')
                  : words.t('patterns:timesText', { ratio: ratioText(ratio.ratio) }),
            })),
            { width, format: perMonth },
          ),
    columns: [
      { name: words.t(`patterns:dimension.${by}`), kind: 'text' },
      { name: first.name, kind: 'count' },
      { name: second.name, kind: 'count' },
      { name: words.t('patterns:column.perMonthFirst'), kind: 'number' },
      { name: words.t('patterns:column.perMonthSecond'), kind: 'number' },
      { name: words.t('patterns:column.ratio'), kind: 'number' },
      { name: words.t('patterns:column.low'), kind: 'number' },
      { name: words.t('patterns:column.high'), kind: 'number' },
      { name: 'q', kind: 'number' },
      { name: words.t('patterns:column.verdict'), kind: 'text' },
    ],
    rows: rows.map(({ word, first: one, second: two, ratio, q, verdict }) => ({
      cells: [
        sentence(say(word)),
        one.count,
        two.count,
        one.perMonth,
        two.perMonth,
        finite(ratio.ratio),
        finite(ratio.low),
        finite(ratio.high),
        q,
        words.t(`patterns:verdict.${verdict}`),
      ],
    })),
    selects: [],
    opens: (at, column) => {
      const word = rows[at]!.word;
      const side = column === 1 ? first : column === 2 ? second : null;
      if (!side || (word === 'all' && isSum)) return null;
      return { ...side.selection, [by]: word === 'all' ? [] : [word] };
    },
    ...(isSum && { closed: 'sum' as const }),
    notes: [
      words.t(`patterns:figure.compare.told.${by}`, {
        told: words.number(told.length),
        of: words.number(rows.length - 1),
        first: first.name,
        second: second.name,
      }),
      words.t('patterns:figure.compare.caveat'),
    ],
    source: sourceText(context),
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The last 365 days and those before them: what two periods are compared first. */
export function lastTwoYears(to: string): [Pick<Selection, 'from' | 'to'>, Pick<Selection, 'from' | 'to'>] {
  const end = dayNumber(to);
  return [
    { from: isoDayOf(end - 729), to: isoDayOf(end - 365) },
    { from: isoDayOf(end - 364), to },
  ];
}
