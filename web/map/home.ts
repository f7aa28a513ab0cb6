import type { FitBoundsOptions, LngLatBoundsLike, Map as MapLibreMap } from 'maplibre-gl';
import type { Camera } from '../view/view.ts';
import type { WayShapes } from './wayFeatures.ts';

/** Mexico with a margin: west, south, east, north. */
export const MEXICO: [number, number, number, number] = [-117.6, 14.1, -86.4, 32.9];
/** What the basemap covers (see data/reference/README.md). */
export const MAP_LIMITS: [number, number, number, number] = [-130, -3, -62, 51];

/** From this width on the legend stands open at the left, this wide with its margins. */
const WIDE_PX = 700;
const LEGEND_PX = 310;
const MOVE_MS = 600;

/** All of Mexico, or all of the way that is shown, with room for what lies on the map. */
export function homeOf(
  map: MapLibreMap,
  way: WayShapes | null,
  animate: boolean,
): [LngLatBoundsLike, FitBoundsOptions] {
  if (!way) return [MEXICO, { padding: 12, duration: MOVE_MS, animate }];
  // Where there is room, the way keeps clear of the legend.
  const isWide = map.getContainer().clientWidth >= WIDE_PX;
  const padding = { left: isWide ? LEGEND_PX : 40, top: 48, right: 48, bottom: 48 };
  return [way.bounds, { padding, maxZoom: 9, duration: MOVE_MS, animate }];
}

/** Where the map looks. */
export function cameraOf(map: MapLibreMap): Camera {
  const center = map.getCenter();
  return { zoom: map.getZoom(), lat: center.lat, lon: center.lng };
}

/** Moves to a camera; does nothing when it is there already. */
export function easeTo(map: MapLibreMap, camera: Camera, eventData: object): void {
  const now = cameraOf(map);
  const isThere =
    Math.abs(now.zoom - camera.zoom) < 0.01 &&
    Math.abs(now.lat - camera.lat) < 0.0002 &&
    Math.abs(now.lon - camera.lon) < 0.0002;
  if (isThere) return;
  map.easeTo({ center: [camera.lon, camera.lat], zoom: camera.zoom, duration: MOVE_MS }, eventData);
}
