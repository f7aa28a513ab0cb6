import { useEffect, useState, useSyncExternalStore } from 'react';
import { readPressure, subscribePressure } from '../data/pressure.ts';
import { useWords } from '../format.ts';

/** That the server is busy or its disk full, how old is what one sees, and when it is asked again. */
export function PressureStrip() {
  const { t, number, time } = useWords();
  const pressure = useSyncExternalStore(subscribePressure, readPressure);
  const now = useSeconds(pressure !== null);
  if (pressure === null) return null;
  const { kind, againAtMs, shownSinceMs } = pressure;
  const left = Math.max(0, Math.ceil((againAtMs - now) / 1000));
  return (
    <p className="strip strip-alert" role="alert">
      {kind === 'disk-full'
        ? t('strip.diskFull')
        : shownSinceMs === null
          ? t('strip.busyEmpty')
          : t('strip.busy', { time: time(shownSinceMs) })}{' '}
      {/* Counted for the eye: read out, it would not end. */}
      {kind === 'busy' && <span aria-hidden="true">{t('strip.again', { n: number(left) })}</span>}
    </p>
  );
}

/** The clock, told by the second while somebody looks at it. */
function useSeconds(isShown: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isShown) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isShown]);
  return now;
}
