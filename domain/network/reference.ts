import type { LinearReference } from '../geocoding/types.ts';
import type { PlaceType } from '../taxonomy.ts';
import { modeOfPlace } from './modes.ts';
import { type RailNetwork, SNAP_M, STRETCH_RADIUS_M } from './rail.ts';

/** A place and what is known of it. */
export interface PlaceToReference {
  lon: number;
  lat: number;
  radiusM: number;
  placeType: PlaceType;
  /** What the place's own text says of the track ("on the train between A and B"), if it does. */
  said?: LinearReference | null;
}

/**
 * Where on the network a place is: what its text says of the track, else the nearest line within SNAP_M, of its
 * own mode first. Null where it is too far, or known less well than stretches are long: it is on none in particular.
 */
export function referenceOf(
  network: RailNetwork,
  { lon, lat, radiusM, placeType, said }: PlaceToReference,
): LinearReference | null {
  const mode = modeOfPlace(placeType);
  // Texts are read against rail alone; a bus on a road that is loaded was not on the track beside it.
  const onRail = mode === null || mode === 'rail' || !network.modes.includes(mode);
  if (said && onRail) return said;
  return radiusM <= STRETCH_RADIUS_M ? network.locate(lon, lat, SNAP_M, mode) : null;
}
