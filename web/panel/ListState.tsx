import type { Snapshot } from '../data/snapshot.ts';
import { useWords } from '../format.ts';
import { LoadState } from './LoadState.tsx';

interface Props {
  snapshot: Pick<Snapshot, 'list' | 'isListed' | 'withheld' | 'newestOnly'>;
  /** How many a list would have that left none out; null where nobody counted them. */
  total?: number | null;
}

/** How a list of incidents stands: not this reader's, on its way, failed, or only so many of the newest. */
export function ListState({ snapshot, total = null }: Props) {
  const { t, number } = useWords();
  const { list, isListed, withheld, newestOnly } = snapshot;
  if (withheld) return <p className="quiet">{t('scope.notYours')}</p>;
  if (!isListed) return null;
  return (
    <>
      <LoadState loaded={list} text={t('table:coming')} isWaiting={list.value === null} />
      {newestOnly !== null && list.value !== null && (
        <p className="no-data-note">
          {total !== null && total > newestOnly
            ? t('table:newestOf', { n: number(newestOnly), total: number(total) })
            : t('table:newestOnly', { n: number(newestOnly) })}
        </p>
      )}
    </>
  );
}
