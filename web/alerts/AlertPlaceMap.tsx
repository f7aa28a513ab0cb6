import { lazy, Suspense, useMemo } from 'react';
import type { AlertPlace } from '../../domain/alerts/facts.ts';
import { loadCorridors } from '../data/corridors.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LinesFailed } from '../panel/LinesFailed.tsx';
import { placeShapes } from './placeShapes.ts';

// MapLibre comes when there is something to show.
const PlaceMap = lazy(() => import('../geocoding/PlaceMap.tsx'));

/** The place of an alert: its outline, and the circle within which its incidents lie. */
export function AlertPlaceMap({ place }: { place: AlertPlace }) {
  const { t } = useWords();
  const { unit, cells, middle } = place;
  const isOnTrack = unit.kind === 'stretch' || unit.kind === 'corridor';
  const loaded = useLoaded(isOnTrack ? '/api/corridors' : null, loadCorridors);
  const corridors = loaded.value;
  const shapes = useMemo(
    () => placeShapes(unit, cells, corridors?.corridors ?? []),
    [unit, cells, corridors],
  );
  const places = useMemo(
    () => (middle === null ? [] : [{ ...middle, mark: '', kind: 'answer' as const }]),
    [middle],
  );
  if (places.length === 0 && shapes.features.length === 0) return <LinesFailed loaded={loaded} />;
  return (
    <figure className="alert-place">
      <Suspense fallback={<p className="busy">{t('map.loading')}</p>}>
        <PlaceMap
          places={places}
          shapes={shapes}
          stateCode={unit.kind === 'state' ? unit.code : null}
          label={t('alerts:page.map')}
        />
      </Suspense>
      <LinesFailed loaded={loaded} />
      <figcaption className="quiet">{t(`alerts:page.mapOf.${unit.kind}`)}</figcaption>
    </figure>
  );
}
