import { useEffect, useRef, useState } from 'react';
import { ALERTS_CHANGED } from '../shell/useWaitingAlerts.ts';

/** Connections come and go; only a gap that lasts is worth a word. */
const BROKEN_AFTER_MS = 4_000;
/** Events of one look come together: they are answered with one question. */
const GATHER_MS = 250;
const RENEW_MS = 10_000;

export interface AlertStream {
  /** Goes up with each burst of events: what was loaded before is stale. */
  beat: number;
  /** Nothing has been heard of the server for a while. */
  isBroken: boolean;
}

/**
 * Hears of alerts as they come. The browser resumes by Last-Event-ID by itself; where it gives up, because the
 * server refused for a moment, the stream is begun anew from the last number.
 *
 * @param after number of the last event that is known; null: not yet
 */
export function useAlertStream(after: number | null): AlertStream {
  const [beat, setBeat] = useState(0);
  const [isBroken, setBroken] = useState(false);
  const last = useRef(after);
  if (last.current === null) last.current = after;
  const isReady = after !== null;

  useEffect(() => {
    if (!isReady) return;
    let source: EventSource | null = null;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let breaking: ReturnType<typeof setTimeout> | undefined;
    let renewing: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource(`/api/events?after=${last.current}`);
      source.addEventListener('open', () => {
        clearTimeout(breaking);
        breaking = undefined;
        setBroken(false);
      });
      source.addEventListener('error', () => {
        breaking ??= setTimeout(() => setBroken(true), BROKEN_AFTER_MS);
        if (source?.readyState === EventSource.CLOSED) renewing = setTimeout(open, RENEW_MS);
      });
      source.addEventListener('alert', ({ lastEventId }: MessageEvent) => {
        last.current = Number(lastEventId);
        clearTimeout(gathering);
        gathering = setTimeout(() => {
          setBeat((count) => count + 1);
          window.dispatchEvent(new Event(ALERTS_CHANGED));
        }, GATHER_MS);
      });
    };
    open();
    return () => {
      source?.close();
      for (const timer of [gathering, breaking, renewing]) clearTimeout(timer);
    };
  }, [isReady]);
  return { beat, isBroken };
}
