import { barChart } from '../../charts/bars.ts';
import { VICTIM_GROUPS } from '../victims.ts';
import { type Figure, type FigureContext, periodText, sourceText, sumOf } from './figure.ts';

/** Countries of origin by state, from the threshold on. */
export function originsFigure(context: FigureContext): Figure {
  const { words, facts, width } = context;
  const { rows, threshold, withheld } = facts.origins;
  const byCountry = new Map<string, number>();
  for (const { country, incidents } of rows)
    byCountry.set(country, (byCountry.get(country) ?? 0) + incidents);
  // By name and never by number: nationalities are not ranked.
  const byName = [...byCountry].sort(([a], [b]) => a.localeCompare(b));
  const states = new Set(rows.map(({ stateCode }) => stateCode));
  return {
    id: 'origins',
    title: words.t('patterns:figure.origins.title', {
      states: words.number(states.size),
      threshold: words.number(threshold),
    }),
    measure: words.t('patterns:factMeasure', {
      n: words.number(sumOf(byName.map(([, n]) => n))),
      what: words.t('patterns:what.predatory'),
      period: periodText(context),
    }),
    chart: barChart(
      byName.map(([country, n]) => ({ id: country, label: country, value: n, text: words.number(n) })),
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
    closed: 'people',
    notes: [
      words.t('patterns:figure.origins.withheld', {
        n: words.number(withheld),
        threshold: words.number(threshold),
      }),
      words.t('patterns:figure.origins.noRank'),
      words.t('patterns:periodOnly'),
    ],
    source: sourceText(context),
  };
}

/** Sex, age and unaccompanied minors, for the whole country only. */
export function victimsFigure(context: FigureContext): Figure {
  const { words, facts, width } = context;
  const { incidents, victims, toldApart } = facts.victims;
  const { threshold } = facts.origins;
  const groups = VICTIM_GROUPS.map((group) => [group, facts.victims[group]] as const);
  return {
    id: 'victims',
    title:
      incidents === 0
        ? words.t('patterns:figure.victims.none', { threshold: words.number(threshold) })
        : words.t('patterns:figure.victims.title', {
            victims: words.number(victims),
            incidents: words.number(incidents),
          }),
    measure: words.t('patterns:figure.victims.measure', {
      toldApart: words.number(toldApart),
      period: periodText(context),
    }),
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
    closed: 'people',
    notes: [
      words.t('patterns:figure.victims.overlap'),
      words.t('patterns:figure.victims.withheld', { threshold: words.number(threshold) }),
      words.t('patterns:nationalOnly'),
      words.t('patterns:periodOnly'),
    ],
    source: sourceText(context),
  };
}
