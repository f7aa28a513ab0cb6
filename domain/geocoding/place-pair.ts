import { toCandidate } from './ambiguous.ts';
import { closeness, type Option } from './candidates.ts';
import { isPart } from './feature.ts';
import { matchesOf, matchOf, stateMatches, trackMatch } from './matches.ts';
import { LOCALITY_RADIUS_M, type Rule, radiusFor } from './radius.ts';
import type { Reading } from './reader.ts';
import type { ReferenceIndex } from './reference-index.ts';
import type { Pair } from './relations.ts';
import { distanceM, nearestShare, type Point, pointBetween } from './sphere.ts';
import type { Resolved, StateChoice } from './state-choice.ts';
import type { Geocoded, LinearReference } from './types.ts';

/** Two names further apart are not the ends of a stretch that a text speaks of. */
const MAX_STRETCH_M = 400_000;
const ON_TRACK_M = 12_000;
/** A road is longer than the straight line by about this much in Mexico. */
const ROAD_DETOUR = 1.25;
/** Two ends this far apart weigh as much less as a full name weighs. */
const DISTANCE_FIT_M = 300_000;
const CONTEXT_REACH_M = 40_000;
const KM_DOUBT = 0.3;

interface Ends {
  a: Option;
  b: Option;
  aText: string;
  bText: string;
  pair: Pair;
}

/** The answer for "between A and B" and "km N of the road A-B", or undefined when the text is no such. */
export function placePair(
  reading: Reading,
  choice: StateChoice,
  onRail: boolean,
  reference: ReferenceIndex,
): Geocoded | undefined {
  for (const pair of reading.pairs) {
    const third = thirdPlace(pair, reading, choice);
    const ends = meaningsOfEnds(pair, reading, choice, third);
    if (ends === undefined || (third !== undefined && !goesWith(third.option, ends))) continue;
    // A road only says how one gets there when another place is named on it.
    if (isRoad(pair) && third !== undefined) continue;
    const spot = spotOf(ends, third, reading, onRail, reference);
    const radiusM = radiusFor(spot.rule, spot.extentM);
    const stateCode =
      ends.a.place.stateCode === ends.b.place.stateCode ? ends.a.place.stateCode : nearerState(ends, spot);
    return {
      status: 'placed',
      lon: spot.lon,
      lat: spot.lat,
      precision: radiusM > LOCALITY_RADIUS_M ? 'municipality' : 'locality',
      radiusM,
      stateCode,
      countryCode: ends.a.place.countryCode,
      matches: matchesOf([
        matchOf(ends.aText, ends.a.place, 'between'),
        matchOf(ends.bText, ends.b.place, 'between'),
        third === undefined ? null : matchOf(third.text, third.option.place, 'near'),
        ...stateMatches(choice.states, reference.states),
        trackMatch(spot.linearReference),
      ]),
      rule: spot.rule,
      score: Math.round(Math.min(1, (ends.a.total + ends.b.total) / 5.2) * 100) / 100,
      linearReference: spot.linearReference,
      alternatives: [toCandidate(ends.a), toCandidate(ends.b)],
    };
  }
  return undefined;
}

/** Namesakes of the two ends far from the third place are not what the text means. */
function goesWith(third: Option, { a, b }: Ends): boolean {
  if (closeness(third.place, a.place) > 0 || closeness(third.place, b.place) > 0) return true;
  return isBetween(third.place, a.place, b.place);
}

/** A road or a journey says how one gets there, not where one is. */
function isRoad({ kind }: Pair): boolean {
  return kind === 'road' || kind === 'route';
}

/** The mentions that only name a road's ends: they are no places of their own when another place is named. */
export function roadEnds(reading: Reading): ReadonlySet<number> {
  const ends = new Set<number>();
  for (const pair of reading.pairs) {
    if (!isRoad(pair)) continue;
    ends.add(pair.a);
    ends.add(pair.b);
  }
  return ends;
}

/** Of all meanings of the two names, the fit ones that lie nearest to each other. */
function meaningsOfEnds(
  pair: Pair,
  reading: Reading,
  choice: StateChoice,
  third: { option: Option } | undefined,
): Ends | undefined {
  const first = resolvedFor(reading, choice, pair.a);
  const second = resolvedFor(reading, choice, pair.b);
  if (first === undefined || second === undefined) return undefined;
  let best: Ends | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const a of first.options.slice(0, 12)) {
    for (const b of second.options.slice(0, 12)) {
      const apart = distanceM(a.place, b.place);
      if (apart > MAX_STRETCH_M || apart < 200) continue;
      const score =
        a.fit +
        b.fit -
        apart / DISTANCE_FIT_M +
        (third === undefined ? 0 : closeness(a.place, third.option.place));
      if (score > bestScore) {
        bestScore = score;
        best = { a, b, aText: first.mention.text, bText: second.mention.text, pair };
      }
    }
  }
  return best;
}

function resolvedFor(reading: Reading, choice: StateChoice, mention: number): Resolved | undefined {
  return choice.resolved.find((one) => one.mention === reading.mentions[mention]);
}

function thirdPlace(
  pair: Pair,
  reading: Reading,
  choice: StateChoice,
): { option: Option; text: string } | undefined {
  for (const { mention, options, outside } of choice.resolved) {
    if (mention === reading.mentions[pair.a] || mention === reading.mentions[pair.b]) continue;
    if (outside || isPart(mention.feature) || mention.feature === 'road') continue;
    return { option: options[0]!, text: mention.text };
  }
  return undefined;
}

interface Spot extends Point {
  rule: Rule;
  extentM: number;
  linearReference: LinearReference | null;
}

function spotOf(
  ends: Ends,
  third: { option: Option } | undefined,
  reading: Reading,
  onRail: boolean,
  reference: ReferenceIndex,
): Spot {
  const a = ends.a.place;
  const b = ends.b.place;
  const apartM = distanceM(a, b);
  if (onRail) {
    const middle = reference.rail.middle(a, b, ON_TRACK_M);
    if (middle !== undefined && third === undefined)
      return {
        lon: middle.lon,
        lat: middle.lat,
        rule: 'between-on-rail',
        extentM: middle.halfM,
        linearReference: middle.reference,
      };
    const near =
      third === undefined ? undefined : reference.rail.nearest(third.option.place, CONTEXT_REACH_M);
    if (near !== undefined && isBetween(near, a, b))
      return {
        lon: near.lon,
        lat: near.lat,
        rule: 'within-between',
        extentM: Math.min(apartM / 2, 15_000),
        linearReference: { ...near.reference, offsetM: 0 },
      };
  }
  if (third !== undefined && isBetween(third.option.place, a, b)) {
    const foot = pointBetween(a, b, nearestShare(third.option.place, a, b));
    return { ...foot, rule: 'within-between', extentM: Math.min(apartM / 2, 15_000), linearReference: null };
  }
  if (isRoad(ends.pair) && reading.roadKm !== null && reading.roadKm * 1000 <= apartM * ROAD_DETOUR) {
    const share = Math.min(1, (reading.roadKm * 1000) / (apartM * ROAD_DETOUR));
    return {
      ...pointBetween(a, b, share),
      rule: 'road-km',
      extentM: reading.roadKm * 1000 * KM_DOUBT,
      linearReference: null,
    };
  }
  const rule = isRoad(ends.pair) ? 'road-between' : 'between';
  return { ...pointBetween(a, b, 0.5), rule, extentM: apartM / 2, linearReference: null };
}

function isBetween(point: Point, a: Point, b: Point): boolean {
  const share = nearestShare(point, a, b);
  return distanceM(point, pointBetween(a, b, share)) <= CONTEXT_REACH_M;
}

function nearerState(ends: Ends, spot: Point): string {
  return distanceM(ends.a.place, spot) <= distanceM(ends.b.place, spot)
    ? ends.a.place.stateCode
    : ends.b.place.stateCode;
}
