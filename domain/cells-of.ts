import { latLngToCell } from 'h3-js';
import { RESOLUTIONS } from './hexagons.ts';

/** H3 indices of a point at every resolution in use. */
export function cellsOf(lon: number, lat: number): string[] {
  return RESOLUTIONS.map((resolution) => latLngToCell(lat, lon, resolution));
}
