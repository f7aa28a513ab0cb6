import { distanceM } from '../geocoding/sphere.ts';
import { type Mode, modeOfPlace } from '../network/modes.ts';
import type { PlaceType, Precision } from '../taxonomy.ts';
import { type LixelFinder, lixelFinder } from './lixel-finder.ts';
import type { RiskLixels, RiskNetwork } from './risk-network.ts';

/** Where an incident is said to be. Without a point, lon, lat, radius and precision are null. */
export interface IncidentPlace {
  lon: number | null;
  lat: number | null;
  radiusM: number | null;
  precision: Precision | null;
  placeType: PlaceType;
  /** INEGI code, or empty. */
  stateCode: string;
  corridorId: string | null;
  corridorKm: number | null;
  /** From the corridor. */
  offsetM: number | null;
}

/**
 * What an incident adds to the network. `mass` is the sum of its shares: 1 where it counts, else 0.
 * - `pinned`: known at least as well as the snap distance, and no farther from the track: to one lixel.
 * - `spread`: known less well: over the track inside its radius, or over its state's, in proportion to length.
 * - `far`: no track near enough. `vague`: not even a state, or only a state and no word of the network.
 */
export interface Placement {
  outcome: 'pinned' | 'spread' | 'far' | 'vague';
  mass: number;
  lixels: Int32Array;
  shares: Float64Array;
}

const NOWHERE = { mass: 0, lixels: new Int32Array(0), shares: new Float64Array(0) };

/**
 * Makes the rule that says where on the network an incident counts.
 *
 * A vague place is spread over the lines that its type names (a train, the tracks) where there are such within its
 * radius, else over all lines there. It counts as 1, off the network as it may have been: of well-known places on such
 * ground some nine in ten are near the track. One that is known only by its state counts where its type names the
 * lines, and is left out where it does not: nothing then says that it was near them.
 */
export function placementRule(network: RiskNetwork, snapM: number): (place: IncidentPlace) => Placement {
  const { lixels } = network;
  const finder = lixelFinder(lixels);
  return (place) => {
    const mode = modeOfPlace(place.placeType);
    if (place.lon === null || place.lat === null || place.radiusM === null || place.precision === 'state') {
      const inState = mode === null ? [] : lixelsOf(lixels, place.stateCode, mode);
      return inState.length === 0 ? { outcome: 'vague', ...NOWHERE } : spread(lixels, inState);
    }
    if (place.radiusM <= snapM) return pinned(network, place, snapM);
    const within = lixelsWithin(lixels, finder, place.lon, place.lat, place.radiusM);
    if (within.length === 0) return { outcome: 'far', ...NOWHERE };
    const told = mode === null ? [] : within.filter((lixel) => lixels.mode[lixel] === mode);
    return spread(lixels, told.length > 0 ? told : within);
  };
}

function pinned(network: RiskNetwork, place: IncidentPlace, snapM: number): Placement {
  const { corridorId, corridorKm, offsetM } = place;
  if (corridorId === null || corridorKm === null || offsetM === null || offsetM > snapM)
    return { outcome: 'far', ...NOWHERE };
  const lixel = network.lixelAt(corridorId, corridorKm);
  if (lixel === null) return { outcome: 'far', ...NOWHERE };
  return { outcome: 'pinned', mass: 1, lixels: Int32Array.of(lixel), shares: Float64Array.of(1) };
}

function spread({ lengthKm }: RiskLixels, lixels: readonly number[]): Placement {
  const total = lixels.reduce((sum, lixel) => sum + lengthKm[lixel]!, 0);
  return {
    outcome: 'spread',
    mass: 1,
    lixels: Int32Array.from(lixels),
    shares: Float64Array.from(lixels, (lixel) => lengthKm[lixel]! / total),
  };
}

function lixelsOf({ count, state, mode }: RiskLixels, stateCode: string, wanted: Mode): number[] {
  const found: number[] = [];
  for (let lixel = 0; lixel < count; lixel++) {
    if (state[lixel] === stateCode && mode[lixel] === wanted) found.push(lixel);
  }
  return found;
}

/** Lixels whose middle lies within the radius; where a circle falls between two middles, none. */
function lixelsWithin(
  { lon, lat }: RiskLixels,
  finder: LixelFinder,
  atLon: number,
  atLat: number,
  radiusM: number,
): number[] {
  const centre = { lon: atLon, lat: atLat };
  return finder(atLon, atLat, radiusM).filter(
    (lixel) => distanceM(centre, { lon: lon[lixel]!, lat: lat[lixel]! }) <= radiusM,
  );
}
