import type { LayerExtension } from '@deck.gl/core';
import { DataFilterExtension } from '@deck.gl/extensions';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { DayWindow } from '../timeline/dayWindow.ts';
import type { LayerName } from '../view/view.ts';
import { SPOTS_FROM_ZOOM } from './basemapLayers.ts';
import { type Palette, rgba } from './palette.ts';
import { Diamond, SoftEdge, STRONGEST_WINS } from './soft.ts';
import type { SpotsInWindow, TimedLayers } from './timedSpots.ts';
import type { AlertCircle } from './useAlertCircles.ts';

/** A point to mark as chosen, with the radius within which it is known. */
export interface Focus {
  lon: number;
  lat: number;
  radiusM: number;
}

export interface OverlayData {
  /** All incidents, drawn from near. */
  spots: TimedLayers | null;
  /** Those that no hexagon counts, drawn with the hexagons from afar. */
  vague: TimedLayers | null;
  /** Days that are shown. */
  window: DayWindow;
  focus: Focus | null;
  /** Circles of alerts; they can be clicked on their rims only, what lies in them stays within reach. */
  alerts: readonly AlertCircle[];
  hidden: readonly LayerName[];
  zoom: number;
  palette: Palette;
}

/** What the GPU takes for an open end. */
const OPEN = 900_000;
/** Hides on the GPU what no day of the window touches: first day by its end, last day not before it begins. */
const byDays = new DataFilterExtension({ filterSize: 2 });
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
    const at = (name: Parameters<TimedLayers['at']>[0]) => spots.at(name, data.window);
    const filter = { extensions: [byDays], filterRange: filterRange(data.window) };
    const areas = shown('areas');
    layers.push(areaLayer('areas', at('areas'), filter, palette.area, near, areas));
    const hazardAreas = areas && shown('hazards');
    layers.push(areaLayer('hazardAreas', at('hazardAreas'), filter, palette.hazard, near, hazardAreas));
    if (near) {
      layers.push(dotLayer(at('incidents'), filter, palette, shown('incidents')));
      layers.push(hazardLayer(at('hazards'), filter, palette, shown('hazards')));
    }
  }
  if (data.alerts.length > 0 && shown('alerts')) layers.push(alertLayer(data.alerts, palette));
  if (focus) layers.push(...focusLayers(focus, palette));
  return layers;
}

/** The window as the extension wants it. */
function filterRange({ from, to }: DayWindow): [number, number][] {
  return [
    [-OPEN, Math.min(to, OPEN)],
    [Math.max(from, -OPEN), OPEN],
  ];
}

interface Filter {
  extensions: LayerExtension[];
  filterRange: [number, number][];
}

/** What was made for the GPU of some columns: the same object again means that nothing is sent. */
function kept<T>(make: (spots: SpotsInWindow) => T): (spots: SpotsInWindow) => T {
  const known = new WeakMap<SpotsInWindow, T>();
  return (spots) => {
    const value = known.get(spots) ?? make(spots);
    known.set(spots, value);
    return value;
  };
}

function columns({ spots, days }: SpotsInWindow, radius: Float32Array) {
  return {
    length: spots.length,
    attributes: {
      getPosition: { value: spots.positions, size: 2 },
      getRadius: { value: radius, size: 1 },
      getFilterValue: { value: days, size: 2 },
    },
  };
}

const dotColumns = kept((spots) => columns(spots, Float32Array.from(spots.sizes, markRadiusPx)));
const hazardColumns = kept((spots) =>
  columns(
    spots,
    Float32Array.from(spots.sizes, (count) => markRadiusPx(count) + 1.6),
  ),
);
const areaColumns = kept((inWindow) => {
  const { spots, sizes } = inWindow;
  const { length, attributes } = columns(inWindow, Float32Array.from(spots.radiusM));
  // One incident is a breath of colour; many in one state deepen it, slowly, and never hide the map.
  const alphas = Uint8ClampedArray.from(sizes, (count) =>
    Math.min(64, 26 + 8 * Math.log2(Math.max(1, count))),
  );
  const withColor = (color: string) => {
    const colors = new Uint8ClampedArray(length * 4);
    const [red, green, blue] = rgba(color);
    for (let i = 0; i < length; i++) colors.set([red, green, blue, alphas[i] as number], 4 * i);
    return { length, attributes: { ...attributes, getFillColor: { value: colors, size: 4 } } };
  };
  const byColor = new Map<string, ReturnType<typeof withColor>>();
  return (color: string) => {
    const data = byColor.get(color) ?? withColor(color);
    byColor.set(color, data);
    return data;
  };
});

function dotLayer(
  spots: SpotsInWindow,
  filter: Filter,
  palette: Palette,
  visible: boolean,
): ScatterplotLayer {
  return new ScatterplotLayer({
    id: 'incidents',
    data: dotColumns(spots),
    radiusUnits: 'pixels',
    getFillColor: rgba(palette.incident, 215),
    getLineColor: rgba(palette.markLine, 235),
    stroked: true,
    getLineWidth: 1,
    lineWidthUnits: 'pixels',
    pickable: true,
    visible,
    ...filter,
  });
}

function hazardLayer(
  spots: SpotsInWindow,
  filter: Filter,
  palette: Palette,
  visible: boolean,
): ScatterplotLayer {
  return new ScatterplotLayer({
    id: 'hazards',
    data: hazardColumns(spots),
    radiusUnits: 'pixels',
    getFillColor: rgba(palette.hazard, 235),
    getLineColor: rgba(palette.markLine, 235),
    stroked: false,
    pickable: true,
    visible,
    ...filter,
    extensions: [diamond, ...filter.extensions],
  });
}

function areaLayer(
  id: string,
  spots: SpotsInWindow,
  filter: Filter,
  color: string,
  pickable: boolean,
  visible: boolean,
): ScatterplotLayer {
  return new ScatterplotLayer({
    id,
    data: areaColumns(spots)(color),
    radiusUnits: 'meters',
    radiusMinPixels: 7,
    stroked: false,
    // From afar a click means the state, whose list has them.
    pickable,
    visible,
    ...filter,
    extensions: [softEdge, ...filter.extensions],
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
