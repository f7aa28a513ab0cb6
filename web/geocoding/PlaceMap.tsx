import type { FeatureCollection } from 'geojson';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Corridors } from '../../api/contract.ts';
import { loadBasemap } from '../data/snapshot.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { basemapFeatures } from '../map/basemap.ts';
import { useShownTheme } from '../theme.ts';
import { type MapPlace, PlaceMapView } from './placeMap.ts';

interface Props {
  places: readonly MapPlace[];
  /** Outlines and lines to draw; the same object while they are the same. */
  shapes?: FeatureCollection | undefined;
  /** INEGI code of a state to outline. */
  stateCode?: string | null | undefined;
  /** Rail lines to draw beneath; the same object while they are the same. */
  corridors?: Corridors['corridors'] | undefined;
  /** While something is drawn by clicks the map must not move under the pointer: it looks only at the first. */
  holdsStill?: boolean;
  /** What the map shows, for a screen reader. */
  label: string;
  /** The reader clicked the ground. */
  onPick?: (lon: number, lat: number) => void;
  /** The reader clicked the mark of a place. */
  onChoose?: (index: number) => void;
}

/** A small map of a few places. Load it lazily: MapLibre is heavy. */
export default function PlaceMap(props: Props) {
  const { places, shapes, stateCode, corridors, holdsStill, label, onPick, onChoose } = props;
  const { t, language } = useWords();
  const theme = useShownTheme();
  const basemap = useLoaded('/api/basemap', loadBasemap);
  const features = useMemo(() => basemap.value && basemapFeatures(basemap.value), [basemap.value]);
  const container = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<PlaceMapView | null>(null);

  useEffect(() => {
    if (!container.current || !features) return;
    const created = new PlaceMapView(container.current, features, theme, language);
    setView(created);
    return () => {
      created.destroy();
      setView(null);
    };
  }, [features, theme, language]);
  useEffect(() => {
    view?.show({ places, shapes, stateCode, corridors }, holdsStill);
  }, [view, places, shapes, stateCode, corridors, holdsStill]);
  useEffect(() => {
    if (!view) return;
    view.events = { picked: onPick ?? null, chosen: onChoose ?? null };
    view.map.getCanvas().setAttribute('aria-label', label);
    view.map.getCanvas().style.cursor = onPick ? 'crosshair' : '';
  });

  return (
    <div className="place-map">
      <div ref={container} className="place-map-canvas" />
      <div className="map-buttons">
        <button type="button" aria-label={t('map.zoomIn')} onClick={() => view?.zoomBy(1)}>
          +
        </button>
        <button type="button" aria-label={t('map.zoomOut')} onClick={() => view?.zoomBy(-1)}>
          −
        </button>
      </div>
      {basemap.failure && <p className="place-map-failed">{t('review:map.failed')}</p>}
    </div>
  );
}
