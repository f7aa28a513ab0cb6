import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Cells, Health, IncidentDetail } from '../api/contract.ts';
import type { Resolution } from '../domain/hexagons.ts';
import { emptyIncidents, type IncidentTable, rowsWithin } from './data/incidentTable.ts';
import { listedQuery } from './data/listedQuery.ts';
import { BASEMAP_PATH, firstResolution } from './data/paths.ts';
import {
  type Aggregates,
  loadAggregates,
  loadBasemap,
  loadCells,
  loadIncident,
  type Snapshot,
  snapshotKey,
} from './data/snapshot.ts';
import { useHealth } from './data/useHealth.ts';
import { type Box, type Incidents, useIncidents } from './data/useIncidents.ts';
import { type Loaded, useLoaded } from './data/useLoaded.ts';
import { useWords } from './format.ts';
import type { Basemap } from './map/basemap.ts';
import type { Shows } from './panel/Panel.tsx';
import { useSession } from './session.ts';
import { windowOf } from './timeline/dayWindow.ts';
import { type TimelineData, useTimelineData } from './timeline/useTimelineData.ts';
import { useView } from './view/ViewProvider.tsx';
import { filterToQuery } from './view/view.ts';

/** So long the numbers have the machine to themselves, and then the map. */
const NUMBERS_PATIENCE_MS = 3_000;
const MAP_PATIENCE_MS = 8_000;

export interface PageData {
  health: Health | null;
  unreachable: boolean;
  basemap: Loaded<Basemap>;
  snapshot: Loaded<Snapshot>;
  cells: Loaded<Cells>;
  incident: Loaded<IncidentDetail>;
  resolution: Resolution;
  /** The map tells what it shows. */
  onShown: (resolution: Resolution, box: Box | null) => void;
  onPainted: () => void;
  /** The words and numbers of the first view are there, or late: the map, which takes the machine to itself, may come. */
  isMapDue: boolean;
  /** Incidents of all days, for the map; null for whoever may not read them. */
  mapIncidents: IncidentTable | null;
  /** What the map leaves out of incidents one by one, since there are too many. */
  mapLeavesOut: MapLeavesOut;
  timeline: TimelineData;
  /** First and last day of what the snapshot shows, YYYY-MM-DD. */
  period: { from: string; to: string } | null;
  /** A sentence to say once: the data have changed. */
  news: string | null;
}

/** From afar: circles of vague places; from near: all but so many of the newest in sight. */
export interface MapLeavesOut {
  vague: boolean;
  newestOnly: number | null;
}

/**
 * Everything the page shows, loaded for the current view and again whenever view or data change.
 *
 * @param shows what stands beside the map
 */
export function usePageData(shows: Shows): PageData {
  const { view } = useView();
  const { health, unreachable } = useHealth();
  const [resolution, setResolution] = useState<Resolution>(firstResolution);
  useAsOf(health);

  const { filter } = view;
  const { me, may } = useSession();
  const [box, setBox] = useState<Box | null>(null);
  const key = health && me && filter.asOf ? snapshotKey(filterToQuery(filter), health.dataVersion) : null;
  const basemap = useLoaded(BASEMAP_PATH, loadBasemap);
  const aggregates = useLoaded(key, loadAggregates);
  const cells = useLoaded(key && `${resolution}|${key}`, loadCells);
  const isThere = aggregates.value !== null;
  const mayList = may('incidents.read');
  const isMapDue = useDue(isThere || aggregates.failure !== null, true, NUMBERS_PATIENCE_MS);
  // One by one they are many, and on a map that is not there they would only hold it up.
  const [isPainted, setPainted] = useState(false);
  const isPlaceOpen = view.scope !== null || view.incidentId !== null || view.table !== null;
  const isListDue = useDue(isPainted || isPlaceOpen, isThere, MAP_PATIENCE_MS);
  const listed = listedQuery({
    table: view.table,
    scope: view.scope,
    withNeighbours: shows === 'hotspots',
    corridors: aggregates.value?.corridors ?? null,
  });
  const incidents = useIncidents(health, filter, box, listed, isThere && isListDue && mayList);
  const snapshot = useSnapshot(aggregates, incidents, mayList);
  const { isLarge, mapLimit, onMap } = incidents;
  const mapLeavesOut = useMemo(
    () => ({
      vague: isLarge && mayList && onMap.value === null,
      newestOnly: onMap.value && onMap.value.length >= mapLimit ? mapLimit : null,
    }),
    [isLarge, mayList, onMap.value, mapLimit],
  );
  const timeline = useTimelineData(health, resolution, isThere && cells.value !== null);
  const incidentKey = health && view.incidentId !== null ? `${view.incidentId}@${health.dataVersion}` : null;
  const incident = useLoaded(incidentKey, loadIncident);
  const ofView = incident.value?.id === view.incidentId ? incident.value : null;
  const onShown = useCallback((next: Resolution, nextBox: Box | null) => {
    setResolution(next);
    setBox((before) => (before?.join() === nextBox?.join() ? before : nextBox));
  }, []);

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
    onShown,
    onPainted: useCallback(() => setPainted(true), []),
    isMapDue,
    mapIncidents: mayList ? onMap.value : null,
    mapLeavesOut,
    timeline,
    // A window before all data has no first day of theirs.
    period: first && last ? { from: [first, last].sort()[0] as string, to: last } : null,
    news: useNews(health),
  };
}

/** True from the moment that something is there, or has been waited for long enough. */
function useDue(isThere: boolean, isWaiting: boolean, patienceMs: number): boolean {
  const [isDue, setDue] = useState(isThere);
  useEffect(() => {
    if (isDue) return;
    if (isThere) return setDue(true);
    if (!isWaiting) return;
    const timer = setTimeout(setDue, patienceMs, true);
    return () => clearTimeout(timer);
  }, [isDue, isThere, isWaiting, patienceMs]);
  return isDue || isThere;
}

/** Counts and incidents of the view's period, put together for the panel. */
function useSnapshot(
  aggregates: Loaded<Aggregates>,
  { inPanel, panelKey, isListed, panelLimit }: Incidents,
  mayList: boolean,
): Loaded<Snapshot> {
  const { view } = useView();
  const { from, to } = view.filter;
  // A table of before stands while the next one comes, or beside counts of before: with those of now it would be taken
  // for theirs where it was called off or has failed.
  const areCountsOld = aggregates.failure !== null || aggregates.isCancelled;
  const stands = inPanel.loading || areCountsOld || inPanel.valueKey === panelKey;
  const list = useMemo(() => (stands ? inPanel : { ...inPanel, value: null }), [inPanel, stands]);
  const table = list.value;
  const within = useMemo(() => table && rowsWithin(table, windowOf({ from, to })), [table, from, to]);
  const { value } = aggregates;
  const newestOnly = table && table.length >= panelLimit ? panelLimit : null;
  const snapshot = useMemo(
    () =>
      value && {
        ...value,
        incidents: (mayList && within) || emptyIncidents(),
        withheld: !mayList,
        list,
        isListed,
        newestOnly,
      },
    [value, within, mayList, list, isListed, newestOnly],
  );
  return { ...aggregates, value: snapshot };
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
    if (seen.current !== null) setChanged({ version: health.dataVersion, incidents: health.incidents ?? 0 });
    seen.current = health.dataVersion;
  }, [health]);
  return changed && t('news.dataChanged', counted(changed.incidents));
}
