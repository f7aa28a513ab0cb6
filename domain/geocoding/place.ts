import type { Precision } from '../taxonomy.ts';
import { toCandidate } from './ambiguous.ts';
import { closeness } from './candidates.ts';
import { CITY_POPULATION, type Finest } from './finest.ts';
import { matchesOf, matchOf, stateMatches, trackMatch } from './matches.ts';
import type { Place } from './places.ts';
import { builtExtentM, DOUBTFUL_NAME_M, type Rule, radiusFor } from './radius.ts';
import { type Reading, riverOf } from './reader.ts';
import type { ReferenceIndex } from './reference-index.ts';
import { onRiver } from './river-place.ts';
import { distanceM, offsetPoint, type Point } from './sphere.ts';
import type { StateChoice } from './state-choice.ts';
import type { Candidate, Geocoded, LinearReference } from './types.ts';
import { NEAR } from './words.ts';

const MAX_ALTERNATIVES = 4;
const SAME_PLACE_M = 10_000;
/** A track further from a town's centre than this, beyond its built area, is not "the tracks in" that town. */
const RAIL_REACH_M = 8_000;
/** No municipality leaves more open than this: the largest span 300 km, but people live in a part of them. */
const MAX_MUNICIPALITY_M = 100_000;
/** An unknown distance is taken as given; this share of it is not known. */
const SHIFT_DOUBT = 0.35;
const FITTEST = 2.6;
const DEFAULT_MUNICIPALITY_M = 15_000;

interface Placing extends Point {
  rule: Rule;
  precision: Precision;
  extentM: number;
  linearReference: LinearReference | null;
}

/** The answer for a text whose finest name is decided. */
export function placeFinest(
  finest: Finest,
  reading: Reading,
  choice: StateChoice,
  onRail: boolean,
  reference: ReferenceIndex,
): Geocoded {
  const { chosen, mention } = finest;
  const placing = decide(finest, reading, onRail, reference);
  const doubtM = chosen.quality === 'misspelt' || chosen.quality === 'short-name' ? DOUBTFUL_NAME_M : 0;
  const rivalsM = finest.rivals.reduce(
    (most, rival) => Math.max(most, rivalDistance(rival.place, chosen.place)),
    0,
  );
  const role = hasNear(reading, mention.first)
    ? 'near'
    : chosen.place.kind === 'municipality'
      ? 'municipality'
      : 'place';
  return {
    status: 'placed',
    lon: placing.lon,
    lat: placing.lat,
    precision: placing.precision,
    radiusM: radiusFor(placing.rule, placing.extentM + doubtM + rivalsM),
    stateCode: chosen.place.stateCode,
    countryCode: chosen.place.countryCode,
    matches: matchesOf([
      matchOf(mention.text, chosen.place, role),
      finest.context === null
        ? null
        : matchOf(finest.context.mention.text, finest.context.option.place, 'municipality'),
      ...stateMatches(choice.states, reference.states),
      trackMatch(placing.linearReference),
    ]),
    rule: placing.rule,
    score: Math.round(Math.max(0.05, Math.min(1, chosen.total / FITTEST)) * 100) / 100,
    linearReference: placing.linearReference,
    alternatives: alternativesOf(finest, choice),
  };
}

function rivalDistance(a: Place, b: Place): number {
  return closeness(a, b) > 0 ? 1000 * Math.hypot((a.lat - b.lat) * 111, (a.lon - b.lon) * 104) : 0;
}

function decide(finest: Finest, reading: Reading, onRail: boolean, reference: ReferenceIndex): Placing {
  const { place } = finest.chosen;
  const at: Point = { lon: place.lon, lat: place.lat };
  const part = unnamedPart(finest, reading);
  const isMunicipality = place.kind === 'municipality' || finest.mention.feature === 'municipality';
  const builtM = builtExtentM(place);
  const wideM = Math.min(
    MAX_MUNICIPALITY_M,
    reference.municipalities.get(place.municipalityCode)?.extentM ?? DEFAULT_MUNICIPALITY_M,
  );
  const coarse = isMunicipality || part === 'rural';
  const precision: Precision = coarse ? 'municipality' : 'locality';
  const extentM = coarse ? Math.max(wideM, builtM) : builtM;
  const placed = (rule: Rule, more: Partial<Placing> = {}): Placing => ({
    ...at,
    rule,
    precision,
    extentM,
    linearReference: null,
    ...more,
  });

  if (place.countryCode !== 'MX') return placed('abroad', { precision: 'locality', extentM: builtM });
  if (place.kind === 'border_bridge') return placed('border-crossing', { precision: 'exact' });
  const shift = reading.shift;
  if (shift !== null && reading.mentions[shift.mention] === finest.mention)
    return shifted(at, shift.bearing, shift.lengthM, placed);
  const river = riverOf(reading);
  const bank = river < 0 ? undefined : onRiver(river, place);
  if (bank !== undefined)
    return placed('border-river', { ...bank, extentM: coarse ? extentM * 0.7 : extentM });
  if (onRail) {
    const track = reference.rail.nearest(at, RAIL_REACH_M + (coarse ? wideM * 0.5 : builtM));
    if (track !== undefined)
      return placed('on-rail', {
        lon: track.lon,
        lat: track.lat,
        linearReference: { ...track.reference, offsetM: 0 },
      });
  }
  if (reading.offCoast) return placed('off-coast', { precision: 'municipality' });
  if (finest.mention.feature === 'road') return placed('on-road', { precision: 'municipality' });
  if (part === 'rural') return placed('municipality-for-part');
  if (part === 'inner') return placed('town-for-part');
  if (isMunicipality) return placed('municipality');
  if (finest.context !== null)
    return closeness(place, finest.context.option.place) > 0.3
      ? placed('locality-in-context')
      : placed('locality-far-from-context', { precision: 'municipality' });
  return hasNear(reading, finest.mention.first) ? placed('near-locality') : placed('locality');
}

/** The finer part that the text has and the gazetteer has not. In a city an untyped one is a colonia. */
function unnamedPart(finest: Finest, reading: Reading): 'none' | 'inner' | 'rural' {
  if (finest.dropped !== 'none') return finest.dropped;
  if (finest.context !== null) return 'none';
  if (reading.unknownPart !== 'untyped') return reading.unknownPart;
  return finest.chosen.place.population >= CITY_POPULATION ? 'inner' : 'rural';
}

/** "5 km al norte de X" is placed there; without a direction the place lies on a ring round X. */
function shifted(
  at: Point,
  bearing: number | null,
  lengthM: number,
  placed: (rule: Rule, more: Partial<Placing>) => Placing,
): Placing {
  if (bearing === null) return placed('distance-from', { extentM: lengthM + 1_000 });
  const extentM = lengthM * SHIFT_DOUBT + 1_000;
  return placed('distance-from', { ...offsetPoint(at, bearing, lengthM), extentM });
}

/** Does a word for near stand before the name, in its part? */
function hasNear(reading: Reading, first: number): boolean {
  for (let i = first - 1; i >= 0 && i >= first - 5; i--) {
    if (reading.tokens[i + 1]!.separator > 4) return false;
    if (NEAR.has(reading.tokens[i]!.word)) return true;
  }
  return false;
}

function alternativesOf(finest: Finest, choice: StateChoice): Candidate[] {
  const own = choice.resolved.find(({ mention }) => mention === finest.mention);
  if (own === undefined) return [];
  return own.options
    .filter(({ place }) => distanceM(place, finest.chosen.place) > SAME_PLACE_M)
    .slice(0, MAX_ALTERNATIVES)
    .map(toCandidate);
}
