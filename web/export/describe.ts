import type { HotspotsFound } from '../../api/contract-hotspots.ts';
import type { SegmentsRisk } from '../../api/contract-network.ts';
import { STATES } from '../../domain/states.ts';
import type { Aggregates } from '../data/snapshot.ts';
import { filterWords } from '../filters/filterWords.ts';
import type { Words } from '../format.ts';
import { type View, withoutNews } from '../view/view.ts';

/** What must travel with every copy of what is on the screen. */
export interface Description {
  title: string;
  /** Filters, period, n, limits: one sentence a line. */
  lines: string[];
  /** Said first and loudest; null where nothing is invented. */
  synthetic: string | null;
}

type Told = Pick<Aggregates, 'states' | 'coverage'>;

/** What is counted, beside the period of the view: n of a moving window, or how many of the newest a list holds. */
export interface Counted {
  crimes: number;
  hazards: number;
  newest?: { n: number; of: number } | undefined;
  /** The scores that are drawn beside the counts. */
  risk?: SegmentsRisk | null | undefined;
}

/** The words that go with an export: what it counts, of when, under which filters, and what it cannot say. */
export function describeView(
  words: Words,
  view: View,
  { states, coverage }: Told,
  period: { from: string; to: string },
  counted: Counted = states,
): Description {
  const { t, number } = words;
  const { crimes, hazards, newest, risk } = counted;
  return described(words, view, { states, coverage }, t('app.title'), [
    t('export:n', { crimes: number(crimes), hazards: number(hazards) }),
    ...(newest ? [t('table:newestOf', { n: number(newest.n), total: number(newest.of) })] : []),
    ...(risk ? [scoreBasis(words, risk)] : []),
    periodLine(words, period, states.asOf),
    filterLine(words, view),
    ...(states.unplaced > 0 ? [t('legend.unplaced', { n: number(states.unplaced) })] : []),
  ]);
}

/** The same of hotspots: what they were computed of, and how their colour and opacity are to be read. */
export function describeHotspots(words: Words, view: View, told: Told, found: HotspotsFound): Description {
  const { t, number } = words;
  const { n, studyArea, zeroCells, tooVague, unplaced } = found;
  return described(words, view, told, t('export:hotspotsTitle'), [
    t('hotspots:basis', {
      incidents: number(n),
      cells: number(studyArea.cells),
      zero: number(zeroCells),
    }),
    periodLine(words, found, found.asOf),
    filterLine(words, { ...view, filter: withoutNews(view.filter) }),
    t('hotspots:left', { vague: number(tooVague), unplaced: number(unplaced) }),
    t('export:hotspotMethod'),
    t('hotspots:method.hotspotsLimits'),
  ]);
}

/** The same of the scores of stretches. */
export function describeScores(words: Words, view: View, told: Told, risk: SegmentsRisk): Description {
  const { t, number } = words;
  return described(words, view, told, t('export:scoresTitle'), [
    scoreBasis(words, risk),
    periodLine(words, risk.period, risk.asOf),
    filterLine(words, { ...view, filter: withoutNews(view.filter) }),
    ...(view.halfLifeDays === null ? [] : [t('routes:stretch.decayed', { days: number(view.halfLifeDays) })]),
    t('risk:score.definition', { level: 95 }),
  ]);
}

function scoreBasis({ t, number }: Words, { counted }: SegmentsRisk): string {
  const { pinned, spread, far, vague } = counted;
  return t('export:scoreBasis', {
    n: number(pinned + spread),
    spread: number(spread),
    out: number(far + vague),
  });
}

function described(
  { t, number }: Words,
  view: View,
  { states, coverage }: Told,
  title: string,
  first: readonly string[],
): Description {
  const silent = (coverage?.states ?? []).filter(({ isWithoutData }) => isWithoutData);
  const stateName = STATES.find(({ code }) => view.scope?.kind === 'state' && code === view.scope.id)?.name;
  return {
    title: stateName ? `${title}: ${stateName}` : title,
    lines: [
      ...first,
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

function periodLine({ t, date }: Words, { from, to }: { from: string; to: string }, asOf: string): string {
  return t('export:period', { from: date(from), to: date(to), asOf: date(asOf) });
}

function filterLine(words: Words, { filter }: View): string {
  const { t } = words;
  const filters = filterWords(words, filter);
  return t('export:filters', { filters: filters.length > 0 ? filters.join(', ') : t('export:noFilters') });
}
