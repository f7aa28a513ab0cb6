import type { Position } from 'geojson';
import { type MouseEvent, useMemo } from 'react';
import { feature } from 'topojson-client';
import { loadBasemap } from '../data/snapshot.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';

type Ring = [number, number][];

/** Mexico in degrees, on a plane that is right at its middle. */
const BOX = { west: -118, east: -86, south: 14, north: 33 };
const WIDTH = 400;
const SCALE = WIDTH / (BOX.east - BOX.west);
/** One degree of latitude is so many of longitude at 24° north. */
const STRETCH = 1 / Math.cos((24 * Math.PI) / 180);
const HEIGHT = (BOX.north - BOX.south) * SCALE * STRETCH;

const xOf = (lon: number) => (lon - BOX.west) * SCALE;
const yOf = (lat: number) => (BOX.north - lat) * SCALE * STRETCH;
const rounded = (value: number) => Math.round(value * 100) / 100;

/** An area that is drawn by its corners: a click on the map adds one; the same corners as text for the keyboard. */
export function AreaField({
  ring,
  problem,
  onChange,
}: {
  ring: Ring | null;
  problem: string | undefined;
  onChange: (ring: Ring | null) => void;
}) {
  const { t } = useWords();
  const loaded = useLoaded('/api/basemap', loadBasemap);
  const basemap = loaded.value;
  const outlines = useMemo(
    () => (basemap ? feature(basemap.states, basemap.states.objects.states).features : []).map(pathOf),
    [basemap],
  );
  const corners = ring ?? [];
  const add = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const lon = BOX.west + ((event.clientX - box.left) / box.width) * (BOX.east - BOX.west);
    const lat = BOX.north - ((event.clientY - box.top) / box.height) * (BOX.north - BOX.south);
    onChange([...corners, [rounded(lon), rounded(lat)]]);
  };
  return (
    <div className="area-field">
      <p className="quiet">{t('messages:area.hint')}</p>
      <LoadState loaded={loaded} text={t('map.loading')} />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the corners below are the same by keyboard */}
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('messages:area.map')} onClick={add}>
        {outlines.map(({ code, d }) => (
          <path key={code} d={d} className="area-state" />
        ))}
        <polygon
          className="area-drawn"
          points={corners.map(([lon, lat]) => `${xOf(lon)},${yOf(lat)}`).join(' ')}
        />
        {corners.map(([lon, lat], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: corners may be equal, their order is what they are
          <circle key={index} className="area-corner" cx={xOf(lon)} cy={yOf(lat)} r={4} />
        ))}
      </svg>
      <label>
        {t('messages:area.corners')}
        <textarea
          rows={4}
          spellCheck={false}
          defaultValue={textOf(corners)}
          key={textOf(corners)}
          onBlur={(event) => onChange(parseCorners(event.target.value))}
        />
      </label>
      {problem && (
        <span className="form-error" role="alert">
          {t([`messages:problem.${problem}`, 'messages:problem.other'])}
        </span>
      )}
      <div className="form-actions">
        <button
          type="button"
          className="secondary"
          disabled={corners.length === 0}
          onClick={() => onChange(corners.length > 1 ? corners.slice(0, -1) : null)}
        >
          {t('messages:area.undo')}
        </button>
        <button
          type="button"
          className="secondary"
          disabled={corners.length === 0}
          onClick={() => onChange(null)}
        >
          {t('messages:area.clear')}
        </button>
      </div>
    </div>
  );
}

function textOf(corners: Ring): string {
  return corners.map(([lon, lat]) => `${lon}, ${lat}`).join('\n');
}

/** One corner a line, `lon, lat`; lines that are none are left out. Null: no corner at all. */
function parseCorners(text: string): Ring | null {
  const corners = text.split('\n').flatMap((line): Ring => {
    const [lon, lat] = line.split(',').map((part) => Number.parseFloat(part));
    return Number.isFinite(lon) && Number.isFinite(lat) ? [[lon as number, lat as number]] : [];
  });
  return corners.length > 0 ? corners : null;
}

interface StateFeature {
  properties: { code: string };
  geometry: { type: string; coordinates?: unknown };
}

function pathOf({ properties, geometry }: StateFeature): { code: string; d: string } {
  const polygons = (
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  ) as Position[][][];
  const d = polygons
    .flat()
    .map(
      (line) =>
        `M${line.map(([lon = 0, lat = 0]) => `${xOf(lon).toFixed(1)},${yOf(lat).toFixed(1)}`).join('L')}Z`,
    )
    .join('');
  return { code: properties.code, d };
}
