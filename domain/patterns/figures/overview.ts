import { barChart } from '../../charts/bars.ts';
import { stateMapChart } from '../../charts/state-map.ts';
import { timelineChart } from '../../charts/timeline.ts';
import { dayNumber } from '../../days.ts';
import { fitGammaPrior, ratePosteriors } from '../../statistics/gamma-poisson-rates.ts';
import { countByMonth, countByWord } from '../brush.ts';
import { monthOfDay, monthText } from '../cube.ts';
import { sourceIn } from '../facts.ts';
import { type Dimension, NO_STATE } from '../lens.ts';
import {
  allTime,
  type Figure,
  type FigureColumn,
  type FigureContext,
  isOff,
  measureText,
  sourceText,
  sumOf,
} from './figure.ts';
import { leadersOf, leaderTitle } from './leaders.ts';
import { measuresLayer } from './measures-layer.ts';
import { sentence } from './words.ts';

/** Words of a dimension with their counts, the most frequent first. */
function ranked(context: FigureContext, dimension: Dimension): { word: string; count: number }[] {
  const { cube, brushed } = context;
  const counts = countByWord(cube, brushed, dimension);
  return cube.dimensions[dimension].words
    .map((word, at) => ({ word, count: counts[at]! }))
    .sort((a, b) => b.count - a.count);
}

/** Bars of one dimension; unknown ones stay in it with their share. */
export function dimensionFigure(context: FigureContext, dimension: Exclude<Dimension, 'state'>): Figure {
  const { cube, selection, words, width } = context;
  const say = (word: string) => words.word(dimension, word, cube.lens);
  const isOrdered = dimension === 'border' || dimension === 'rail';
  const counts = ranked(context, dimension);
  const n = sumOf(counts.map(({ count }) => count));
  const inOrder = cube.dimensions[dimension].words.map((word) => counts.find((one) => one.word === word)!);
  const shown = (isOrdered ? inOrder : counts).filter(
    ({ word, count }) => count > 0 || isOrdered || word === 'unknown',
  );
  const top = leadersOf(
    counts.filter(({ word }) => word !== 'unknown' && word !== 'vague' && word !== 'inland'),
    ({ count }) => count,
  );
  const unknown = counts.find(({ word }) => word === 'unknown' || word === 'vague')?.count ?? 0;
  const share = (count: number) => (n === 0 ? 0 : count / n);
  const names = top.map(({ word }) => say(word));
  const title = top[0]
    ? leaderTitle(words, `patterns:figure.${dimension}`, names, {
        share: words.percent(share(top[0].count)),
        n: words.number(top[0].count),
      })
    : words.t('patterns:nothingKnown');
  const unknownNote = words.t(`patterns:figure.${dimension}.unknown`, {
    share: words.percent(share(unknown)),
    n: words.number(unknown),
  });
  return {
    id: dimension,
    title: sentence(title),
    measure: measureText(context, n),
    chart: barChart(
      shown.map(({ word, count }) => ({
        id: word,
        label: say(word),
        value: count,
        text: `${words.number(count)} (${words.percent(share(count))})`,
        isOff: isOff(selection, dimension, word),
      })),
      width,
    ),
    columns: [
      { name: words.t(`patterns:dimension.${dimension}`), kind: 'text' },
      { name: words.t('patterns:column.incidents'), kind: 'count' },
      { name: words.t('patterns:column.share'), kind: 'percent' },
    ],
    rows: shown.map(({ word, count }) => ({
      cells: [say(word), count, share(count)],
      pick: word,
      isChosen: selection[dimension]?.includes(word) ?? false,
    })),
    selects: [dimension],
    opens: (row, column) => (column === 1 ? { ...selection, [dimension]: [shown[row]!.word] } : null),
    notes: [unknownNote],
    source: sourceText(context),
  };
}

/** The states by count, or by shrunk rate with its interval where an exposure was loaded. */
export function statesFigure(context: FigureContext): Figure {
  const { cube, selection, words, facts, shapes, noData, width } = context;
  const counts = ranked(context, 'state');
  const n = sumOf(counts.map(({ count }) => count));
  const countOf = new Map(counts.map(({ word, count }) => [word, count]));
  const rates = stateRates(context, countOf);
  const shadedBy = (code: string) =>
    rates ? (rates.byState.get(code)?.mean ?? 0) : (countOf.get(code) ?? 0);
  const most = Math.max(...[...countOf.keys()].filter((code) => code !== NO_STATE).map(shadedBy), 0);
  const stepOf = (value: number) =>
    most === 0 || value <= 0 ? 0 : Math.max(1, Math.ceil((5 * value) / most));
  const legend = [1, 2, 3, 4, 5].map((step) => ({
    step,
    text: words.t('patterns:legendUpTo', { value: words.number((most * step) / 5, rates ? 2 : 0) }),
  }));
  const isSilent = (code: string) => noData.has(code) && (countOf.get(code) ?? 0) === 0;
  const top = leadersOf(
    counts.filter(({ word }) => word !== NO_STATE),
    ({ count }) => count,
  );
  const { layer, draw } = measuresLayer(context);
  const chart = stateMapChart(
    shapes,
    (code) => ({
      step: isSilent(code) ? null : stepOf(shadedBy(code)),
      title: isSilent(code)
        ? `${words.state(code)}: ${words.t('patterns:noData')}`
        : `${words.state(code)}: ${words.number(countOf.get(code) ?? 0)}`,
      isChosen: selection.state?.includes(code) ?? false,
    }),
    legend,
    words.t('patterns:noData'),
    width,
    draw,
  );
  const rateColumns: FigureColumn[] = rates
    ? [
        { name: words.t('patterns:column.rate', { unit: rates.unit }), kind: 'number' },
        { name: words.t('patterns:column.low'), kind: 'number' },
        { name: words.t('patterns:column.high'), kind: 'number' },
      ]
    : [];
  const listed = counts.filter(({ word, count }) => count > 0 || word !== NO_STATE);
  const key = rates ? 'patterns:figure.states.rateNote' : 'patterns:figure.states.countNote';
  return {
    id: 'states',
    title:
      chosenTitle(context, countOf, n) ??
      (top[0]
        ? leaderTitle(
            words,
            'patterns:figure.states',
            top.map(({ word }) => words.state(word)),
            { share: words.percent(top[0].count / n), n: words.number(top[0].count) },
          )
        : words.t('patterns:nothingKnown')),
    measure: measureText(context, n),
    chart,
    columns: [
      { name: words.t('patterns:dimension.state'), kind: 'text' },
      { name: words.t('patterns:column.incidents'), kind: 'count' },
      { name: words.t('patterns:column.share'), kind: 'percent' },
      ...rateColumns,
    ],
    rows: listed.map(({ word, count }) => {
      const rate = rates?.byState.get(word);
      const cells = [
        words.word('state', word, cube.lens),
        isSilent(word) ? null : count,
        isSilent(word) ? null : n === 0 ? 0 : count / n,
      ];
      return {
        cells: rates ? [...cells, rate?.mean ?? null, rate?.low ?? null, rate?.high ?? null] : cells,
        pick: word,
        isChosen: selection.state?.includes(word) ?? false,
      };
    }),
    selects: ['state'],
    opens: (row, column) => (column === 1 ? { ...selection, state: [listed[row]!.word] } : null),
    notes: [words.t(key), words.t('patterns:figure.states.silence')],
    source: rates
      ? `${sourceText(context)} ${words.t('patterns:source.exposure', {
          source: sourceIn(facts.exposure[0]!.source, words.language),
        })}`
      : sourceText(context),
    layer,
  };
}

/** Where states are chosen the map speaks of them, against all of the country. */
function chosenTitle(
  { selection, words, cube }: FigureContext,
  countOf: ReadonlyMap<string, number>,
  n: number,
): string | null {
  const chosen = selection.state ?? [];
  if (chosen.length === 0) return null;
  const count = sumOf(chosen.map((code) => countOf.get(code) ?? 0));
  const named = chosen.slice(0, 3).map((code) => words.word('state', code, cube.lens));
  const states =
    chosen.length > 3 ? [...named, words.t('patterns:andMore', { n: chosen.length - 3 })] : named;
  return words.t('patterns:figure.states.chosen', {
    states: sentence(states.join(', ')),
    n: words.number(count),
    share: words.percent(n === 0 ? 0 : count / n),
  });
}

/** Rates per 1,000 of the exposure, shrunk to what all states have in common; null without exposure or variation. */
function stateRates({ facts }: FigureContext, countOf: ReadonlyMap<string, number>) {
  if (facts.exposure.length < 3) return null;
  const input = {
    counts: Float64Array.from(facts.exposure, ({ stateCode }) => countOf.get(stateCode) ?? 0),
    exposure: Float64Array.from(facts.exposure, ({ exposure }) => exposure / 1000),
  };
  const prior = fitGammaPrior(input);
  if (prior.status === 'refused') return null;
  const posteriors = ratePosteriors(input, prior.value);
  return {
    unit: facts.exposure[0]!.unit,
    byState: new Map(facts.exposure.map(({ stateCode }, at) => [stateCode, posteriors[at]!])),
  };
}

/** Incidents by month, with measures of enforcement as dated lines. */
export function monthsFigure(context: FigureContext): Figure {
  const { cube, brushed, selection, words, facts, width } = context;
  const counts = countByMonth(cube, brushed);
  const n = sumOf(counts);
  const months = Array.from(counts, (count, at) => ({ month: monthText(cube.firstMonth + at), count }));
  const [from, to] = [selection.from?.slice(0, 7) ?? '', selection.to?.slice(0, 7) ?? '9999-12'];
  const peak = months.reduce((a, b) => (b.count > a.count ? b : a), { month: '', count: 0 });
  const peaks = months.filter(({ count }) => count === peak.count).length;
  const markers = facts.measures.flatMap(({ day, nameEs, nameEn }) => {
    const at = monthOfDay(dayNumber(day)) - cube.firstMonth + (Number(day.slice(8)) - 1) / 31;
    const name = words.language === 'en' ? nameEn : nameEs;
    return at >= 0 && at <= cube.months ? [{ at, title: `${words.date(day)}: ${name}` }] : [];
  });
  return {
    id: 'months',
    title:
      n === 0
        ? words.t('patterns:nothingKnown')
        : sentence(
            words.t(peaks === 1 ? 'patterns:figure.months.title' : 'patterns:figure.months.tied', {
              month: words.month(peak.month),
              n: words.number(peak.count),
              months: words.number(peaks),
            }),
          ),
    measure: measureText(allTime(context), n),
    chart: timelineChart(
      months.map(({ month, count }) => ({
        month,
        value: count,
        text: words.number(count),
        title: `${words.month(month)}: ${words.number(count)}`,
        isOff: month < from || month > to,
      })),
      markers,
      width,
    ),
    columns: [
      { name: words.t('patterns:column.month'), kind: 'text' },
      { name: words.t('patterns:column.incidents'), kind: 'count' },
    ],
    rows: months.map(({ month, count }) => ({
      cells: [words.month(month), count],
      pick: month,
      isChosen: (selection.from !== undefined || selection.to !== undefined) && month >= from && month <= to,
    })),
    selects: ['period'],
    closed: 'months',
    notes: [words.t('patterns:figure.months.without', { n: words.number(brushed.withoutMonth) })],
    source: sourceText(context),
  };
}
