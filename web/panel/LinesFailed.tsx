import type { Loaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';

/** Said where the rail lines, which a small map and its words need, could not be loaded: a map without them looks whole. */
export function LinesFailed({ loaded }: { loaded: Pick<Loaded<unknown>, 'value' | 'failure' | 'retry'> }) {
  const { t } = useWords();
  if (!loaded.failure || loaded.value !== null) return null;
  return (
    <p className="no-data-note" role="alert">
      {t('map.linesFailed')}{' '}
      <button type="button" className="link" onClick={loaded.retry}>
        {t('error.retry')}
      </button>
    </p>
  );
}
