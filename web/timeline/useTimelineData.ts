import { useMemo } from 'react';
import type { Health } from '../../api/contract.ts';
import type { Coverage } from '../../api/contract-coverage.ts';
import type { Timeline } from '../../api/contract-timeline.ts';
import { dayNumber } from '../../domain/days.ts';
import type { Resolution } from '../../domain/hexagons.ts';
import { binOf } from '../../domain/time-bins.ts';
import { getJson } from '../data/requests.ts';
import { type Loaded, useLoaded } from '../data/useLoaded.ts';
import { useView } from '../view/ViewProvider.tsx';
import { filterToQuery } from '../view/view.ts';
import type { BinWindow } from './dayWindow.ts';
import { type TimeCube, timeCube } from './timeCube.ts';

export interface TimelineData {
  /** Null until it came, and where there is no incident at all. */
  cube: TimeCube | null;
  loaded: Loaded<Timeline>;
  /** Of all days, not of the window. */
  coverage: Coverage | null;
}

const load = (key: string, signal: AbortSignal) =>
  getJson<Timeline>(key.slice(0, key.lastIndexOf('@')), signal);
const loadCoverage = (key: string, signal: AbortSignal) =>
  getJson<Coverage>(key.slice(0, key.lastIndexOf('@')), signal);

/**
 * Counts by time and hexagon for every filter but the period's own window.
 *
 * @param isWanted false until the first view is there: it can wait
 */
export function useTimelineData(
  health: Health | null,
  resolution: Resolution,
  isWanted: boolean,
): TimelineData {
  const { view } = useView();
  const { filter, bin } = view;
  const { from: _from, to: _to, ...rest } = filter;
  const isReady = isWanted && health !== null && health.firstDay !== null && filter.asOf !== undefined;
  const query = `${filterToQuery(rest)}&resolution=${resolution}&bin=${bin}`;
  const loaded = useLoaded(isReady ? `/api/timeline?${query}@${health.dataVersion}` : null, load);
  const coverage = useLoaded(
    isReady ? `/api/coverage?asOf=${filter.asOf}@${health.dataVersion}` : null,
    loadCoverage,
  );
  const firstDay = health?.firstDay ?? null;
  const { value } = loaded;
  const cube = useMemo(() => {
    if (!value || firstDay === null) return null;
    return timeCube(value, spanOf(firstDay, value));
  }, [value, firstDay]);
  return useMemo(() => ({ cube, loaded, coverage: coverage.value }), [cube, loaded, coverage.value]);
}

/** The axis runs from the first incident of all to the as-of day, whatever the filter leaves. */
function spanOf(firstDay: string, { asOf, bin }: Timeline): BinWindow {
  const last = binOf(dayNumber(asOf), bin);
  return { first: Math.min(binOf(dayNumber(firstDay), bin), last), last };
}
