import { STATES } from '../states.ts';
import { foldedKey, type Place } from './places.ts';
import type { Point } from './sphere.ts';
import { distanceHolding } from './spread.ts';

export interface StatePlace extends Point {
  code: string;
  name: string;
  /** Nineteen of twenty of the state's places lie within this distance of the point. */
  radiusM: number;
}

/** A capital smaller than this does not stand for its state's bare name. */
const CAPITAL_POPULATION = 50_000;

/**
 * A point and radius for each state: the capital where it has the state's name, else the centre of its places
 * weighted by the root of their population.
 */
export function summariseStates(places: readonly Place[]): Map<string, StatePlace> {
  const byState = new Map<string, Place[]>();
  for (const place of places) {
    if (place.kind !== 'locality' || place.stateCode === '') continue;
    const list = byState.get(place.stateCode);
    if (list === undefined) byState.set(place.stateCode, [place]);
    else list.push(place);
  }
  const states = new Map<string, StatePlace>();
  for (const { code, name } of STATES) {
    const members = byState.get(code);
    if (members === undefined) continue;
    const key = foldedKey(name);
    const capital = members
      .filter(
        (place) =>
          place.population >= CAPITAL_POPULATION &&
          (place.key === key || place.otherNames.some((other) => foldedKey(other) === key)),
      )
      .sort((a, b) => b.population - a.population)[0];
    const point = capital ?? weightedCentre(members);
    states.set(code, {
      code,
      name,
      lon: point.lon,
      lat: point.lat,
      radiusM: distanceHolding(members, point),
    });
  }
  return states;
}

function weightedCentre(members: readonly Place[]): Point {
  let lon = 0;
  let lat = 0;
  let total = 0;
  for (const place of members) {
    const weight = Math.sqrt(place.population + 1);
    lon += place.lon * weight;
    lat += place.lat * weight;
    total += weight;
  }
  return { lon: lon / total, lat: lat / total };
}
