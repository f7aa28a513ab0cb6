import { intervalChart } from '../../charts/intervals.ts';
import { multiplesChart } from '../../charts/timeline.ts';
import { dayNumber, isoDayOf } from '../../days.ts';
import { PLACE_TYPES } from '../../taxonomy.ts';
import { countByWordAndMonth, countWithin } from '../brush.ts';
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
