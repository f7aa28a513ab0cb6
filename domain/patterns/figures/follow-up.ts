import { barChart } from '../../charts/bars.ts';
import { sourceIn, unreportedShareAt } from '../facts.ts';
import { type Figure, type FigureContext, periodText, sourceText } from './figure.ts';

/** Reported, investigated, charged, sentenced: where a source gives it. */
export function outcomesFigure({ words, facts, width }: FigureContext): Figure {
  const first = facts.outcomes.find(({ complaints }) => complaints !== null && complaints > 0);
  const title = first
    ? words.t('patterns:figure.outcomes.title', {
        state: words.state(first.stateCode),
        complaints: words.number(first.complaints ?? 0),
        investigations:
          first.investigations === null ? words.t('patterns:noData') : words.number(first.investigations),
        sentences: first.sentences === null ? words.t('patterns:noData') : words.number(first.sentences),
      })
    : words.t('patterns:figure.outcomes.none');
  const steps = first ? (['complaints', 'investigations', 'charged', 'sentences'] as const) : [];
  return {
    id: 'outcomes',
    title,
    measure: words.t('patterns:figure.outcomes.measure'),
    chart: barChart(
      steps.map((step) => ({
        id: step,
        label: words.t(`patterns:outcome.${step}`),
        value: first?.[step] ?? 0,
        text:
          first?.[step] === null || first === undefined
            ? words.t('patterns:noData')
            : words.number(first[step] ?? 0),
      })),
      width,
    ),
    columns: [
      { name: words.t('patterns:dimension.state'), kind: 'text' },
      { name: words.t('patterns:column.period'), kind: 'text' },
      { name: words.t('patterns:outcome.complaints'), kind: 'count' },
      { name: words.t('patterns:outcome.investigations'), kind: 'count' },
      { name: words.t('patterns:outcome.charged'), kind: 'count' },
      { name: words.t('patterns:outcome.sentences'), kind: 'count' },
      { name: words.t('patterns:column.source'), kind: 'text' },
    ],
    rows: facts.outcomes.map((row) => ({
      cells: [
        words.state(row.stateCode),
        row.period || null,
        row.complaints,
        row.investigations,
        row.charged,
        row.sentences,
        sourceIn(row.source, words.language),
      ],
    })),
    selects: [],
    notes: [words.t('patterns:figure.outcomes.add')],
    source: first ? sourceIn(first.source, words.language) : words.t('patterns:noData'),
  };
}

/** Who tells of each state: what may make it look quiet or busy. */
export function reportingFigure(context: FigureContext): Figure {
  const { words, facts, width, span } = context;
  const rows = [...facts.reporting].sort((a, b) => b.sources - a.sources || b.incidents - a.incidents);
  const few = rows.filter(({ sources }) => sources <= 2).length;
  const daysAgo = (day: string) => Math.round((Date.parse(span.to) - Date.parse(day)) / 86_400_000);
  return {
    id: 'reporting',
    title: words.t('patterns:figure.reporting.title', {
      few: words.number(few),
      of: words.number(rows.length),
    }),
    measure: words.t('patterns:figure.reporting.measure', { period: periodText(context) }),
    chart: barChart(
      rows.map(({ stateCode, sources }) => ({
        id: stateCode,
        label: words.state(stateCode),
        value: sources,
        text: words.number(sources),
      })),
      width,
    ),
    columns: [
      { name: words.t('patterns:dimension.state'), kind: 'text' },
      { name: words.t('patterns:column.sources'), kind: 'count' },
      { name: words.t('patterns:column.lastReport'), kind: 'text' },
      { name: words.t('patterns:column.daysAgo'), kind: 'count' },
      { name: words.t('patterns:column.reported'), kind: 'count' },
      { name: words.t('patterns:column.discovered'), kind: 'count' },
      { name: words.t('patterns:column.unreported'), kind: 'text' },
    ],
    rows: rows.map(({ stateCode, sources, lastDay, reported, discovered }) => ({
      cells: [
        words.state(stateCode),
        sources,
        lastDay === null ? null : words.date(lastDay),
        lastDay === null ? null : Math.max(0, daysAgo(lastDay)),
        reported,
        discovered,
        words.t('patterns:noData'),
      ],
    })),
    selects: [],
    closed: 'dimension',
    notes: [
      words.t('patterns:figure.reporting.unreported'),
      ...generalShareNote(context),
      words.t('patterns:figure.reporting.never'),
      words.t('patterns:figure.reporting.periodOnly'),
    ],
    source: sourceText(context),
  };
}

/** What a survey of the general population says of crimes never reported, in the year nearest to the period's end. */
function generalShareNote({ words, facts, selection, span }: FigureContext): string[] {
  const found = unreportedShareAt(facts.unreported, selection.to ?? span.to);
  if (found === null) return [];
  return [
    words.t('patterns:figure.reporting.general', {
      year: found.year,
      share: words.percent(found.share, 1),
      source: sourceIn(found.source, words.language),
    }),
  ];
}
