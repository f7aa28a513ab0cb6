import type { Map as MapLibreMap } from 'maplibre-gl';
import type { AtlasContent, Target } from './atlasContent.ts';
import type { SpotLayers, Spots } from './spots.ts';
import type { SpotsInWindow } from './timedSpots.ts';

/** A larger circle is ground, not a thing to click: its incidents are in the state's list. */
const AREA_TARGET_LIMIT_PX = 110;
const EQUATOR_M = 40_075_017;
const TILE_PX = 512;
const SPOT_LAYERS: readonly (keyof SpotLayers)[] = ['incidents', 'areas', 'hazards', 'hazardAreas'];

/** What deck.gl found under the pointer. */
export interface Picked {
  layer?: { id: string } | null;
  index: number;
  x: number;
  y: number;
}

/**
 * The topmost thing under the pointer, among deck.gl's marks and MapLibre's layers.
 *
 * @param isReady whether the style is there to be asked
 * @param inWindow what the marks of a layer stand for now
 */
export function targetAt(
  map: MapLibreMap,
  content: AtlasContent,
  isReady: boolean,
  inWindow: (name: keyof SpotLayers) => SpotsInWindow | null,
  info: Picked,
): Target | null {
  const circle = info.layer?.id === 'alerts' ? content.alerts[info.index] : undefined;
  if (circle) return { kind: 'alert', alert: circle.alert };
  const layer = SPOT_LAYERS.find((name) => name === info.layer?.id);
  const shown = layer ? inWindow(layer) : null;
  if (layer && shown && info.index >= 0) {
    const { spots, sizes } = shown;
    const target: Target = {
      kind: 'spot',
      row: spots.firstRow[info.index] as number,
      count: sizes[info.index] as number,
      isShared: (spots.counts[info.index] as number) > 1,
      isHazard: layer === 'hazards' || layer === 'hazardAreas',
    };
    if (layer === 'incidents' || layer === 'hazards') return target;
    // A soft circle may cover half a state: rail under it, and a state that it fills, must stay within reach.
    const stretch = stretchAt(map, info);
    if (stretch) return stretch;
    if (radiusPx(map, spots, info.index) <= AREA_TARGET_LIMIT_PX) return target;
  }
  if (!isReady) return null;
  // The study area lies along the track: on its own page a hexagon is never hidden behind the rail.
  const [hotspot] = map.queryRenderedFeatures([info.x, info.y], { layers: ['hotspots'] });
  if (hotspot) return { kind: 'hotspot', id: String(hotspot.properties.id) };
  const stretch = stretchAt(map, info);
  if (stretch) return stretch;
  const hits = map.queryRenderedFeatures([info.x, info.y], { layers: ['cell-hazards', 'cells', 'states'] });
  for (const hit of hits) {
    if (hit.layer.id === 'states') return { kind: 'state', code: String(hit.properties.code) };
    const { id, crimes, hazards } = { ...hit.properties, ...hit.state } as Record<string, unknown>;
    const cell = { id: String(id), crimes: Number(crimes), hazards: Number(hazards) };
    // While the window moves, hexagons that count nothing in it are there, but not seen.
    const isSeen = hit.layer.id === 'cells' ? cell.crimes > 0 : cell.hazards > 0;
    if (isSeen) return { kind: 'cell', ...cell };
  }
  return null;
}

function stretchAt(map: MapLibreMap, { x, y }: Picked): Target | null {
  const [hit] = map.queryRenderedFeatures([x, y], { layers: ['rail-hit'] });
  return hit ? { kind: 'stretch', id: String(hit.properties.id) } : null;
}

function radiusPx(map: MapLibreMap, { positions, radiusM }: Spots, index: number): number {
  const latitude = ((positions[2 * index + 1] as number) * Math.PI) / 180;
  const metresPerPixel = (EQUATOR_M * Math.cos(latitude)) / (TILE_PX * 2 ** map.getZoom());
  return (radiusM[index] as number) / metresPerPixel;
}
