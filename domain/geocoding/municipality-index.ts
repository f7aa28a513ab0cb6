import { foldedKey, goesBy, type Place } from './places.ts';
import { distanceM } from './sphere.ts';
import { distanceHolding } from './spread.ts';
import type { MunicipalityName } from './types.ts';

export interface MunicipalityPlace {
  /** Index of the seat among the places. */
  seat: number;
  /** Metres from the seat within which nearly all of the municipality's places lie. */
  extentM: number;
}

const MIN_MUNICIPALITY_M = 6_000;
const SAME_PLACE_M = 5_000;
const NEIGHBOUR_REACH_DEGREES = 1.5;

/** Finds each municipality's seat and extent, from its places, its neighbours and, where known, its polygon. */
export function locateMunicipalities(
  places: readonly Place[],
  polygons: readonly Place[],
  names: readonly MunicipalityName[],
): Map<string, MunicipalityPlace> {
  const byCode = new Map<string, number[]>();
  const measured = new Map(polygons.map((polygon) => [polygon.municipalityCode, polygon]));
  places.forEach(({ municipalityCode, kind }, index) => {
    if (municipalityCode === '' || kind !== 'locality') return;
    const list = byCode.get(municipalityCode);
    if (list === undefined) byCode.set(municipalityCode, [index]);
    else list.push(index);
  });
  const seats = new Map<string, number>();
  for (const { code, name } of names) {
    const members = byCode.get(code);
    if (members === undefined) continue;
    const seat = seatOf(places, members, foldedKey(name));
    markSeat(places, members, places[seat]!);
    seats.set(code, seat);
  }
  const neighbourM = neighbourDistances(places, seats);
  const located = new Map<string, MunicipalityPlace>();
  for (const [code, seat] of seats) {
    const point = places[seat]!;
    const polygon = measured.get(code);
    const spread = distanceHolding(
      byCode.get(code)!.map((index) => places[index]!),
      point,
    );
    const guessM = Math.max(MIN_MUNICIPALITY_M, spread, neighbourM.get(code)! * 0.5);
    // The polygon bounds what the places suggest: people live in a part of a large municipality.
    const boundM = polygon?.extentM === undefined ? guessM : polygon.extentM + distanceM(polygon, point);
    located.set(code, { seat, extentM: Math.min(guessM, boundM) });
  }
  return located;
}

/** The seat: INEGI's locality 0001, else the one called like the municipality, else the most peopled. */
function seatOf(places: readonly Place[], members: readonly number[], municipalityKey: string): number {
  let best = members[0]!;
  let bestRank = -1;
  for (const index of members) {
    const place = places[index]!;
    const named = goesBy(place, municipalityKey);
    const rank =
      (place.id.startsWith('inegi:') && place.id.endsWith('0001') ? 1e9 : 0) +
      (named ? 1e8 : 0) +
      place.population;
    if (rank > bestRank) {
      best = index;
      bestRank = rank;
    }
  }
  return best;
}

/** The seat may be in several gazetteers: all its entries are the seat. */
function markSeat(places: readonly Place[], members: readonly number[], seat: Place): void {
  for (const index of members) {
    const place = places[index]!;
    if (place === seat || (place.key === seat.key && distanceM(place, seat) <= SAME_PLACE_M))
      place.isSeat = true;
  }
}

/** Mean distance from each seat to the three nearest other seats, metres. */
function neighbourDistances(
  places: readonly Place[],
  seats: ReadonlyMap<string, number>,
): Map<string, number> {
  const sorted = [...seats]
    .map(([code, seat]) => ({ code, place: places[seat]! }))
    .sort((a, b) => a.place.lat - b.place.lat);
  const result = new Map<string, number>();
  sorted.forEach(({ code, place }, at) => {
    const nearest: number[] = [];
    const consider = (other: Place): boolean => {
      if (Math.abs(other.lat - place.lat) > NEIGHBOUR_REACH_DEGREES) return false;
      if (Math.abs(other.lon - place.lon) <= NEIGHBOUR_REACH_DEGREES) nearest.push(distanceM(place, other));
      return true;
    };
    for (let i = at + 1; i < sorted.length && consider(sorted[i]!.place); i++);
    for (let i = at - 1; i >= 0 && consider(sorted[i]!.place); i--);
    nearest.sort((a, b) => a - b);
    const three = nearest.slice(0, 3);
    result.set(
      code,
      three.length === 0 ? 50_000 : three.reduce((sum, value) => sum + value, 0) / three.length,
    );
  });
  return result;
}
