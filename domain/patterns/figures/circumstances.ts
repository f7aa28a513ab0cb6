import { barChart } from '../../charts/bars.ts';
import { heatChart } from '../../charts/heat.ts';
import { DAY_PARTS } from '../../circumstances.ts';
import { countDayParts } from '../brush.ts';
import { type Figure, type FigureContext, measureText, periodText, sourceText, sumOf } from './figure.ts';
import { leadersOf, leaderTitle } from './leaders.ts';

/** Why people left, or what made them vulnerable: for the whole country, from the threshold on. */
function circumstanceFigure(context: FigureContext, list: 'leaving' | 'vulnerability'): Figure {
  const { words, facts, width } = context;
  const { threshold, withheld, leavingTold, vulnerabilityTold } = facts.circumstances;
  const told = list === 'leaving' ? leavingTold : vulnerabilityTold;
  const rows = facts.circumstances[list];
  const say = (word: string) => words.t(`intake:${list}.${word}`);
  const first = rows[0];
  const top = leadersOf(rows, ({ incidents }) => incidents);
  return {
    id: list,
    title: first
      ? leaderTitle(
          words,
          `patterns:figure.${list}`,
          top.map(({ word }) => say(word)),
          { n: words.number(first.incidents), of: words.number(told) },
        )
      : words.t(`patterns:figure.${list}.none`, { threshold: words.number(threshold) }),
    measure: words.t('patterns:figure.circumstances.measure', {
      n: words.number(told),
      period: periodText(context),
    }),
    chart: first
      ? barChart(
          rows.map(({ word, incidents }) => ({
            id: word,
            label: say(word),
            value: incidents,
            text: words.number(incidents),
          })),
          width,
        )
      : null,
    columns: [
      { name: words.t(`patterns:column.${list}`), kind: 'text' },
      { name: words.t('patterns:column.incidents'), kind: 'count' },
      { name: words.t('patterns:column.shareOfTold'), kind: 'percent' },
    ],
    rows: rows.map(({ word, incidents }) => ({ cells: [say(word), incidents, incidents / told] })),
    selects: [],
    closed: 'people',
    notes: [
      words.t('patterns:figure.circumstances.several'),
      ...(withheld > 0
        ? [
            words.t('patterns:figure.circumstances.withheld', {
              n: words.number(withheld),
              threshold: words.number(threshold),
            }),
          ]
        : []),
      words.t('patterns:nationalOnly'),
      words.t('patterns:periodOnly'),
    ],
    source: sourceText(context),
  };
}

/** Why people left home. */
export function leavingFigure(context: FigureContext): Figure {
  return circumstanceFigure(context, 'leaving');
}

/** What made people easier to harm. */
export function vulnerabilityFigure(context: FigureContext): Figure {
  return circumstanceFigure(context, 'vulnerability');
}

/** At what part of the day, along each corridor, where reports say so; of what passes the whole selection. */
export function dayPartsFigure(context: FigureContext): Figure {
  const { words, facts, cube, brushed, width } = context;
  const counts = countDayParts(cube, brushed, facts.corridors.length);
  const of = (corridor: number, part: number) => counts[corridor * DAY_PARTS.length + part]!;
  const corridors = facts.corridors
    .map(({ name }, at) => ({ name, at }))
    .filter(({ at }) => DAY_PARTS.some((_, part) => of(at, part) > 0));
  const say = (part: string) => words.t(`intake:dayPart.${part}`);
  const totals = DAY_PARTS.map((_, part) => sumOf(corridors.map(({ at }) => of(at, part))));
  const n = sumOf(totals);
  const most = leadersOf([...DAY_PARTS.keys()], (part) => totals[part]!);
  const atMost = Math.max(1, ...counts);
  return {
    id: 'dayParts',
    title:
      most[0] === undefined
        ? words.t('patterns:figure.dayParts.none')
        : leaderTitle(
            words,
            'patterns:figure.dayParts',
            most.map((part) => say(DAY_PARTS[part]!)),
            { share: words.percent(totals[most[0]]! / n), n: words.number(n) },
          ),
    measure: measureText(context, n),
    chart:
      n === 0
        ? null
        : heatChart(
            corridors.map(({ name }) => name),
            DAY_PARTS.map((part) => say(part)),
            (r, c) => {
              const { at, name } = corridors[r]!;
              const count = of(at, c);
              const level = count / atMost;
              return {
                text: words.number(count),
                fill: level >= 0.6 ? 'ramp-2' : level >= 0.3 ? 'ramp-1' : null,
                title: `${name}, ${say(DAY_PARTS[c]!)}: ${words.number(count)}`,
              };
            },
            width,
          ),
    columns: [
      { name: words.t('patterns:column.corridor'), kind: 'text' },
      { name: words.t('patterns:column.dayPart'), kind: 'text' },
      { name: words.t('patterns:column.incidents'), kind: 'count' },
    ],
    rows: corridors.flatMap(({ name, at }) =>
      DAY_PARTS.flatMap((part, c) => (of(at, c) > 0 ? [{ cells: [name, say(part), of(at, c)] }] : [])),
    ),
    selects: [],
    closed: 'dimension',
    notes: [words.t('patterns:figure.ways.known'), words.t('patterns:figure.dayParts.unknown')],
    source: sourceText(context),
  };
}
