import { useMemo } from 'react';
import type { AlertRow, AlertsAnswer } from '../../api/contract-alerts.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useSession } from '../session.ts';
import { useView } from '../view/ViewProvider.tsx';

/** The place of an alert on the map: the circle that holds its incidents. */
export interface AlertCircle {
  alert: AlertRow;
  lon: number;
  lat: number;
  radiusM: number;
  isFiring: boolean;
}

export interface AlertCircles {
  /** Past ones first, so that those that fire lie on top. */
  circles: readonly AlertCircle[];
  /** Null: not known. */
  firing: number | null;
  past: number | null;
  /** Asks again for those that could not be loaded; null where all are there. */
  retry: (() => void) | null;
}

const load = (key: string, signal: AbortSignal) =>
  getJson<AlertsAnswer>(key.slice(0, key.lastIndexOf('@')), signal);

/**
 * Alerts as circles, for whoever may know their places; null for all others, and until they are known.
 *
 * @param dataVersion tells two loads apart: new data may bring new alerts
 */
export function useAlertCircles(dataVersion: string | null): AlertCircles | null {
  const { may } = useSession();
  const { view } = useView();
  const mayKnow = may('alerts.detail') && dataVersion !== null;
  const key = (state: string) => `/api/alerts?state=${state}&limit=500@${dataVersion}`;
  const firing = useLoaded(mayKnow ? key('firing') : null, load);
  const past = useLoaded(mayKnow && view.showsPastAlerts ? key('resolved') : null, load);
  return useMemo(() => {
    const failed = [firing, past].filter(({ failure }) => failure !== null);
    // None is a number too: it is said only once it is known.
    if (!mayKnow || (firing.value === null && failed.length === 0)) return null;
    const now = circlesOf(firing.value?.alerts ?? []);
    const before = view.showsPastAlerts ? circlesOf(past.value?.alerts ?? []) : [];
    return {
      circles: [...before, ...now],
      firing: firing.value && now.length,
      past: past.value && before.length,
      retry: failed.length === 0 ? null : () => failed.forEach((loaded) => void loaded.retry()),
    };
  }, [mayKnow, firing, past, view.showsPastAlerts]);
}

function circlesOf(alerts: readonly AlertRow[]): AlertCircle[] {
  return alerts.flatMap((alert) => {
    const middle = alert.facts?.place.middle;
    return middle ? [{ alert, ...middle, isFiring: alert.state === 'firing' }] : [];
  });
}
