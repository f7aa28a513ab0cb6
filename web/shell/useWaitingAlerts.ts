import { useEffect } from 'react';
import type { AlertsAnswer } from '../../api/contract-alerts.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';

/** Told to the window by whoever hears that alerts changed. */
export const ALERTS_CHANGED = 'vigia-alerts-changed';

const ASK_EVERY_MS = 60_000;

const load = (path: string, signal: AbortSignal) => getJson<AlertsAnswer>(path, signal);

/** How many alerts fire that nobody took note of; 0 for whoever may not know. */
export function useWaitingAlerts(mayRead: boolean): number {
  const { value, retry } = useLoaded(mayRead ? '/api/alerts?limit=1' : null, load);
  useEffect(() => {
    if (!mayRead) return;
    const ask = () => {
      if (document.visibilityState === 'visible') retry();
    };
    const timer = setInterval(ask, ASK_EVERY_MS);
    window.addEventListener(ALERTS_CHANGED, ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener(ALERTS_CHANGED, ask);
    };
  }, [mayRead, retry]);
  return value?.unacknowledged ?? 0;
}
