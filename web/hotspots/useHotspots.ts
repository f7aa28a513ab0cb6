import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { HotspotsAnswer, HotspotsFound, NearRepeatAnswer } from '../../api/contract-hotspots.ts';
import type { Job } from '../../api/contract-jobs.ts';
import { isPredatory } from '../../domain/taxonomy.ts';
import { getByJob } from '../data/byJob.ts';
import type { Failure } from '../data/requests.ts';
import { type Loaded, useLoaded } from '../data/useLoaded.ts';
import { filterToQuery, type View } from '../view/view.ts';

type Settled<T extends { status: string }> = Exclude<T, { status: 'running' }>;

export interface Computed<T extends { status: string }> {
  loaded: Loaded<Settled<T>>;
  /** While it is computed: how far. */
  job: Job | null;
  isCancelled: boolean;
  cancel: () => void;
  again: () => void;
}

export interface HotspotData {
  /** Why nothing is asked at all: the filter holds nothing that hotspots are made of. */
  nothing: 'only-hazards' | 'only-consented' | null;
  hotspots: Computed<HotspotsAnswer>;
  nearRepeat: Computed<NearRepeatAnswer>;
  /** The answer, where it is one. */
  found: HotspotsFound | null;
  failure: Failure | null;
}

const HotspotContext = createContext<HotspotData | null>(null);
export const HotspotProvider = HotspotContext.Provider;

/** What is known of hotspots on this page; null on pages that don't show them. */
export function useHotspotData(): HotspotData | null {
  return useContext(HotspotContext);
}

/** Loads hotspots and near repeats of the view's filter; nothing where they are not shown. */
export function useHotspots(view: View, dataVersion: string | null, isShown: boolean): HotspotData | null {
  const { filter, hotspotResolution } = view;
  const crime = filter.crime?.filter(isPredatory);
  const nothing =
    filter.kind === 'hazard'
      ? 'only-hazards'
      : filter.crime?.length && !crime?.length
        ? 'only-consented'
        : null;
  const { kind: _, ...rest } = filter;
  const query = filterToQuery({ ...rest, ...(crime?.length ? { crime } : { crime: undefined }) });
  const isReady = isShown && nothing === null && dataVersion !== null && filter.asOf !== undefined;
  const version = `@${dataVersion}`;
  const hotspots = useComputed<HotspotsAnswer>(
    isReady ? `/api/hotspots?${query}&resolution=${hotspotResolution}${version}` : null,
  );
  const nearRepeat = useComputed<NearRepeatAnswer>(isReady ? `/api/near-repeat?${query}${version}` : null);
  return useMemo(() => {
    if (!isShown) return null;
    const { value, failure } = hotspots.loaded;
    const found = nothing === null && value?.status === 'answered' ? value : null;
    return { nothing, hotspots, nearRepeat, found, failure };
  }, [isShown, nothing, hotspots, nearRepeat]);
}

/** Loads by a key of path and data version, which only tells two loads apart. */
function useComputed<T extends { status: string }>(key: string | null): Computed<T> {
  const [job, setJob] = useState<Job | null>(null);
  const [cancelledKey, setCancelledKey] = useState<string | null>(null);
  const load = useMemo(
    () => async (wanted: string, signal: AbortSignal) => {
      setJob(null);
      return getByJob<T>(wanted.slice(0, wanted.lastIndexOf('@')), signal, (next) => {
        if (!signal.aborted) setJob(next);
      });
    },
    [],
  );
  const isCancelled = key !== null && key === cancelledKey;
  const loaded = useLoaded(isCancelled ? null : key, load);
  // A new question is not the one that was called off.
  useEffect(() => {
    setCancelledKey((before) => (before === key ? before : null));
  }, [key]);
  return useMemo(
    () => ({
      loaded,
      job: loaded.loading ? job : null,
      isCancelled,
      cancel: () => setCancelledKey(key),
      again: () => setCancelledKey(null),
    }),
    [loaded, job, isCancelled, key],
  );
}
