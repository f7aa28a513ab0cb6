import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import type { Cells } from '../../api/contract.ts';
import { cellRadiusLimitM, type Resolution } from '../../domain/hexagons.ts';
import type { IncidentTable } from '../data/incidentTable.ts';
import type { Snapshot } from '../data/snapshot.ts';
import type { Box } from '../data/useIncidents.ts';
import { useWords } from '../format.ts';
import { useHotspotData } from '../hotspots/useHotspots.ts';
import { useRiskData } from '../network/useRisk.ts';
import type { Theme } from '../theme.ts';
import { binsOf, type DayWindow, isWholeBins, windowOf } from '../timeline/dayWindow.ts';
import { useLiveWindow } from '../timeline/liveWindow.ts';
import { mostInAnyWindow, type TimeCube } from '../timeline/timeCube.ts';
import type { MapLeavesOut } from '../usePageData.ts';
import { useView } from '../view/ViewProvider.tsx';
import { AtlasMap } from './AtlasMap.tsx';
import type { Atlas } from './atlas.ts';
import type { AtlasContent, AtlasEvents, Target } from './atlasContent.ts';
import { type Basemap, basemapFeatures } from './basemap.ts';
import { SPOTS_FROM_ZOOM } from './basemapLayers.ts';
import { cellShapes, resolutionAt } from './cellFeatures.ts';
import { type ClassLimits, classLimits } from './classes.ts';
import { hotspotShapes } from './hotspotFeatures.ts';
import { Legend } from './Legend.tsx';
import type { Focus } from './overlayLayers.ts';
import { PALETTES } from './palette.ts';
import { seaNames } from './seas.ts';
import { groupSpots, groupVague, spotId } from './spots.ts';
import { useTargetText } from './targetText.ts';
import { useAlertCircles } from './useAlertCircles.ts';
import { wayShapes } from './wayFeatures.ts';

interface Props {
  basemap: Basemap | null;
  snapshot: Snapshot | null;
  /** Incidents of all days; null for whoever may not read them, and until they are there. */
  table: IncidentTable | null;
  cube: TimeCube | null;
  cells: Cells | null;
  leavesOut: MapLeavesOut;
  resolution: Resolution;
  focus: Focus | null;
  period: { from: string; to: string } | null;
  theme: Theme;
  dataVersion: string | null;
  onShown: (resolution: Resolution, box: Box | null) => void;
  /** The map itself is there; what comes on top of it may follow. */
  onPainted: () => void;
}

const NO_ALERTS: readonly [] = [];

/** The map with its buttons, its legend and the line that follows the pointer. */
export default function MapPane({
  basemap,
  snapshot,
  table,
  cube,
  cells,
  leavesOut,
  resolution,
  focus,
  period,
  theme,
  dataVersion,
  onShown,
  onPainted,
}: Props) {
  const { t, language } = useWords();
  const { view, change } = useView();
  const features = useMemo(() => basemap && basemapFeatures(basemap), [basemap]);
  const [atlas, setAtlas] = useState<Atlas | null>(null);
  const [near, setNear] = useState((view.camera?.zoom ?? 0) >= SPOTS_FROM_ZOOM);
  const [hover, setHover] = useState<{ target: Target; x: number; y: number } | null>(null);

  const spots = useMemo(() => table && groupSpots(table), [table]);
  const vague = useMemo(() => table && groupVague(table, cellRadiusLimitM(resolution)), [table, resolution]);
  const { from, to } = view.filter;
  const days = useMemo(() => windowOf({ from, to }), [from, to]);
  const cubeHere = cube?.resolution === resolution ? cube : null;
  const limits = useLimits(cubeHere, days);
  const shapes = useMemo(() => cells && cellShapes(cells, limits ?? undefined), [cells, limits]);
  const palette = PALETTES[theme];
  const seas = useMemo(() => seaNames(t), [t]);
  const hotspotData = useHotspotData();
  const isHotspots = hotspotData !== null;
  const found = hotspotData?.found ?? null;
  const hotspots = useMemo(() => found && hotspotShapes(found), [found]);
  const riskData = useRiskData();
  const risk = riskData?.found ?? null;
  const isRoutes = riskData !== null && riskData.way !== null;
  const foundWay = riskData?.foundWay ?? null;
  const way = useMemo(() => foundWay && wayShapes(foundWay), [foundWay]);
  const targetText = useTargetText(snapshot, table, found, risk);
  const corridors = snapshot?.corridors.corridors ?? null;
  const coverage = snapshot?.coverage ?? null;
  const noData = useMemo(
    () => (coverage?.states ?? []).filter((state) => state.isWithoutData).map(({ code }) => code),
    [coverage],
  );
  const { scope, hiddenLayers: hidden } = view;
  const alerts = useAlertCircles(dataVersion);

  const content = useMemo<AtlasContent>(
    () => ({
      // On the page of routes marks would cover the danger points; elsewhere circles of vague places say counts,
      // which are not what hotspots ask.
      spots: isRoutes ? null : spots,
      vague: isHotspots || isRoutes ? null : vague,
      cells: isHotspots || isRoutes ? null : shapes,
      cube: isHotspots || isRoutes ? null : cubeHere,
      window: days,
      hotspots,
      corridors,
      risk,
      way,
      noData,
      focus,
      alerts: isRoutes ? NO_ALERTS : (alerts?.circles ?? NO_ALERTS),
      scope,
      hidden,
      palette,
      language,
      seas,
    }),
    [
      isHotspots,
      isRoutes,
      spots,
      vague,
      shapes,
      cubeHere,
      days,
      hotspots,
      corridors,
      risk,
      way,
      noData,
      focus,
      alerts,
      scope,
      hidden,
      palette,
      language,
      seas,
    ],
  );

  const onRest = useCallback(
    (zoom: number, bounds: readonly [number, number, number, number]) => {
      onShown(resolutionAt(zoom), zoom >= SPOTS_FROM_ZOOM ? wholeDegrees(bounds) : null);
    },
    [onShown],
  );
  const onAtlas = useCallback(
    (created: Atlas | null) => {
      setAtlas(created);
      if (!created) return;
      setNear(created.camera().zoom >= SPOTS_FROM_ZOOM);
      onRest(created.camera().zoom, created.bounds());
    },
    [onRest],
  );

  const pick = (target: Target | null) => {
    if (target?.kind === 'alert') window.location.assign(`/alertas?alerta=${target.alert.alertId}`);
    else if (target?.kind === 'spot' && table) {
      const { row, isShared } = target;
      if (!isShared) change({ incidentId: table.id[row] as number, scope: null });
      else {
        const id = spotId(table.lon[row] as number, table.lat[row] as number);
        change({ scope: { kind: 'spot', id }, incidentId: null });
      }
    } else if (target?.kind === 'state')
      change({ scope: { kind: 'state', id: target.code }, incidentId: null });
    else if (target?.kind === 'hotspot') {
      change({ scope: { kind: 'cell', id: target.id }, incidentId: null });
    } else if (target?.kind === 'stretch' || target?.kind === 'cell') {
      change({ scope: { kind: target.kind, id: target.id }, incidentId: null });
    } else if (scope || view.incidentId !== null) change({ scope: null, incidentId: null });
  };

  const events: AtlasEvents = {
    moved: (camera) => change({ camera }, 'replace'),
    zoomed: (zoom) => setNear(zoom >= SPOTS_FROM_ZOOM),
    painted: onPainted,
    rested: (bounds) => atlas && onRest(atlas.camera().zoom, bounds),
    hovered: (target, x, y) => setHover(target && { target, x, y }),
    picked: pick,
  };
  const hoverText = hover && targetText(hover.target);

  return (
    <>
      {features && (
        <AtlasMap
          basemap={features}
          content={content}
          camera={view.camera}
          events={events}
          label={t('map.canvas')}
          onAtlas={onAtlas}
        />
      )}
      {!isRoutes && alerts?.retry && (
        <p className="map-note" role="alert">
          {t('alerts:map.failed')}{' '}
          <button type="button" className="link" onClick={alerts.retry}>
            {t('error.retry')}
          </button>
        </p>
      )}
      {hoverText && (
        <p className="hover-line" style={{ transform: `translate(${hover.x}px, ${hover.y}px)` }}>
          <span>{hoverText}</span>
        </p>
      )}
      <div className="map-buttons">
        <button
          type="button"
          aria-label={t('map.zoomIn')}
          title={t('map.zoomIn')}
          onClick={() => atlas?.zoomBy(1)}
        >
          +
        </button>
        <button
          type="button"
          aria-label={t('map.zoomOut')}
          title={t('map.zoomOut')}
          onClick={() => atlas?.zoomBy(-1)}
        >
          −
        </button>
        <button
          type="button"
          aria-label={t('map.wholeCountry')}
          title={t('map.wholeCountry')}
          onClick={() => {
            change({ camera: null }, 'replace');
            atlas?.goTo(null);
          }}
        >
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path
              d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.6"
            />
          </svg>
        </button>
      </div>
      <Legend
        near={near && !isRoutes}
        limits={shapes?.limits ?? null}
        resolution={resolution}
        tooVague={cells?.tooVague ?? 0}
        counts={snapshot?.states ?? null}
        hotspots={hotspotData}
        risk={risk}
        showsCells={!isHotspots && !isRoutes}
        hasWay={way !== null}
        hasNoData={noData.length > 0}
        alerts={isRoutes ? null : alerts}
        leavesOut={leavesOut}
        isWithheld={snapshot?.withheld ?? false}
        cube={cubeHere}
        period={period}
        palette={palette}
      />
      <p className="map-sources">{t('map.sources')}</p>
    </>
  );
}

/** A box that holds another, in whole degrees: a small move asks for nothing new. */
function wholeDegrees([west, south, east, north]: readonly [number, number, number, number]): Box {
  return [
    Math.max(-180, Math.floor(west)),
    Math.max(-90, Math.floor(south)),
    Math.min(180, Math.ceil(east)),
    Math.min(90, Math.ceil(north)),
  ];
}

/**
 * Class limits that hold for every window as long as the one that is shown, at rest or moving; null where no counts
 * by time are here to tell them.
 */
function useLimits(cube: TimeCube | null, atRest: DayWindow): ClassLimits | null {
  const live = useLiveWindow();
  const bins = useSyncExternalStore(live.subscribe, () => {
    const days = live.get() ?? atRest;
    if (!cube || !isWholeBins(days, cube.bin)) return 0;
    const { first, last } = binsOf(days, cube.all, cube.bin);
    return last - first + 1;
  });
  return useMemo(() => (cube && bins > 0 ? classLimits([mostInAnyWindow(cube, bins)]) : null), [cube, bins]);
}
