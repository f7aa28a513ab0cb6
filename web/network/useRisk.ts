import { createContext, useContext, useMemo } from 'react';
import type { SegmentsRisk, SegmentsRiskAnswer, Way, WayAnswer } from '../../api/contract-network.ts';
import { type Computed, useComputed } from '../data/useComputed.ts';
import { filterToQuery, type View, withoutNews } from '../view/view.ts';

export interface RiskData {
  risk: Computed<SegmentsRiskAnswer>;
  /** The answer for this view's filter or, while that is on its way, the one before. */
  found: SegmentsRisk | null;
  /** On the page of routes only. */
  way: Computed<WayAnswer> | null;
  /** The way between the two stations of the view, where both are said and there is one. */
  foundWay: Way | null;
}

const RiskContext = createContext<RiskData | null>(null);
export const RiskProvider = RiskContext.Provider;

/** What is known of the network's risk; null on pages that show something else in its place. */
export function useRiskData(): RiskData | null {
  return useContext(RiskContext);
}

/**
 * Loads the risk of the stretches for the view's filter, and the way between its two stations.
 * @param shows the page: hotspots leave the risk of the network out, routes add the way
 */
export function useRisk(
  view: View,
  dataVersion: string | null,
  shows: 'map' | 'hotspots' | 'routes',
): RiskData | null {
  const isShown = shows !== 'hotspots';
  // A score of what became known lately alone would say nothing of the danger; nor does it follow principals alone.
  const { known, counting } = view.filter;
  const isOfAll = shows === 'routes' || (known === undefined && counting === undefined);
  const isReady = isShown && isOfAll && dataVersion !== null && view.filter.asOf !== undefined;
  const risk = useComputed<SegmentsRiskAnswer>(
    isReady ? `/api/segments/risk${riskQuery(view)}@${dataVersion}` : null,
  );
  const { wayFrom, wayTo } = view;
  const wayKey = wayFrom && wayTo ? wayQuery(view, wayFrom, wayTo) : null;
  const key = isReady && shows === 'routes' && wayKey !== null ? `/api/routes${wayKey}@${dataVersion}` : null;
  const way = useComputed<WayAnswer>(key);
  return useMemo(() => {
    if (!isShown) return null;
    const { value } = way.loaded;
    // The way of two other stations is no stand-in while the new one comes.
    const isOfView = value !== null && value.from === wayFrom && value.to === wayTo;
    return {
      risk,
      found: isOfAll ? risk.loaded.value : null,
      way: shows === 'routes' ? way : null,
      foundWay: key !== null && way.loaded.failure === null && isOfView ? value : null,
    };
  }, [isShown, isOfAll, risk, way, shows, key, wayFrom, wayTo]);
}

/** `?` and the query that routes about risk take. */
export function riskQuery({ filter, halfLifeDays }: Pick<View, 'filter' | 'halfLifeDays'>): string {
  const query = [filterToQuery(withoutNews(filter)), halfLifeDays && `halfLifeDays=${halfLifeDays}`].filter(
    Boolean,
  );
  return query.length === 0 ? '' : `?${query.join('&')}`;
}

/** A way has `from` and `to` of its own, which are stations: the period's days have other names there. */
function wayQuery({ filter, halfLifeDays }: View, wayFrom: string, wayTo: string): string {
  const { from, to, ...rest } = withoutNews(filter);
  const query = new URLSearchParams(filterToQuery(rest));
  query.set('from', wayFrom);
  query.set('to', wayTo);
  if (from) query.set('firstDay', from);
  if (to) query.set('lastDay', to);
  if (halfLifeDays) query.set('halfLifeDays', String(halfLifeDays));
  return `?${query}`;
}
