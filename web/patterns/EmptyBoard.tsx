import {
  type Brushed,
  countByMonth,
  countByWord,
  type Filter,
  type WayOut,
  waysOut,
} from '../../domain/patterns/brush.ts';
import { monthText, type PatternCube } from '../../domain/patterns/cube.ts';
import type { FigureWords } from '../../domain/patterns/figures/words.ts';
import { withoutFilter } from './Controls.tsx';
import type { PatternView } from './patternView.ts';

interface Props {
  view: PatternView;
  change: (to: (view: PatternView) => PatternView) => void;
  brushed: Brushed;
  cube: PatternCube;
  span: { from: string; to: string };
  words: FigureWords;
}

/** Ways out that are offered, and words named that would do. */
const MOST_WAYS = 4;
const MOST_WORDS = 3;

/** Why nothing is left, what would be right, and the way out: the filters that emptied it. */
export function EmptyBoard({ view, change, brushed, cube, span, words }: Props) {
  const { t } = words;
  const { from, to } = view.selection;
  const all = waysOut(brushed, view.selection);
  const isTogether = (all[0]?.filters.length ?? 0) > 1;
  const ways = all.slice(0, MOST_WAYS);
  const name = (filters: readonly Filter[]) =>
    words.list(filters.map((filter) => t(`patterns:dimension.${filter}`)));
  const days = { from: words.date(span.from), to: words.date(span.to) };
  const isBackwards = from !== undefined && to !== undefined && from > to;
  const isOutside = (from !== undefined && from > span.to) || (to !== undefined && to < span.from);
  return (
    <div className="pattern-empty" role="status">
      <p>
        <strong>{t('patterns:page.emptyTitle')}</strong>
      </p>
      {cube.length === 0 && (
        <p>{t('patterns:page.emptyGroup', { what: t(`patterns:what.${view.lens.group}`) })}</p>
      )}
      {isBackwards && <p>{t('patterns:page.emptyPeriod', { from: words.date(from), to: words.date(to) })}</p>}
      {!isBackwards && isOutside && <p>{t('patterns:page.emptyOutside', days)}</p>}
      {isTogether && <p>{t('patterns:page.emptyMany')}</p>}
      {ways.map((way) => (
        <p key={way.filters.join()}>
          {t('patterns:page.emptyOne', { filter: name(way.filters), n: words.number(way.count) })}{' '}
          {rightText({ way, view, brushed, cube, words })}
        </p>
      ))}
      <p>
        {ways.map(({ filters }) => (
          <button
            key={filters.join()}
            type="button"
            onClick={() => change((before) => filters.reduce(withoutFilter, before))}
          >
            {t('patterns:page.emptyClear', { filter: name(filters) })}
          </button>
        ))}
      </p>
    </div>
  );
}

/** Which words, or months, of the one filter that empties the view would leave something. */
function rightText({
  way: { filters },
  view,
  brushed,
  cube,
  words,
}: Pick<Props, 'view' | 'brushed' | 'cube' | 'words'> & { way: WayOut }): string {
  const [filter, ...others] = filters;
  if (filter === undefined || others.length > 0) return '';
  const { t } = words;
  if (filter === 'period') {
    const counts = countByMonth(cube, brushed);
    const first = counts.findIndex((count) => count > 0);
    const last = counts.findLastIndex((count) => count > 0);
    if (first < 0) return '';
    const month = (at: number) => words.month(monthText(cube.firstMonth + at));
    return t('patterns:page.emptyMonths', { from: month(first), to: month(last) });
  }
  const counts = countByWord(cube, brushed, filter);
  const right = cube.dimensions[filter].words
    .map((word, at) => ({ word, count: counts[at]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_WORDS)
    .map(({ word, count }) => `${words.word(filter, word, view.lens)} (${words.number(count)})`);
  return t('patterns:page.emptyRight', { list: right.join(', ') });
}
