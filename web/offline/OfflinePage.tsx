import '../styles/offline.css';
import { useWords } from '../format.ts';
import type { Kept } from './kept.ts';

/** Without a network: the counts by state of less than a day ago, marked as that. */
export default function OfflinePage({ kept, onRetry }: { kept: Kept; onRetry: () => void }) {
  const { t, date, moment, number } = useWords();
  const { fewest } = kept;
  const states = [...kept.states].sort((a, b) => (b.crimes ?? fewest - 1) - (a.crimes ?? fewest - 1));
  return (
    <main className="sheet offline">
      <p className="strip strip-alert" role="status">
        {t('offline:mark', { at: moment(kept.atMs) })}
      </p>
      {kept.synthetic && <p className="strip strip-synthetic">{t('strip.syntheticTitle')}</p>}
      <h1 className="page-title">{t('offline:title')}</h1>
      <p>{t('offline:what', { date: date(kept.asOf), k: number(fewest) })}</p>
      <p>
        <strong>{t('coverage:notSafe')}</strong>
      </p>
      <button type="button" className="primary" onClick={onRetry}>
        {t('error.retry')}
      </button>
      <table className="offline-table">
        <thead>
          <tr>
            <th scope="col">{t('table:column.name')}</th>
            <th scope="col" className="number">
              {t('table:column.crimes')}
            </th>
            <th scope="col">{t('table:column.noData')}</th>
          </tr>
        </thead>
        <tbody>
          {states.map(({ name, crimes, isSilent }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="number">
                {crimes === null
                  ? t('offline:few', { k: number(fewest) })
                  : // None where nobody tells is not none.
                    isSilent && crimes === 0
                    ? t('offline:unknown')
                    : number(crimes)}
              </td>
              <td>{isSilent && t('table:noDataHere')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}
