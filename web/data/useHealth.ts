import { useEffect, useState } from 'react';
import type { Health } from '../../api/contract.ts';
import { getJson } from './requests.ts';

const POLL_INTERVAL_MS = 5_000;

export interface HealthWatch {
  /** The newest answer; kept when the server falls silent. */
  health: Health | null;
  /** True after the first poll that failed, until one succeeds. */
  unreachable: boolean;
}

/** Asks the server every five seconds how it is, but only while someone looks at the page. */
export function useHealth(): HealthWatch {
  const [watch, setWatch] = useState<HealthWatch>({ health: null, unreachable: false });

  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asking = false;
    const poll = async () => {
      if (asking) return;
      asking = true;
      clearTimeout(timer);
      if (document.visibilityState === 'visible') {
        const answer = await getJson<Health>('/api/status', controller.signal).catch(() => null);
        if (controller.signal.aborted) return;
        setWatch((before) => {
          if (!answer?.ok) return before.unreachable ? before : { ...before, unreachable: true };
          const same = JSON.stringify(answer.value) === JSON.stringify(before.health);
          return same && !before.unreachable ? before : { health: answer.value, unreachable: false };
        });
      }
      asking = false;
      timer = setTimeout(poll, POLL_INTERVAL_MS);
    };
    const onVisible = () => {
      if (document.visibilityState === 'visible') void poll();
    };
    document.addEventListener('visibilitychange', onVisible);
    void poll();
    return () => {
      controller.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, []);

  return watch;
}
