import { cellToLatLng, latLngToCell } from 'h3-js';

/** No cell or circle finer than this is told of an alert to readers who see no incident one by one. */
export const FINEST_TOLD = 5;
/** More than the way from the middle of such a cell to its corner. */
const LEAST_RADIUS_M = 12_000;

/**
 * A middle of incidents as the middle of the cell that it lies in, with a circle that still holds them all; one that
 * is as coarse already stays as it is.
 */
export function coarseMiddle({ lon, lat, radiusM }: { lon: number; lat: number; radiusM: number }): {
  lon: number;
  lat: number;
  radiusM: number;
} {
  const [cellLat, cellLon] = cellToLatLng(latLngToCell(lat, lon, FINEST_TOLD));
  if (cellLat === lat && cellLon === lon) return { lon, lat, radiusM };
  return { lon: cellLon, lat: cellLat, radiusM: Math.ceil(radiusM / 1000) * 1000 + LEAST_RADIUS_M };
}
