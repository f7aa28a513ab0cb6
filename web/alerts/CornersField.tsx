import { lazy, Suspense, useMemo } from 'react';
import { useWords } from '../format.ts';
import { placeShapes } from './placeShapes.ts';
import { GroupFault } from './RuleField.tsx';
import { type Corner, readNumber } from './ruleDraft.ts';

const PlaceMap = lazy(() => import('../geocoding/PlaceMap.tsx'));

/** An own area, corner by corner: by clicks on the map, or typed. The last is joined to the first. */
export function CornersField({
  corners,
  onChange,
}: {
  corners: readonly Corner[];
  onChange: (corners: readonly Corner[]) => void;
}) {
  const { t } = useWords();
  const known = useMemo(
    () =>
      corners.flatMap(({ lat, lon }, i): { lat: number; lon: number; i: number }[] => {
        const [east, north] = [readNumber(lon), readNumber(lat)];
        const isOnEarth = east !== null && north !== null && Math.abs(north) <= 85 && Math.abs(east) <= 180;
        return isOnEarth ? [{ lat: north, lon: east, i }] : [];
      }),
    [corners],
  );
  const places = useMemo(
    () =>
      known.map(({ lat, lon, i }) => ({
        lat,
        lon,
        radiusM: null,
        mark: String(i + 1),
        kind: 'candidate' as const,
      })),
    [known],
  );
  const shapes = useMemo(
    () =>
      placeShapes(
        { kind: 'polygon', ring: known.map(({ lat, lon }): [number, number] => [lon, lat]) },
        [],
        [],
      ),
    [known],
  );
  const write = (index: number, patch: Partial<Corner>) =>
    onChange(corners.map((corner, i) => (i === index ? { ...corner, ...patch } : corner)));
  const add = (lon: number, lat: number) =>
    onChange([...corners, { lat: lat.toFixed(4), lon: lon.toFixed(4) }]);
  return (
    <fieldset className="corners">
      <legend>{t('alerts:rule.corners')}</legend>
      <p className="quiet">{t('alerts:rule.cornersNote')}</p>
      <Suspense fallback={<p className="busy">{t('map.loading')}</p>}>
        <PlaceMap
          places={places}
          shapes={shapes}
          holdsStill
          label={t('alerts:rule.cornersMap')}
          onPick={add}
        />
      </Suspense>
      <GroupFault field="place.ring" />
      <ol>
        {corners.map((corner, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place in the row, and may repeat
          <li key={i}>
            <span className="place-mark place-mark-candidate" aria-hidden="true">
              {i + 1}
            </span>
            <label>
              {t('alerts:rule.lat')}
              <input
                inputMode="decimal"
                aria-label={t('alerts:rule.cornerLat', { n: i + 1 })}
                value={corner.lat}
                onChange={({ target }) => write(i, { lat: target.value })}
              />
            </label>
            <label>
              {t('alerts:rule.lon')}
              <input
                inputMode="decimal"
                aria-label={t('alerts:rule.cornerLon', { n: i + 1 })}
                value={corner.lon}
                onChange={({ target }) => write(i, { lon: target.value })}
              />
            </label>
            <button
              type="button"
              className="secondary"
              aria-label={t('alerts:rule.removeCorner', { n: i + 1 })}
              onClick={() => onChange(corners.filter((_, index) => index !== i))}
            >
              {t('alerts:rule.remove')}
            </button>
          </li>
        ))}
      </ol>
      <div className="form-actions">
        <button
          type="button"
          className="secondary"
          onClick={() => onChange([...corners, { lat: '', lon: '' }])}
        >
          {t('alerts:rule.addCorner')}
        </button>
        {corners.length > 0 && (
          <button type="button" className="secondary" onClick={() => onChange([])}>
            {t('alerts:rule.clearCorners')}
          </button>
        )}
      </div>
    </fieldset>
  );
}
