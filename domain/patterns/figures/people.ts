import { barChart } from '../../charts/bars.ts';
import { type Figure, type FigureContext, sourceText, sumOf } from './figure.ts';

/** Countries of origin by state, from the threshold on. */
export function originsFigure(context: FigureContext): Figure {
  const { words, facts, width } = context;
  const { rows, threshold, withheld } = facts.origins;
  const byCountry = new Map<string, number>();
  for (const { country, incidents } of rows)
    byCountry.set(country, (byCountry.get(country) ?? 0) + incidents);
  const ranked = [...byCountry].sort((a, b) => b[1] - a[1]);
  const states = new Set(rows.map(({ stateCode }) => stateCode));
  return {
    id: 'origins',
    title: words.t('patterns:figure.origins.title', {
      states: words.number(states.size),
      threshold: words.number(threshold),
    }),
    measure: words.t('patterns:factMeasure', {
      n: words.number(sumOf(ranked.map(([, n]) => n))),
      what: words.t('patterns:what.predatory'),
    }),
    chart: barChart(
      ranked.map(([country, n]) => ({ id: country, label: country, value: n, text: words.number(n) })),
      width,
    ),
    columns: [
      { name: words.t('patterns:dimension.state'), kind: 'text' },
      { name: words.t('patterns:column.country'), kind: 'text' },
      { name: words.t('patterns:column.incidents'), kind: 'count' },
    ],
    rows: rows.map(({ stateCode, country, incidents }) => ({
      cells: [words.state(stateCode), country, incidents],
    })),
    selects: [],
    notes: [
      words.t('patterns:figure.origins.withheld', {
        n: words.number(withheld),
        threshold: words.number(threshold),
      }),
      words.t('patterns:figure.origins.noRank'),
    ],
    source: sourceText(context),
  };
}

/** Sex, age and unaccompanied minors, for the whole country only. */
export function victimsFigure(context: FigureContext): Figure {
  const { words, facts, width } = context;
  const { incidents, victims, toldApart, women, men, minors, unaccompaniedMinors } = facts.victims;
  const groups = [
    ['women', women],
    ['men', men],
    ['minors', minors],
    ['unaccompaniedMinors', unaccompaniedMinors],
  ] as const;
  return {
    id: 'victims',
    title: words.t('patterns:figure.victims.title', {
      victims: words.number(victims),
      incidents: words.number(incidents),
    }),
    measure: words.t('patterns:figure.victims.measure', { toldApart: words.number(toldApart) }),
    chart: barChart(
      groups.flatMap(([group, n]) =>
        n === null
          ? []
          : [{ id: group, label: words.t(`patterns:victims.${group}`), value: n, text: words.number(n) }],
      ),
      width,
    ),
    columns: [
      { name: words.t('patterns:column.group'), kind: 'text' },
      { name: words.t('patterns:column.people'), kind: 'count' },
    ],
    rows: groups.map(([group, n]) => ({ cells: [words.t(`patterns:victims.${group}`), n] })),
    selects: [],
    notes: [words.t('patterns:figure.victims.overlap'), words.t('patterns:figure.victims.why')],
    source: sourceText(context),
  };
}

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
        row.source,
      ],
    })),
    selects: [],
    notes: [words.t('patterns:figure.outcomes.add')],
    source: first?.source ?? words.t('patterns:noData'),
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
    measure: words.t('patterns:figure.reporting.measure'),
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
    notes: [words.t('patterns:figure.reporting.unreported'), words.t('patterns:figure.reporting.never')],
    source: sourceText(context),
  };
}

/** The report's national tables of apprehensions, where their sums don't agree. */
export function printedFigure({ words, facts }: FigureContext): Figure {
  const name = (what: string) => words.t(`patterns:printed.${what}`);
  return {
    id: 'printed',
    title: words.t('patterns:figure.printed.title'),
    measure: words.t('patterns:figure.printed.measure'),
    chart: null,
    columns: [
      { name: words.t('patterns:column.what'), kind: 'text' },
      { name: words.t('patterns:column.printed'), kind: 'count' },
      { name: words.t('patterns:column.computed'), kind: 'count' },
      { name: words.t('patterns:column.difference'), kind: 'count' },
    ],
    rows: facts.printed.map(({ what, printed, computed }) => ({
      cells: [name(what), printed, computed, computed - printed],
    })),
    selects: [],
    notes: [words.t('patterns:figure.printed.note')],
    source: words.t('patterns:source.report'),
  };
}
