import { STATES } from '../states.ts';
import { borderCrossings } from './border-crossings.ts';
import { BORDER_RIVERS } from './border-rivers.ts';
import { NameIndex } from './name-index.ts';
import { RailIndex } from './rail-index.ts';
import { shortForms } from './short-names.ts';
import { distanceM, type Point } from './sphere.ts';
import { countryAliases, stateAliases } from './state-names.ts';
import { tokenise } from './text.ts';
import type { GeocoderReference, Toponym } from './types.ts';

/** A toponym with what the resolver asks of it all the time. */
export interface Place extends Toponym {
  /** First words, folded: what "the same name" means. */
  key: string;
  isSeat: boolean;
}

export interface MunicipalityPlace {
  /** Index of the seat among the places. */
  seat: number;
  point: Point;
  /** From the point to the far end of nineteen of twenty of its localities. */
  extentM: number;
}

export interface StatePlace extends Point {
  code: string;
  name: string;
  /** Nineteen of twenty of the state's places lie within this distance of the point. */
  radiusM: number;
  /** The capital has the state's name: the bare name may mean either. */
  sharesCapitalName: boolean;
}

/** Everything the geocoder knows, in the shape in which it asks. */
export interface ReferenceIndex {
  places: readonly Place[];
  names: NameIndex;
  municipalities: ReadonlyMap<string, MunicipalityPlace>;
  states: ReadonlyMap<string, StatePlace>;
  rail: RailIndex;
}

const SHARE_INSIDE = 0.95;
const MIN_MUNICIPALITY_M = 6_000;
/** A capital smaller than this does not stand for its state's bare name. */
const CAPITAL_POPULATION = 50_000;

/** Builds the index: once, in a second or two for 70,000 places. */
export function buildReferenceIndex(reference: GeocoderReference): ReferenceIndex {
  const places: Place[] = reference.toponyms.map((toponym) =>
    toPlace(toponym, tokenise(toponym.name).map(wordOf)),
  );
  const names = new NameIndex();
  const municipalities = locateMunicipalities(places, reference);
  for (const { code, name, stateCode } of reference.municipalities) {
    const found = municipalities.get(code);
    if (found === undefined) continue;
    const seat = places[found.seat]!;
    if (seat.key === foldedKey(name) && seat.kind === 'municipality') continue;
    places.push({
      ...toPlace(
        { ...seat, id: `municipality:${code}`, name, otherNames: [], stateCode, kind: 'municipality' },
        wordsOf(name),
      ),
      ...found.point,
      municipalityCode: code,
      isSeat: true,
    });
  }
  for (const crossing of borderCrossings()) places.push(toPlace(crossing, wordsOf(crossing.name)));
  places.forEach((place, index) => {
    addNames(names, place, index);
  });
  for (const { words, code, abbreviation } of stateAliases())
    names.add(words, { kind: 'state', index: -1, code, quality: 'name', abbreviation });
  for (const { words, code } of countryAliases())
    names.add(words, { kind: 'country', index: -1, code, quality: 'name', abbreviation: false });
  BORDER_RIVERS.forEach((river, index) => {
    for (const name of river.names)
      names.add(wordsOf(name), {
        kind: 'river',
        index,
        code: river.id,
        quality: 'name',
        abbreviation: false,
      });
  });
  names.finish();
  return {
    places,
    names,
    municipalities,
    states: summariseStates(places),
    rail: new RailIndex(reference.corridorPosts),
  };
}

function wordOf(token: { word: string }): string {
  return token.word;
}

function wordsOf(name: string): string[] {
  return tokenise(name).map(wordOf);
}

function foldedKey(name: string): string {
  return wordsOf(name).join(' ');
}

function toPlace(toponym: Toponym, words: readonly string[]): Place {
  return { ...toponym, key: words.join(' '), isSeat: false };
}

/** Registers a place's names: its own, what stands in parentheses, other names, short forms of its own. */
function addNames(names: NameIndex, place: Place, index: number): void {
  const entry = { kind: 'place', index, code: '', abbreviation: false } as const;
  if (place.kind !== 'border_bridge') {
    const [main = '', ...inParentheses] = place.name.split(/\s*[([]([^)\]]*)[)\]]/);
    const words = wordsOf(main);
    names.add(words, { ...entry, quality: 'name' });
    for (const other of inParentheses) names.add(wordsOf(other), { ...entry, quality: 'other-name' });
    for (const form of shortForms(words)) names.add(form, { ...entry, quality: 'short-name' });
  }
  for (const other of place.otherNames) {
    const words = wordsOf(other);
    names.add(words, { ...entry, quality: place.kind === 'border_bridge' ? 'name' : 'other-name' });
  }
}

/** Finds each municipality's seat and extent; a municipality with polygons brings its own point and extent. */
function locateMunicipalities(places: Place[], reference: GeocoderReference): Map<string, MunicipalityPlace> {
  const byCode = new Map<string, number[]>();
  const measured = new Map<string, Place>();
  places.forEach((place, index) => {
    if (place.municipalityCode === '') return;
    if (place.kind === 'municipality') measured.set(place.municipalityCode, place);
    else if (place.kind === 'locality') {
      const list = byCode.get(place.municipalityCode);
      if (list === undefined) byCode.set(place.municipalityCode, [index]);
      else list.push(index);
    }
  });
  const seats = new Map<string, number>();
  for (const { code, name } of reference.municipalities) {
    const members = byCode.get(code);
    if (members === undefined) continue;
    const seat = seatOf(places, members, foldedKey(name));
    places[seat]!.isSeat = true;
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
    const extentM =
      polygon?.extentM === undefined
        ? Math.max(MIN_MUNICIPALITY_M, spread, neighbourM.get(code)! * 0.5)
        : polygon.extentM + distanceM(polygon, point) / 2;
    located.set(code, { seat, point: { lon: point.lon, lat: point.lat }, extentM });
  }
  return located;
}

/** The seat: INEGI's locality 0001, else the one called like the municipality, else the most peopled. */
function seatOf(places: readonly Place[], members: readonly number[], municipalityKey: string): number {
  let best = members[0]!;
  let bestRank = -1;
  for (const index of members) {
    const place = places[index]!;
    const named =
      place.key === municipalityKey ||
      place.otherNames.some((other) => foldedKey(other) === municipalityKey) ||
      shortForms(place.key.split(' ')).some((form) => form.join(' ') === municipalityKey);
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

/** Mean distance from each seat to the three nearest other seats, metres. */
function neighbourDistances(
  places: readonly Place[],
  seats: ReadonlyMap<string, number>,
): Map<string, number> {
  const sorted = [...seats]
    .map(([code, seat]) => ({ code, place: places[seat]! }))
    .sort((a, b) => a.place.lat - b.place.lat);
  const reachDegrees = 1.5;
  const result = new Map<string, number>();
  sorted.forEach(({ code, place }, at) => {
    const nearest: number[] = [];
    const consider = (other: Place): boolean => {
      if (Math.abs(other.lat - place.lat) > reachDegrees) return false;
      if (Math.abs(other.lon - place.lon) <= reachDegrees) nearest.push(distanceM(place, other));
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

/** The distance from `centre` within which nineteen of twenty of the points lie. */
function distanceHolding(points: readonly Point[], centre: Point): number {
  const distances = points.map((point) => distanceM(centre, point)).sort((a, b) => a - b);
  return distances[Math.min(distances.length - 1, Math.floor(distances.length * SHARE_INSIDE))] ?? 0;
}

/**
 * A point and radius for each state: the capital where it has the state's name, else the centre of its places
 * weighted by the root of their population.
 */
function summariseStates(places: readonly Place[]): Map<string, StatePlace> {
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
      sharesCapitalName: capital !== undefined,
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
