import { useEffect, useState } from 'react';
import type { Loaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { Failed } from './Failed.tsx';

/** What comes sooner than this needs no words over the old view: they would only flicker. */
const PATIENCE_MS = 500;

interface Props {
  loaded: Pick<
    Loaded<unknown>,
    'value' | 'loadedAtMs' | 'loading' | 'failure' | 'retry' | 'cancel' | 'isCancelled'
  >;
  /** What comes, in a sentence; else only that something does. */
  text?: string;
  /** True where nothing was asked for yet because something else has to come first. */
  isWaiting?: boolean;
}

/**
 * How what is shown stands: still coming, with the age of what one sees meanwhile and a way to call it off; called off;
 * or failed, with what to do. Nothing once it is there.
 */
export function LoadState({ loaded, text, isWaiting = false }: Props) {
  const { t, time } = useWords();
  const { value, loadedAtMs, loading, failure, retry, cancel, isCancelled } = loaded;
  const isOld = value !== null;
  const isLate = useLate(loading);
  if (failure) return <Failed failure={failure} onRetry={retry} />;
  if (isCancelled) {
    return (
      <p className="busy-line" role="status">
        {isOld ? t('view:cancelled') : t('view:cancelledEmpty')}{' '}
        <button type="button" className="link" onClick={retry}>
          {t('error.retry')}
        </button>
      </p>
    );
  }
  if (!loading && !(isWaiting && !isOld)) return null;
  if (isOld && !isLate) return null;
  return (
    <p className="busy" role="status">
      {isOld ? t('panel.loadingOld', { time: time(loadedAtMs) }) : (text ?? t('panel.loading'))}
      {isLate && (
        <>
          {' '}
          <button type="button" className="link" onClick={cancel}>
            {t('view:cancel')}
          </button>
        </>
      )}
    </p>
  );
}

/** Whether something lasts longer than one waits without a word. */
function useLate(isOn: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isOn) return;
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [isOn]);
  return isOn && isLate;
}
