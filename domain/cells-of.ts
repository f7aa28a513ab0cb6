import { gridDisk, isValidCell, latLngToCell } from 'h3-js';
import { RESOLUTIONS } from './hexagons.ts';

/** H3 indices of a point at every resolution in use. */
export function cellsOf(lon: number, lat: number): string[] {
  return RESOLUTIONS.map((resolution) => latLngToCell(lat, lon, resolution));
}

/** A hexagon and those around it; of what is none, only itself. */
export function cellsAround(h3: string): string[] {
  return isValidCell(h3) ? gridDisk(h3, 1) : [h3];
}
