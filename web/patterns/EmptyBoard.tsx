import { type Brushed, incidentsWithout } from '../../domain/patterns/brush.ts';
import type { PatternCube } from '../../domain/patterns/cube.ts';
import type { FigureWords } from '../../domain/patterns/figures/words.ts';
import { withoutFilter } from './Controls.tsx';
import type { PatternView } from './patternView.ts';

interface Props {
  view: PatternView;
  change: (to: (view: PatternView) => PatternView) => void;
  brushed: Brushed;
  cube: PatternCube;
  words: FigureWords;
}

/** Why nothing is left, and the way out: the filter that emptied it. */
export function EmptyBoard({ view, change, brushed, cube, words }: Props) {
  const { t } = words;
  const { from, to } = view.selection;
  const without = incidentsWithout(brushed, view.selection);
  const guilty = without.filter(({ count }) => count > 0);
  const name = (filter: (typeof without)[number]['filter']) => t(`patterns:dimension.${filter}`);
  const isBackwards = from !== undefined && to !== undefined && from > to;
  return (
    <div className="pattern-empty" role="status">
      <p>
        <strong>{t('patterns:page.emptyTitle')}</strong>
      </p>
      {cube.length === 0 && (
        <p>{t('patterns:page.emptyGroup', { what: t(`patterns:what.${view.lens.group}`) })}</p>
      )}
      {isBackwards && <p>{t('patterns:page.emptyPeriod', { from: words.date(from), to: words.date(to) })}</p>}
      {cube.length > 0 && guilty.length === 0 && !isBackwards && <p>{t('patterns:page.emptyMany')}</p>}
      {guilty.map(({ filter, count }) => (
        <p key={filter}>{t('patterns:page.emptyOne', { filter: name(filter), n: words.number(count) })}</p>
      ))}
      <p>
        {(guilty.length > 0 ? guilty : without).map(({ filter }) => (
          <button
            key={filter}
            type="button"
            onClick={() => change((before) => withoutFilter(before, filter))}
          >
            {t('patterns:page.emptyClear', { filter: name(filter) })}
          </button>
        ))}
      </p>
    </div>
  );
}
