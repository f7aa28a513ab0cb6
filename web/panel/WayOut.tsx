import { PAGES } from '../../domain/pages.ts';
import { useFilter } from '../filters/useFilter.ts';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { activeFilterCount } from '../view/view.ts';

/** Out of a view that has no answer: without its filters, or, where it has none, with more data or on the map. */
export function WayOut() {
  const { t } = useWords();
  const { filter, clear } = useFilter();
  const { may } = useSession();
  if (activeFilterCount(filter) > 0) {
    return (
      <button type="button" className="primary" onClick={clear}>
        {t('filter.clear')}
      </button>
    );
  }
  return <LinkOut page={may('data.load') ? 'data' : 'map'} />;
}

/** To a page by its name; to the day's for whoever may not open that one. */
export function LinkOut({ page }: { page: 'data' | 'map' | 'alerts' | 'today' | 'agencies' }) {
  const { t } = useWords();
  const { may } = useSession();
  const wanted = PAGES.find(({ id }) => id === page);
  const isOpen =
    wanted && (wanted.required === 'session' || wanted.required === 'public' || may(wanted.required));
  const name = isOpen ? page : 'today';
  return (
    <a className="link" href={isOpen ? wanted.path : '/hoy'}>
      {t(`nav.${name}`)}
    </a>
  );
}
