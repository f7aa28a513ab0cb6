import type { Failure } from '../data/requests.ts';
import { useWords } from '../format.ts';

/** What happened, that nothing was lost, and the button that tries again. */
export function Failed({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { t } = useWords();
  return (
    <div className="failed" role="alert">
      <p>{t(`error.${failure.reason}`)}</p>
      <p className="quiet">{t('error.nothingLost', { code: failure.code })}</p>
      <button type="button" className="primary" onClick={onRetry}>
        {t('error.retry')}
      </button>
    </div>
  );
}
