import { cellToLatLng, getResolution, isValidCell, latLngToCell } from 'h3-js';
import { lazy, Suspense, useMemo, useState } from 'react';
import { CELL_AREA_KM2, RESOLUTIONS, type Resolution } from '../../domain/hexagons.ts';
import { useWords } from '../format.ts';
import { placeShapes } from './placeShapes.ts';
import { GroupFault } from './RuleField.tsx';
import { readNumber } from './ruleDraft.ts';

const PlaceMap = lazy(() => import('../geocoding/PlaceMap.tsx'));

/** A hexagon, by a click on the map or by the degrees of a point in it, and its size. */
export function CellField({ h3, onChange }: { h3: string; onChange: (h3: string) => void }) {
  const { t, number } = useWords();
  const [start] = useState(() => (isValidCell(h3) ? cellToLatLng(h3) : null));
  const [lat, setLat] = useState(start ? start[0].toFixed(3) : '');
  const [lon, setLon] = useState(start ? start[1].toFixed(3) : '');
  const [resolution, setResolution] = useState<Resolution>(
    () => RESOLUTIONS.find((step) => isValidCell(h3) && step === getResolution(h3)) ?? 4,
  );
  const choose = (latText: string, lonText: string, step: Resolution) => {
    setLat(latText);
    setLon(lonText);
    setResolution(step);
    const [north, east] = [readNumber(latText), readNumber(lonText)];
    const isOnEarth = north !== null && east !== null && Math.abs(north) <= 85 && Math.abs(east) <= 180;
    onChange(isOnEarth ? latLngToCell(north, east, step) : '');
  };
  const shapes = useMemo(
    () => (isValidCell(h3) ? placeShapes({ kind: 'cell', h3 }, [], []) : undefined),
    [h3],
  );
  return (
    <fieldset className="corners">
      <legend>{t('alerts:rule.cell')}</legend>
      <p className="quiet">{t('alerts:rule.cellNote')}</p>
      <Suspense fallback={<p className="busy">{t('map.loading')}</p>}>
        <PlaceMap
          places={NO_PLACES}
          shapes={shapes}
          holdsStill
          label={t('alerts:rule.cellMap')}
          onPick={(east, north) => choose(north.toFixed(3), east.toFixed(3), resolution)}
        />
      </Suspense>
      <GroupFault field="place.h3" />
      <div className="rule-fields">
        <label className="rule-field">
          {t('alerts:rule.lat')}
          <input
            inputMode="decimal"
            value={lat}
            onChange={({ target }) => choose(target.value, lon, resolution)}
          />
        </label>
        <label className="rule-field">
          {t('alerts:rule.lon')}
          <input
            inputMode="decimal"
            value={lon}
            onChange={({ target }) => choose(lat, target.value, resolution)}
          />
        </label>
        <label className="rule-field">
          {t('alerts:rule.hexagons')}
          <select
            value={resolution}
            onChange={({ target }) =>
              choose(lat, lon, RESOLUTIONS.find((step) => String(step) === target.value) ?? resolution)
            }
          >
            {RESOLUTIONS.map((step) => (
              <option key={step} value={step}>
                {t('alerts:rule.hexagonOf', { area: number(CELL_AREA_KM2[step]) })}
              </option>
            ))}
          </select>
        </label>
      </div>
      {h3 !== '' && <p className="quiet">{t('alerts:rule.cellIs', { h3 })}</p>}
    </fieldset>
  );
}

const NO_PLACES: readonly [] = [];
