import { barChart } from '../../charts/bars.ts';
import { sourceIn } from '../facts.ts';
import { type Figure, type FigureContext, sumOf } from './figure.ts';
import { leadersOf, leaderTitle } from './leaders.ts';

/** Apprehensions at the border of the United States by nationality and fiscal year, as far as they can be cited. */
export function apprehensionsFigure({ words, facts, width }: FigureContext): Figure {
  const all = facts.apprehensions.filter(({ series }) => series === 'all');
  const years = facts.apprehensions.map(({ fiscalYear }) => fiscalYear);
  const peaks = leadersOf(all, ({ people }) => people);
  return {
    id: 'apprehensions',
    title: peaks[0]
      ? leaderTitle(
          words,
          'patterns:figure.apprehensions',
          peaks.map(({ fiscalYear }) => String(fiscalYear)),
          { n: words.number(peaks[0].people) },
        )
      : words.t('patterns:nothingKnown'),
    measure: words.t('patterns:figure.apprehensions.measure', {
      n: words.number(sumOf(all.map(({ people }) => people))),
      from: Math.min(...years),
      to: Math.max(...years),
    }),
    chart: barChart(
      all.map(({ fiscalYear, people }) => ({
        id: String(fiscalYear),
        label: String(fiscalYear),
        value: people,
        text: words.number(people),
      })),
      width,
    ),
    columns: [
      { name: words.t('patterns:column.series'), kind: 'text' },
      { name: words.t('patterns:column.country'), kind: 'text' },
      { name: words.t('patterns:column.fiscalYear'), kind: 'text' },
      { name: words.t('patterns:column.people'), kind: 'count' },
      { name: words.t('patterns:column.source'), kind: 'text' },
    ],
    rows: facts.apprehensions.map(({ series, country, fiscalYear, people, source, url }) => ({
      cells: [
        words.t(`patterns:apprehensions.${series}`),
        country === null ? words.t('patterns:allCountries') : words.t(`intake:form.country.${country}`),
        String(fiscalYear),
        people,
        `${sourceIn(source, words.language)}, ${url}`,
      ],
    })),
    selects: [],
    notes: [
      words.t('patterns:figure.apprehensions.unknown'),
      words.t('patterns:figure.apprehensions.partial'),
      words.t('patterns:figure.origins.noRank'),
    ],
    source: words.t('patterns:source.cbp'),
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
