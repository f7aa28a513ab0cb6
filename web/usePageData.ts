import { useEffect, useRef, useState } from 'react';
import type { Cells, Health, IncidentDetail } from '../api/contract.ts';
import type { Resolution } from '../domain/hexagons.ts';
import {
  loadBasemap,
  loadCells,
  loadIncident,
  loadSnapshot,
  type Snapshot,
  snapshotKey,
} from './data/snapshot.ts';
import { useHealth } from './data/useHealth.ts';
import { type Loaded, useLoaded } from './data/useLoaded.ts';
import { useWords } from './format.ts';
import type { Basemap } from './map/basemap.ts';
import { useSession } from './session.ts';
import { useView } from './view/ViewProvider.tsx';
import { filterToQuery } from './view/view.ts';

/** A guess until the map says its zoom: all of Mexico fills a phone at zoom 3, a wide screen at zoom 4.6. */
const FIRST_RESOLUTION = window.innerWidth < 760 ? 3 : 4;

export interface PageData {
  health: Health | null;
  unreachable: boolean;
  basemap: Loaded<Basemap>;
  snapshot: Loaded<Snapshot>;
  cells: Loaded<Cells>;
  incident: Loaded<IncidentDetail>;
  resolution: Resolution;
  setResolution: (resolution: Resolution) => void;
  /** First and last day of what the snapshot shows, YYYY-MM-DD. */
  period: { from: string; to: string } | null;
  /** A sentence to say once: the data have changed. */
  news: string | null;
}

/** Everything the page shows, loaded for the current view and again whenever view or data change. */
export function usePageData(): PageData {
  const { view } = useView();
  const { health, unreachable } = useHealth();
  const [resolution, setResolution] = useState<Resolution>(FIRST_RESOLUTION);
  useAsOf(health);

  const { filter } = view;
  const { me, may } = useSession();
  const key =
    health && me && filter.asOf
      ? snapshotKey(filterToQuery(filter), health.dataVersion, may('incidents.read'))
      : null;
  const basemap = useLoaded('/api/basemap', loadBasemap);
  const snapshot = useLoaded(key, loadSnapshot);
  const cells = useLoaded(key && `${resolution}|${key}`, loadCells);
  const incidentKey = health && view.incidentId !== null ? `${view.incidentId}@${health.dataVersion}` : null;
  const incident = useLoaded(incidentKey, loadIncident);
  const ofView = incident.value?.id === view.incidentId ? incident.value : null;

  const first = filter.from ?? health?.firstDay ?? filter.asOf;
  const last = filter.to && filter.asOf && filter.to < filter.asOf ? filter.to : filter.asOf;
  return {
    health,
    unreachable,
    basemap,
    snapshot,
    cells,
    incident: { ...incident, value: ofView },
    resolution,
    setResolution,
    period: first && last ? { from: first, to: last } : null,
    news: useNews(health),
  };
}

/** Writes the product date into a view that names none, and follows it when new data move it on. */
function useAsOf(health: Health | null): void {
  const { view, change } = useView();
  const followed = useRef<string | null>(null);
  const asOf = health?.asOf;
  const { filter } = view;
  useEffect(() => {
    if (!asOf) return;
    const follows = !filter.asOf || filter.asOf === followed.current;
    followed.current = asOf;
    if (follows && filter.asOf !== asOf) change({ filter: { ...filter, asOf } }, 'replace');
  }, [asOf, filter, change]);
}

function useNews(health: Health | null): string | null {
  const { t, counted } = useWords();
  const [changed, setChanged] = useState<{ version: string; incidents: number } | null>(null);
  const seen = useRef<string | null>(null);
  useEffect(() => {
    if (!health || health.dataVersion === seen.current) return;
    if (seen.current !== null) setChanged({ version: health.dataVersion, incidents: health.incidents });
    seen.current = health.dataVersion;
  }, [health]);
  return changed && t('news.dataChanged', counted(changed.incidents));
}
