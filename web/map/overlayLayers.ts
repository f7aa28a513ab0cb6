import { ScatterplotLayer } from '@deck.gl/layers';
import type { LayerName } from '../view/view.ts';
import { SPOTS_FROM_ZOOM } from './basemapLayers.ts';
import { type Palette, rgba } from './palette.ts';
import { Diamond, SoftEdge, STRONGEST_WINS } from './soft.ts';
import type { SpotLayers, Spots } from './spots.ts';
import type { AlertCircle } from './useAlertCircles.ts';

/** A point to mark as chosen, with the radius within which it is known. */
export interface Focus {
  lon: number;
  lat: number;
  radiusM: number;
}

export interface OverlayData {
  /** All incidents, drawn from near. */
  spots: SpotLayers | null;
  /** Those that no hexagon counts, drawn with the hexagons from afar. */
  vague: SpotLayers | null;
  focus: Focus | null;
  /** Circles of alerts; they can be clicked on their rims only, what lies in them stays within reach. */
  alerts: readonly AlertCircle[];
  hidden: readonly LayerName[];
  zoom: number;
  palette: Palette;
}

const softEdge = new SoftEdge();
const diamond = new Diamond();

/** Radius in pixels of a mark for n incidents: the area grows with n, and one incident can still be hit. */
export function markRadiusPx(count: number): number {
  return Math.min(22, 3.4 + 1.6 * Math.sqrt(count - 1));
}

/** deck.gl's layers, bottom to top: vague places, dots, hazards, alerts, what is chosen. */
export function overlayLayers(data: OverlayData): ScatterplotLayer[] {
  const { focus, hidden, palette } = data;
  const near = data.zoom >= SPOTS_FROM_ZOOM;
  const spots = near ? data.spots : data.vague;
  const shown = (name: LayerName) => !hidden.includes(name);
  const layers: ScatterplotLayer[] = [];
  if (spots) {
    const areas = shown('areas');
    layers.push(areaLayer('areas', spots.areas, palette.area, near, areas));
    layers.push(areaLayer('hazardAreas', spots.hazardAreas, palette.hazard, near, areas && shown('hazards')));
  }
  if (spots && near) {
    layers.push(dotLayer(spots.incidents, palette, shown('incidents')));
    layers.push(hazardLayer(spots.hazards, palette, shown('hazards')));
  }
  if (data.alerts.length > 0 && shown('alerts')) layers.push(alertLayer(data.alerts, palette));
  if (focus) layers.push(...focusLayers(focus, palette));
  return layers;
}

function binary(spots: Spots, radius: Float32Array) {
  return {
    length: spots.length,
    attributes: {
      getPosition: { value: spots.positions, size: 2 },
      getRadius: { value: radius, size: 1 },
    },
  };
}

function dotLayer(spots: Spots, palette: Palette, visible: boolean): ScatterplotLayer {
  return new ScatterplotLayer({
    id: 'incidents',
    data: binary(spots, Float32Array.from(spots.counts, markRadiusPx)),
    radiusUnits: 'pixels',
    getFillColor: rgba(palette.incident, 215),
    getLineColor: rgba(palette.markLine, 235),
    stroked: true,
    getLineWidth: 1,
    lineWidthUnits: 'pixels',
    pickable: true,
    visible,
  });
}

function hazardLayer(spots: Spots, palette: Palette, visible: boolean): ScatterplotLayer {
  return new ScatterplotLayer({
    id: 'hazards',
    data: binary(
      spots,
      Float32Array.from(spots.counts, (count) => markRadiusPx(count) + 1.6),
    ),
    radiusUnits: 'pixels',
    getFillColor: rgba(palette.hazard, 235),
    getLineColor: rgba(palette.markLine, 235),
    stroked: false,
    pickable: true,
    visible,
    extensions: [diamond],
  });
}

function areaLayer(
  id: string,
  spots: Spots,
  color: string,
  pickable: boolean,
  visible: boolean,
): ScatterplotLayer {
  const colors = new Uint8ClampedArray(spots.length * 4);
  const [red, green, blue] = rgba(color);
  for (let i = 0; i < spots.length; i++) {
    // One incident is a breath of colour; many in one state deepen it, slowly, and never hide the map.
    colors.set([red, green, blue, Math.min(64, 26 + 8 * Math.log2(spots.counts[i] as number))], 4 * i);
  }
  const { length, attributes } = binary(spots, Float32Array.from(spots.radiusM));
  return new ScatterplotLayer({
    id,
    data: { length, attributes: { ...attributes, getFillColor: { value: colors, size: 4 } } },
    radiusUnits: 'meters',
    radiusMinPixels: 7,
    stroked: false,
    // From afar a click means the state, whose list has them.
    pickable,
    visible,
    extensions: [softEdge],
    parameters: STRONGEST_WINS,
  });
}

/** Rings: thick and in colour while an alert fires, thin and grey once it is over. */
function alertLayer(alerts: readonly AlertCircle[], palette: Palette): ScatterplotLayer<AlertCircle> {
  return new ScatterplotLayer<AlertCircle>({
    id: 'alerts',
    data: alerts,
    getPosition: ({ lon, lat }) => [lon, lat],
    getRadius: ({ radiusM }) => radiusM,
    radiusUnits: 'meters',
    radiusMinPixels: 9,
    filled: false,
    stroked: true,
    lineWidthUnits: 'pixels',
    getLineWidth: ({ isFiring }) => (isFiring ? 3 : 1.5),
    getLineColor: ({ isFiring }) => rgba(isFiring ? palette.alert : palette.noData, isFiring ? 235 : 200),
    pickable: true,
  });
}

function focusLayers(focus: Focus, palette: Palette): ScatterplotLayer[] {
  const shared = {
    data: [focus],
    getPosition: (place: Focus): [number, number] => [place.lon, place.lat],
    filled: false,
    stroked: true,
    lineWidthUnits: 'pixels' as const,
    getLineColor: rgba(palette.selection),
  };
  return [
    new ScatterplotLayer<Focus>({
      ...shared,
      id: 'focus-radius',
      radiusUnits: 'meters',
      getRadius: (place) => place.radiusM,
      radiusMinPixels: 10,
      getLineWidth: 1.5,
    }),
    new ScatterplotLayer<Focus>({
      ...shared,
      id: 'focus-point',
      radiusUnits: 'pixels',
      getRadius: 7,
      getLineWidth: 2.5,
    }),
  ];
}
