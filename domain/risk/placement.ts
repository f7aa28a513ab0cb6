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
 * What an incident adds to the network. `mass` is the number of incidents it counts as, the sum of its shares: 1, or
 * for a vague place the chance that it lies near the network.
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
 * A vague place whose type names lines that are there (a train, the tracks) is on them for certain and counts as 1.
 * Any other lies somewhere within its radius r, and counts as the share of that circle that is within the snap
 * distance of the L metres of track inside it, 2 L snap / (pi r^2), at most 1: a precise incident is asked the same
 * question, and both kinds count alike in the mean. One that is known only by its state counts where its type names
 * the lines, and is left out where it does not: nothing then says that it was near them.
 */
export function placementRule(network: RiskNetwork, snapM: number): (place: IncidentPlace) => Placement {
  const { lixels } = network;
  const finder = lixelFinder(lixels);
  return (place) => {
    const mode = modeOfPlace(place.placeType);
    if (place.lon === null || place.lat === null || place.radiusM === null || place.precision === 'state') {
      const inState = mode === null ? [] : lixelsOf(lixels, place.stateCode, mode);
      return inState.length === 0 ? { outcome: 'vague', ...NOWHERE } : spread(lixels, inState, 1);
    }
    if (place.radiusM <= snapM) return pinned(network, place, snapM);
    const within = lixelsWithin(lixels, finder, place.lon, place.lat, place.radiusM);
    if (within.length === 0) return { outcome: 'far', ...NOWHERE };
    const told = mode === null ? [] : within.filter((lixel) => lixels.mode[lixel] === mode);
    if (told.length > 0) return spread(lixels, told, 1);
    const trackM = 1000 * within.reduce((sum, lixel) => sum + lixels.lengthKm[lixel]!, 0);
    return spread(lixels, within, Math.min(1, (2 * trackM * snapM) / (Math.PI * place.radiusM ** 2)));
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

function spread({ lengthKm }: RiskLixels, lixels: readonly number[], mass: number): Placement {
  const total = lixels.reduce((sum, lixel) => sum + lengthKm[lixel]!, 0);
  return {
    outcome: 'spread',
    mass,
    lixels: Int32Array.from(lixels),
    shares: Float64Array.from(lixels, (lixel) => (mass * lengthKm[lixel]!) / total),
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
