import '../styles/intake.css';
import './facts.css';
import { useState } from 'react';
import type { FactFileAnswer } from '../../api/contract-facts.ts';
import { FACT_KINDS, type FactKind } from '../../domain/patterns/facts.ts';
import { type Failure, postBytes } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { FactFaults } from './FactFaults.tsx';
import { FactPreview } from './FactPreview.tsx';
import { FactRemover } from './FactRemover.tsx';

interface Tried {
  file: File;
  answer: FactFileAnswer;
}

/** Loads what patterns are set beside from a CSV: chosen, tried and shown, then loaded; for those who may. */
export function FactLoader() {
  const { may } = useSession();
  return may('facts.load') ? <Loader /> : null;
}

function Loader() {
  const { t, number, counted } = useWords();
  const [kind, setKind] = useState<FactKind>('measures');
  const [isBusy, setBusy] = useState(false);
  const [tried, setTried] = useState<Tried | null>(null);
  const [failed, setFailed] = useState<{ name: string; failure: Failure } | null>(null);

  const send = async (file: File, dryRun: 'yes' | 'no') => {
    setBusy(true);
    const answer = await postBytes<FactFileAnswer>(`/api/patterns/facts/${kind}?dryRun=${dryRun}`, file);
    setBusy(false);
    setTried(answer.ok ? { file, answer: answer.value } : null);
    setFailed(answer.ok ? null : { name: file.name, failure: answer.failure });
  };
  const forget = () => {
    setTried(null);
    setFailed(null);
  };
  return (
    <details className="fact-loader">
      <summary>{t('patterns:load.title')}</summary>
      <p>{t('patterns:load.intro')}</p>
      <div className="fact-choice">
        <label>
          <span>{t('patterns:load.kind')}</span>
          <select
            value={kind}
            disabled={isBusy}
            onChange={(event) => {
              setKind(FACT_KINDS.find((one) => one === event.target.value) ?? 'measures');
              forget();
            }}
          >
            {FACT_KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`patterns:load.kinds.${one}.name`)}
              </option>
            ))}
          </select>
        </label>
        <a className="link" href={`/api/patterns/facts/${kind}`} download>
          {t('patterns:load.template')}
        </a>
        <label className="file-button primary">
          {t('patterns:load.choose')}
          <input
            type="file"
            accept=".csv,.txt,.tsv"
            disabled={isBusy}
            onChange={(event) => {
              const file = event.target.files?.[0];
              // The same file may be chosen again once it is mended.
              event.target.value = '';
              if (file) void send(file, 'yes');
            }}
          />
        </label>
      </div>
      <p className="quiet">{t(`patterns:load.kinds.${kind}.columns`)}</p>
      <div aria-live="polite">
        {isBusy && <p className="busy">{t('patterns:load.busy')}</p>}
        {tried?.answer.isLoaded && (
          <p className="fact-done">
            {t('patterns:load.loaded', {
              ...counted(tried.answer.count),
              file: tried.file.name,
              replaces: number(tried.answer.replaces),
            })}
          </p>
        )}
        {tried && !tried.answer.isLoaded && (
          <FactPreview name={tried.file.name} answer={tried.answer}>
            <button
              type="button"
              className="primary"
              disabled={isBusy}
              onClick={() => void send(tried.file, 'no')}
            >
              {t('patterns:load.load', counted(tried.answer.count))}
            </button>
            <button type="button" disabled={isBusy} onClick={forget}>
              {t('patterns:load.discard')}
            </button>
          </FactPreview>
        )}
        {failed && <FactFaults {...failed} />}
      </div>
      <FactRemover key={`${kind} ${tried?.answer.isLoaded}`} kind={kind} />
    </details>
  );
}
