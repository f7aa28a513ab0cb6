import { STATES } from '../../domain/states.ts';
import type { Aggregates } from '../data/snapshot.ts';
import { filterWords } from '../filters/filterWords.ts';
import type { Words } from '../format.ts';
import type { View } from '../view/view.ts';

/** What must travel with every copy of what is on the screen. */
export interface Description {
  title: string;
  /** Filters, period, n, limits: one sentence a line. */
  lines: string[];
  /** Said first and loudest; null where nothing is invented. */
  synthetic: string | null;
}

/** The words that go with an export: what it counts, of when, under which filters, and what it cannot say. */
export function describeView(
  words: Words,
  view: View,
  { states, coverage }: Pick<Aggregates, 'states' | 'coverage'>,
  period: { from: string; to: string },
): Description {
  const { t, number, date } = words;
  const filters = filterWords(words, view.filter);
  const silent = (coverage?.states ?? []).filter(({ isWithoutData }) => isWithoutData);
  const stateName = STATES.find(({ code }) => view.scope?.kind === 'state' && code === view.scope.id)?.name;
  return {
    title: stateName ? `${t('app.title')}: ${stateName}` : t('app.title'),
    lines: [
      t('export:n', { crimes: number(states.crimes), hazards: number(states.hazards) }),
      t('export:period', { from: date(period.from), to: date(period.to), asOf: date(states.asOf) }),
      t('export:filters', { filters: filters.length > 0 ? filters.join(', ') : t('export:noFilters') }),
      ...(states.unplaced > 0 ? [t('legend.unplaced', { n: number(states.unplaced) })] : []),
      ...(silent.length > 0
        ? [t('export:silent', { states: silent.map(({ name }) => name).join(', ') })]
        : []),
      `${t('legend.noColour')} ${t('coverage:notSafe')}`,
      t('map.sources'),
    ],
    synthetic:
      states.synthetic > 0
        ? t('export:synthetic', {
            n: number(states.synthetic),
            total: number(states.crimes + states.hazards),
          })
        : null,
  };
}
