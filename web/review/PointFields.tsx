import { useWords } from '../format.ts';

/** A point as it is being set: degrees as typed, empty where nothing is. */
export interface SetPoint {
  lat: string;
  lon: string;
  radiusM: number;
}

/** From a yard to a region: what somebody can honestly say. */
const RADII_M = [200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000] as const;
/** The region that Vigía covers, as the API checks it. */
const REGION = { west: -120, east: -76, south: 6, north: 35 };

/** Coordinates and radius of a point, set on the map or typed. */
export function PointFields({
  point,
  busy,
  onChange,
  onUse,
}: {
  point: SetPoint;
  busy: boolean;
  onChange: (point: SetPoint) => void;
  onUse: (lon: number, lat: number, radiusM: number) => void;
}) {
  const { t, distance } = useWords();
  const lat = Number(point.lat);
  const lon = Number(point.lon);
  const isSet = point.lat !== '' && point.lon !== '';
  const isInside =
    isSet && lon >= REGION.west && lon <= REGION.east && lat >= REGION.south && lat <= REGION.north;
  return (
    <form
      className="point-fields"
      onSubmit={(event) => {
        event.preventDefault();
        if (isInside && !busy) onUse(lon, lat, point.radiusM);
      }}
    >
      <p>{t('review:places.pointHelp')}</p>
      <label>
        {t('review:places.lat')}
        <input
          type="text"
          inputMode="decimal"
          value={point.lat}
          onChange={(event) => onChange({ ...point, lat: event.target.value.trim() })}
        />
      </label>
      <label>
        {t('review:places.lon')}
        <input
          type="text"
          inputMode="decimal"
          value={point.lon}
          onChange={(event) => onChange({ ...point, lon: event.target.value.trim() })}
        />
      </label>
      <label>
        {t('review:places.radius')}
        <select
          value={point.radiusM}
          onChange={(event) => onChange({ ...point, radiusM: Number(event.target.value) })}
        >
          {RADII_M.map((radiusM) => (
            <option key={radiusM} value={radiusM}>
              {distance(radiusM)}
            </option>
          ))}
        </select>
      </label>
      {isSet && !isInside && <p role="alert">{t('review:places.outside')}</p>}
      <button type="submit" className="primary" disabled={!isInside || busy}>
        {t('review:places.usePoint')}
      </button>
    </form>
  );
}
