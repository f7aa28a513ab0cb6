import { useState } from 'react';
import type { FactRemoval } from '../../api/contract-facts.ts';
import type { FactKind } from '../../domain/patterns/facts.ts';
import { type Failure, sendJson } from '../data/requests.ts';
import { useWords } from '../format.ts';

/** Takes away what was loaded of a kind: how much that is is told first, and asked for once more. */
export function FactRemover({ kind }: { kind: FactKind }) {
  const { t, counted } = useWords();
  const [isBusy, setBusy] = useState(false);
  const [told, setTold] = useState<FactRemoval | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const send = async (dryRun: 'yes' | 'no') => {
    setBusy(true);
    const answer = await sendJson<FactRemoval>('DELETE', `/api/patterns/facts/${kind}?dryRun=${dryRun}`);
    setBusy(false);
    setTold(answer.ok ? answer.value : null);
    setFailure(answer.ok ? null : answer.failure);
  };
  const isAsked = told !== null && !told.isRemoved && told.count > 0;
  return (
    <div className="fact-removal" aria-live="polite">
      {told && (
        <p className={told.isRemoved ? 'fact-done' : undefined}>
          {told.count === 0
            ? t('patterns:load.nothingLoaded')
            : t(`patterns:load.${told.isRemoved ? 'removed' : 'toRemove'}`, counted(told.count))}
        </p>
      )}
      {failure && <p role="alert">{t(`error.${failure.reason}`)}</p>}
      <p className="fact-buttons">
        {isAsked ? (
          <>
            <button type="button" disabled={isBusy} onClick={() => void send('no')}>
              {t('patterns:load.removeNow')}
            </button>
            <button type="button" disabled={isBusy} onClick={() => setTold(null)}>
              {t('patterns:load.keep')}
            </button>
          </>
        ) : (
          <button type="button" disabled={isBusy} onClick={() => void send('yes')}>
            {t('patterns:load.remove')}
          </button>
        )}
      </p>
    </div>
  );
}
