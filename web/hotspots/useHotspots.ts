import { createContext, useContext, useMemo } from 'react';
import type { HotspotsAnswer, HotspotsFound, NearRepeatAnswer } from '../../api/contract-hotspots.ts';
import { isPredatory } from '../../domain/taxonomy.ts';
import type { Failure } from '../data/requests.ts';
import { type Computed, useComputed } from '../data/useComputed.ts';
import { filterToQuery, type View, withoutNews } from '../view/view.ts';

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
  const { kind: _, ...rest } = withoutNews(filter);
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
