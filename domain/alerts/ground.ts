import { cellToLatLng, getResolution, latLngToCell } from 'h3-js';
import { RESOLUTIONS } from '../hexagons.ts';
import { isInRing } from './ring.ts';
import type { RulePlace } from './rule.ts';

/** A stretch as alerts name it. */
export interface GroundStretch {
  id: string;
  corridorId: string;
  corridorName: string;
  fromStation: string;
  toStation: string;
  fromKm: number;
  toKm: number;
  lengthKm: number;
  /** INEGI codes of the states it lies in, the one with most of it first. */
  stateCodes: readonly string[];
}

/** The network as alerts see it: its stretches, and its lixels as columns of equal length. */
export interface Ground {
  stretches: readonly GroundStretch[];
  lixels: {
    count: number;
    lon: Float64Array;
    lat: Float64Array;
    lengthKm: Float64Array;
    /** Index into stretches. */
    stretch: Int32Array;
    /** INEGI codes. */
    state: readonly string[];
  };
}

const FINEST = RESOLUTIONS[RESOLUTIONS.length - 1];

/** A test of points: whether lon, lat lies in a cell or an own area. */
function pointTest(
  place: Extract<RulePlace, { kind: 'cell' | 'polygon' }>,
): (lon: number, lat: number) => boolean {
  if (place.kind === 'polygon') return (lon, lat) => isInRing(place.ring, lon, lat);
  const resolution = getResolution(place.h3);
  return (lon, lat) => latLngToCell(lat, lon, resolution) === place.h3;
}

/**
 * A test of incidents: whether one counts in a cell or an own area. In an own area it counts where the middle of its
 * finest hexagon does, so that no drawing asks for more than the map's cells tell.
 */
export function incidentTest(
  place: Extract<RulePlace, { kind: 'cell' | 'polygon' }>,
): (lon: number, lat: number) => boolean {
  const isIn = pointTest(place);
  if (place.kind === 'cell') return isIn;
  return (lon, lat) => {
    if (!Number.isFinite(lon)) return false;
    const [middleLat, middleLon] = cellToLatLng(latLngToCell(lat, lon, FINEST));
    return isIn(middleLon, middleLat);
  };
}

/** Which lixels lie in a place that is not made of stretches. */
function lixelTest(
  { lixels }: Ground,
  place: Extract<RulePlace, { kind: 'state' | 'cell' | 'polygon' }>,
): (lixel: number) => boolean {
  if (place.kind === 'state') return (lixel) => lixels.state[lixel] === place.code;
  const isIn = pointTest(place);
  return (lixel) => isIn(lixels.lon[lixel], lixels.lat[lixel]);
}

/** Km of track in a place, shared track once. */
export function trackKm(ground: Ground, place: RulePlace): number {
  const sum = (stretches: readonly GroundStretch[]) =>
    stretches.reduce((km, { lengthKm }) => km + lengthKm, 0);
  if (place.kind === 'country') return sum(ground.stretches);
  if (place.kind === 'corridor') {
    return sum(ground.stretches.filter(({ corridorId }) => corridorId === place.corridorId));
  }
  if (place.kind === 'stretch') return sum(ground.stretches.filter(({ id }) => id === place.stretchId));
  const isIn = lixelTest(ground, place);
  let km = 0;
  for (let lixel = 0; lixel < ground.lixels.count; lixel++)
    if (isIn(lixel)) km += ground.lixels.lengthKm[lixel];
  return km;
}

/** The middle of a cell or of an own area's corners. */
export function centreOf(place: Extract<RulePlace, { kind: 'cell' | 'polygon' }>): {
  lon: number;
  lat: number;
} {
  if (place.kind === 'cell') {
    const [lat, lon] = cellToLatLng(place.h3);
    return { lon, lat };
  }
  const mean = (at: 0 | 1) => place.ring.reduce((sum, corner) => sum + corner[at], 0) / place.ring.length;
  return { lon: mean(0), lat: mean(1) };
}
