import { barChart } from '../../charts/bars.ts';
import { heatChart } from '../../charts/heat.ts';
import { HIGH_IMPACT_CRIMES } from '../../taxonomy.ts';
import { type Brushed, brush, countByPair, countByWord } from '../brush.ts';
import { type CrosstabView, crosstabView } from '../crosstab.ts';
import { type Dimension, NO_STATE } from '../lens.ts';
import { type Figure, type FigureContext, isOff, measureText, sourceText, sumOf } from './figure.ts';
import { leadersOf, leaderTitle } from './leaders.ts';
import { sentence } from './words.ts';

/** Two dimensions against each other: counts, and what stands out after false-discovery control. */
export function crosstabFigure(context: FigureContext, pair: readonly [Dimension, Dimension]): Figure {
  const { cube, brushed, selection, words, width } = context;
  const [row, column] = pair;
  const view = crosstabView(
    countByPair(cube, brushed, pair),
    cube.dimensions[row].words,
    cube.dimensions[column].words,
    { independent: cube.lens.counting === 'principal' },
  );
  const say = (dimension: Dimension, word: string) => words.word(dimension, word, cube.lens);
  const tested = view.tested?.status === 'answered' ? view.tested.value : null;
  const { rows, columns } = view;
  const at = (r: number, c: number) => r * columns.length + c;
  const isPairOff = (r: number, c: number) =>
    isOff(selection, row, rows[r]!) || isOff(selection, column, columns[c]!);
  const chart = heatChart(
    rows.map((word) => say(row, word)),
    columns.map((word) => say(column, word)),
    (r, c) => {
      const cell = tested?.cells[at(r, c)];
      const n = view.counts[at(r, c)]!;
      const expected = cell
        ? words.t('patterns:cellExpected', { expected: words.number(cell.expected, 1) })
        : '';
      return {
        text: words.number(n),
        fill: cell?.mark ?? null,
        title: `${say(row, rows[r]!)}, ${say(column, columns[c]!)}: ${words.number(n)} ${expected}`.trim(),
        pick: `${rows[r]}|${columns[c]}`,
        isOff: isPairOff(r, c),
      };
    },
    width,
  );
  return {
    id: 'crosstab',
    title: crosstabTitle(context, view, pair),
    measure: measureText(context, view.total),
    chart,
    columns: [
      { name: words.t(`patterns:dimension.${row}`), kind: 'text' },
      { name: words.t(`patterns:dimension.${column}`), kind: 'text' },
      { name: words.t('patterns:column.incidents'), kind: 'count' },
      { name: words.t('patterns:column.expected'), kind: 'number' },
      { name: words.t('patterns:column.residual'), kind: 'number' },
      { name: words.t('patterns:column.quotient'), kind: 'number' },
      { name: 'q', kind: 'number' },
      { name: words.t('patterns:column.mark'), kind: 'text' },
    ],
    rows: rows.flatMap((r, ri) =>
      columns.map((c, ci) => {
        const cell = tested?.cells[at(ri, ci)];
        return {
          cells: [
            say(row, r),
            say(column, c),
            view.counts[at(ri, ci)]!,
            cell?.expected ?? null,
            cell?.adjustedResidual ?? null,
            cell?.locationQuotient ?? null,
            cell?.q ?? null,
            cell?.mark ? words.t(`patterns:mark.${cell.mark}`) : '',
          ],
          pick: `${r}|${c}`,
          isChosen: (selection[row]?.includes(r) ?? false) && (selection[column]?.includes(c) ?? false),
        };
      }),
    ),
    selects: pair,
    opens: (at, of) =>
      of === 2
        ? {
            ...selection,
            [row]: [rows[Math.floor(at / columns.length)]!],
            [column]: [columns[at % columns.length]!],
          }
        : null,
    notes: crosstabNotes(context, view),
    source: sourceText(context),
  };
}

function crosstabTitle(
  context: FigureContext,
  view: CrosstabView,
  [row, column]: readonly [Dimension, Dimension],
): string {
  const { words, cube } = context;
  if (view.tested?.status !== 'answered') return words.t('patterns:figure.crosstab.untested');
  const { cells } = view.tested.value;
  const marked = [...cells.keys()].filter((k) => cells[k]!.mark === 'more');
  const best = leadersOf(marked, (k) => cells[k]!.adjustedResidual);
  if (best[0] === undefined) return words.t('patterns:figure.crosstab.nothing');
  const said = (k: number) => ({
    row: words.word(row, view.rows[Math.floor(k / view.columns.length)]!, cube.lens),
    column: words.word(column, view.columns[k % view.columns.length]!, cube.lens),
    n: words.number(cells[k]!.n),
    expected: words.number(cells[k]!.expected, 1),
  });
  const pairs = best.map((k) => words.t('patterns:figure.crosstab.pair', said(k)));
  return sentence(leaderTitle(words, 'patterns:figure.crosstab', pairs, said(best[0])));
}

function crosstabNotes({ words }: FigureContext, { tested }: CrosstabView): string[] {
  if (tested === null) return [words.t('patterns:figure.crosstab.all')];
  if (tested.status === 'refused')
    return [
      words.t('patterns:figure.crosstab.refused', { reason: words.t(`patterns:refusal.${tested.reason}`) }),
    ];
  const { p, isSimulated, cramersV, cells } = tested.value;
  const marked = cells.filter(({ mark }) => mark !== null).length;
  const key = isSimulated ? 'patterns:figure.crosstab.simulated' : 'patterns:figure.crosstab.asymptotic';
  return [
    words.t('patterns:figure.crosstab.marks', {
      marked: words.number(marked),
      cells: words.number(cells.length),
    }),
    words.t(key, { p: p < 0.001 ? '< 0.001' : `= ${words.number(p, 3)}`, v: words.number(cramersV, 2) }),
  ];
}

/** The five states with most high-impact crimes; our list of which those are is shown. */
export function highImpactFigure(context: FigureContext): Figure {
  const { words, selection, width } = context;
  const { top, n, cut } = topStates(context);
  const first = leadersOf(top, ({ count }) => count);
  const list = HIGH_IMPACT_CRIMES.map((crime) => words.t(`taxonomy:crime.${crime}`)).join(', ');
  return {
    id: 'high-impact',
    title: first[0]
      ? leaderTitle(
          words,
          'patterns:figure.highImpact',
          first.map(({ code }) => words.state(code)),
          { n: words.number(first[0].count), share: words.percent(first[0].count / n) },
        )
      : words.t('patterns:nothingKnown'),
    measure: measureText(context, n),
    chart: barChart(
      top.map(({ code, count }) => ({
        id: code,
        label: words.state(code),
        value: count,
        text: words.number(count),
        isOff: isOff(selection, 'state', code),
      })),
      width,
    ),
    columns: [
      { name: words.t('patterns:dimension.state'), kind: 'text' },
      { name: words.t('patterns:column.incidents'), kind: 'count' },
      { name: words.t('patterns:column.share'), kind: 'percent' },
    ],
    rows: top.map(({ code, count }) => ({
      cells: [words.state(code), count, count / n],
      pick: code,
      isChosen: selection.state?.includes(code) ?? false,
    })),
    selects: ['state'],
    opens: (row, column) =>
      column === 1 ? { ...selection, state: [top[row]!.code], crime: HIGH_IMPACT_CRIMES } : null,
    notes: [
      words.t('patterns:figure.highImpact.list', { list }),
      ...(cut.length > 0
        ? [words.t('patterns:figure.highImpact.cut', { states: words.list(cut.map(words.state)) })]
        : []),
    ],
    source: sourceText(context),
  };
}

interface TopStates {
  top: { code: string; count: number }[];
  n: number;
  /** States with as many as the fifth, for which there is no room. */
  cut: string[];
}

const topStatesOf = new WeakMap<Brushed, TopStates>();

/** States by their high-impact crimes, whatever crimes and states are chosen; looked for once by three figures. */
function topStates({ cube, brushed, selection }: FigureContext): TopStates {
  const known = topStatesOf.get(brushed);
  if (known) return known;
  const counts = countByWord(
    cube,
    brush(cube, { ...selection, state: [], crime: HIGH_IMPACT_CRIMES }),
    'state',
  );
  const states = cube.dimensions.state.words
    .map((code, at) => ({ code, count: counts[at]! }))
    .filter(({ code, count }) => code !== NO_STATE && count > 0)
    .sort((a, b) => b.count - a.count);
  const top = states.slice(0, 5);
  const cut = states.slice(5).filter(({ count }) => count === top.at(-1)!.count);
  const found = { top, n: sumOf(counts), cut: cut.map(({ code }) => code) };
  topStatesOf.set(brushed, found);
  return found;
}

/** Who, or where, in the five states with most high-impact crimes: shares of each state's own incidents. */
export function topFiveFigure(context: FigureContext, dimension: 'perpetrator' | 'place'): Figure {
  const { cube, brushed, selection, words, width } = context;
  const { top } = topStates(context);
  const wordsOf = cube.dimensions[dimension].words;
  const counts = countByPair(cube, brushed, ['state', dimension]);
  const stateAt = (code: string) => cube.dimensions.state.words.indexOf(code);
  const rows = top.map(({ code }) => {
    const values = wordsOf.map((_, at) => counts[stateAt(code) * wordsOf.length + at]!);
    return { code, values, n: sumOf(values) };
  });
  const kept = wordsOf.map((_, at) => at).filter((at) => rows.some(({ values }) => values[at]! > 0));
  const share = (row: (typeof rows)[number], at: number) => (row.n === 0 ? 0 : row.values[at]! / row.n);
  const say = (at: number) => words.word(dimension, wordsOf[at]!, cube.lens);
  const known = kept.filter((at) => wordsOf[at] !== 'unknown');
  const lead = rows
    .map((row) => {
      const leading = leadersOf(known, (at) => row.values[at]!);
      const names = leading.length > 0 ? words.list(leading.map(say)) : words.t('patterns:noData');
      return `${words.state(row.code)}: ${names}`;
    })
    .join('; ');
  return {
    id: `top-five-${dimension}`,
    title:
      rows.length === 0
        ? words.t('patterns:nothingKnown')
        : words.t(`patterns:figure.topFive.${dimension}`, { lead }),
    measure: measureText(context, sumOf(rows.map(({ n }) => n))),
    chart: heatChart(
      rows.map(({ code }) => words.state(code)),
      kept.map(say),
      (r, c) => ({
        text: words.percent(share(rows[r]!, kept[c]!)),
        fill: rampOf(share(rows[r]!, kept[c]!)),
        title: `${words.state(rows[r]!.code)}, ${say(kept[c]!)}: ${words.number(rows[r]!.values[kept[c]!]!)}`,
        pick: `${rows[r]!.code}|${wordsOf[kept[c]!]}`,
      }),
      width,
    ),
    columns: [
      { name: words.t('patterns:dimension.state'), kind: 'text' },
      { name: words.t(`patterns:dimension.${dimension}`), kind: 'text' },
      { name: words.t('patterns:column.incidents'), kind: 'count' },
      { name: words.t('patterns:column.shareOfState'), kind: 'percent' },
    ],
    rows: rows.flatMap((row) =>
      kept.map((at) => ({
        cells: [words.state(row.code), say(at), row.values[at]!, share(row, at)],
        pick: `${row.code}|${wordsOf[at]}`,
      })),
    ),
    selects: ['state', dimension],
    opens: (at, column) =>
      column === 2
        ? {
            ...selection,
            state: [rows[Math.floor(at / kept.length)]!.code],
            [dimension]: [wordsOf[kept[at % kept.length]!]!],
          }
        : null,
    notes: [words.t('patterns:figure.topFive.note')],
    source: sourceText(context),
  };
}

/** Two pale steps: the numbers must stay readable on them. */
function rampOf(share: number) {
  if (share >= 0.3) return 'ramp-2' as const;
  return share >= 0.15 ? ('ramp-1' as const) : null;
}
