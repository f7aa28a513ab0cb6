import { lazy, Suspense, useMemo } from 'react';
import type { PatrolResult } from '../../api/contract-patrols.ts';
import { loadCorridors } from '../data/corridors.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { lineShapes } from '../geocoding/shapes.ts';
import { LinesFailed } from '../panel/LinesFailed.tsx';

// MapLibre comes when there is something to show.
const PlaceMap = lazy(() => import('../geocoding/PlaceMap.tsx'));

/** Positions, numbered as in the table, and the track within their reach. */
export function PlanMap({
  positions,
  label,
  onChoose,
}: {
  positions: PatrolResult['positions'];
  label: string;
  onChoose?: (order: number) => void;
}) {
  const { t } = useWords();
  const loaded = useLoaded('/api/corridors', loadCorridors);
  const corridors = loaded.value?.corridors;
  const places = useMemo(
    () =>
      positions.map(({ lon, lat, order }) => ({
        lon,
        lat,
        radiusM: null,
        mark: String(order),
        kind: 'chosen' as const,
      })),
    [positions],
  );
  const shapes = useMemo(() => lineShapes(positions.flatMap(({ lines }) => lines)), [positions]);
  return (
    <figure className="patrol-map">
      <Suspense fallback={<p className="busy">{t('map.loading')}</p>}>
        <PlaceMap
          places={places}
          shapes={shapes}
          corridors={corridors}
          label={label}
          {...(onChoose ? { onChoose: (index: number) => onChoose(positions[index]?.order ?? 0) } : {})}
        />
      </Suspense>
      <LinesFailed loaded={loaded} />
      <figcaption className="quiet">{t('patrols:map.caption')}</figcaption>
    </figure>
  );
}
