import { intervalChart } from '../../charts/intervals.ts';
import { multiplesChart } from '../../charts/timeline.ts';
import { dayNumber, isoDayOf } from '../../days.ts';
import { PLACE_TYPES } from '../../taxonomy.ts';
import { brush, countByWord, countByWordAndMonth, countWithin, type Selection } from '../brush.ts';
import { compareSides } from '../compare.ts';
import { displacement, PLACE_GROUPS, placeGroupOf } from '../displacement.ts';
import { allTime, type Figure, type FigureContext, measureText, sourceText, sumOf } from './figure.ts';
import { leadersOf, leaderTitle } from './leaders.ts';
import { sentence } from './words.ts';

const MOST_SERIES = 6;

/** Crimes over time, the six most frequent, by quarter on one scale. */
export function multiplesFigure(context: FigureContext): Figure {
  const { cube, brushed, words, width } = context;
  const counts = countByWordAndMonth(cube, brushed, 'crime');
  const crimes = cube.dimensions.crime.words;
  // Quarters of the calendar, so that the first and last may be parts of one; the note says so.
  const quarterAt = (month: number) => Math.floor((cube.firstMonth + month) / 3);
  const first = quarterAt(0);
  const quarters = cube.months === 0 ? 0 : quarterAt(cube.months - 1) - first + 1;
  const periods = Array.from({ length: quarters }, (_, q) =>
    words.t('patterns:quarter', { year: Math.floor((first + q) / 4), quarter: ((first + q) % 4) + 1 }),
  );
  const series = crimes
    .map((crime, at) => {
      const values = Array.from({ length: quarters }, () => 0);
      for (let month = 0; month < cube.months; month++)
        values[quarterAt(month) - first]! += counts[at * cube.months + month]!;
      return { crime, values, n: sumOf(values) };
    })
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n);
  const shown = series.slice(0, MOST_SERIES);
  const say = (crime: string) => sentence(words.word('crime', crime, cube.lens));
  const top = leadersOf(series, ({ n }) => n);
  return {
    id: 'multiples',
    title: top[0]
      ? leaderTitle(
          words,
          'patterns:figure.multiples',
          top.map(({ crime }, at) => (at === 0 ? say(crime) : words.word('crime', crime, cube.lens))),
          { n: words.number(top[0].n) },
        )
      : words.t('patterns:nothingKnown'),
    measure: measureText(allTime(context), sumOf(series.map(({ n }) => n))),
    chart: multiplesChart(
      shown.map(({ crime, values, n }) => ({
        id: crime,
        label: say(crime),
        values,
        texts: values.map((value) => words.number(value)),
        text: words.number(n),
      })),
      periods,
      width,
    ),
    columns: [
      { name: words.t('patterns:dimension.crime'), kind: 'text' },
      ...periods.map((name) => ({ name, kind: 'count' as const })),
    ],
    rows: series.map(({ crime, values }) => ({ cells: [say(crime), ...values], pick: crime })),
    selects: ['crime'],
    closed: 'months',
    notes: [
      words.t('patterns:figure.multiples.note', {
        shown: words.number(shown.length),
        of: words.number(series.length),
      }),
    ],
    source: sourceText(context),
  };
}

/** A measure and how many days before and after it are looked at. */
export interface BeforeAfter {
  day: string;
  name: string;
  days: number;
}

/** Did crime move from rail to paths and highways? */
export function displacementFigure(context: FigureContext, { day, name, days }: BeforeAfter): Figure {
  const { cube, brushed, words, width, span } = context;
  const at = dayNumber(day);
  const grouped = (from: number, to: number) => {
    const counts = countWithin(cube, brushed, 'place', { from, to });
    return PLACE_GROUPS.map((group) =>
      sumOf(PLACE_TYPES.map((place, i) => (placeGroupOf(place) === group ? counts[i]! : 0))),
    );
  };
  const lastDay = isoDayOf(at + days - 1);
  const before = grouped(at - days, at - 1);
  const after = grouped(at, at + days - 1);
  const [nBefore, nAfter] = [sumOf(before), sumOf(after)];
  const found = displacement(before, after);
  const base = {
    id: 'displacement',
    measure: words.t('patterns:figure.displacement.measure', {
      name,
      before: words.number(nBefore),
      after: words.number(nAfter),
      from: words.date(isoDayOf(at - days)),
      day: words.date(day),
      to: words.date(lastDay < span.to || lastDay < day ? lastDay : span.to),
    }),
    selects: [],
    closed: 'dimension' as const,
    source: sourceText(context),
  };
  const columns = [
    { name: words.t('patterns:column.placeGroup'), kind: 'text' as const },
    { name: words.t('patterns:column.before'), kind: 'count' as const },
    { name: words.t('patterns:column.after'), kind: 'count' as const },
    { name: words.t('patterns:column.shareBefore'), kind: 'percent' as const },
    { name: words.t('patterns:column.shareAfter'), kind: 'percent' as const },
    { name: words.t('patterns:column.change'), kind: 'percent' as const },
    { name: words.t('patterns:column.low'), kind: 'percent' as const },
    { name: words.t('patterns:column.high'), kind: 'percent' as const },
    { name: 'q', kind: 'number' as const },
  ];
  if (found.status === 'refused') {
    const isOutside = day <= span.from || day > span.to;
    const title = isOutside
      ? words.t('patterns:figure.displacement.outside', {
          day: words.date(day),
          from: words.date(span.from),
          to: words.date(span.to),
        })
      : words.t('patterns:figure.displacement.refused', {
          reason: words.t(`patterns:refusal.${found.reason}`),
        });
    const rows = PLACE_GROUPS.map((group, g) => ({
      cells: [
        words.t(`patterns:placeGroup.${group}`),
        before[g]!,
        after[g]!,
        null,
        null,
        null,
        null,
        null,
        null,
      ],
    }));
    return {
      ...base,
      title,
      chart: null,
      columns,
      rows,
      notes: [words.t('patterns:figure.displacement.caveat')],
    };
  }
  const { groups, verdict, p } = found.value;
  const rail = groups.find(({ group }) => group === 'rail');
  return {
    ...base,
    title: words.t(`patterns:figure.displacement.${verdict}`, {
      before: words.percent(rail?.shareBefore.share ?? 0),
      after: words.percent(rail?.shareAfter.share ?? 0),
    }),
    chart: intervalChart(
      groups.map(({ group, shareBefore, shareAfter }) => ({
        label: words.t(`patterns:placeGroup.${group}`),
        points: [
          { value: shareBefore.share, low: shareBefore.low, high: shareBefore.high, style: 'first' },
          { value: shareAfter.share, low: shareAfter.low, high: shareAfter.high, style: 'second' },
        ],
        text: words.t('patterns:fromTo', {
          a: words.percent(shareBefore.share),
          b: words.percent(shareAfter.share),
        }),
      })),
      { width, format: words.percent },
    ),
    columns,
    rows: groups.map(({ group, before: b, after: a, shareBefore, shareAfter, change, q }) => ({
      cells: [
        words.t(`patterns:placeGroup.${group}`),
        b,
        a,
        shareBefore.share,
        shareAfter.share,
        change.difference,
        change.low,
        change.high,
        q,
      ],
    })),
    notes: [
      words.t('patterns:figure.displacement.legend', {
        p: p < 0.001 ? '< 0.001' : `= ${words.number(p, 3)}`,
      }),
      words.t('patterns:figure.displacement.caveat'),
    ],
  };
}

/** One side of a comparison: its name, what it selects, and its days, both ends included. */
export interface Side {
  name: string;
  selection: Selection;
}

/** Two states, or two periods, crime by crime. */
export function compareFigure(context: FigureContext, first: Side, second: Side): Figure {
  const { cube, words, width, span } = context;
  const sideOf = ({ selection }: Side) => {
    const from = selection.from && selection.from > span.from ? selection.from : span.from;
    const to = selection.to && selection.to < span.to ? selection.to : span.to;
    return {
      counts: countByWord(cube, brush(cube, selection), 'crime'),
      days: Math.max(1, dayNumber(to) - dayNumber(from) + 1),
    };
  };
  const [a, b] = [sideOf(first), sideOf(second)];
  // Where all crimes of an incident count, the sum of the rows counts it more than once.
  const isSum = cube.lens.counting === 'all' && cube.lens.group !== 'hazard';
  const crimes = cube.dimensions.crime.words;
  const total = [sumOf(a.counts), sumOf(b.counts)] as const;
  const rows = compareSides(
    ['all', ...crimes],
    { first: [total[0], ...a.counts], second: [total[1], ...b.counts] },
    { first: a.days, second: b.days },
  );
  const say = (word: string) =>
    word === 'all' ? words.t('patterns:allCrimes') : words.word('crime', word, cube.lens);
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
      { name: words.t('patterns:dimension.crime'), kind: 'text' },
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
      return { ...side.selection, crime: word === 'all' ? [] : [word] };
    },
    ...(isSum && { closed: 'sum' as const }),
    notes: [
      words.t('patterns:figure.compare.told', {
        told: words.number(told.length),
        of: words.number(rows.length - 1),
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
