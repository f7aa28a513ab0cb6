import { contradictory, homonyms } from './ambiguous.ts';
import { chooseFinest, type Finest } from './finest.ts';
import { placeFinest } from './place.ts';
import { placePair, roadEnds } from './place-pair.ts';
import { placeStates } from './place-states.ts';
import type { Place } from './places.ts';
import { readText, riverOf } from './reader.ts';
import { buildReferenceIndex, type ReferenceIndex } from './reference-index.ts';
import { onRiver } from './river-place.ts';
import { chooseStates, isStrong, type Resolved } from './state-choice.ts';
import type { GeocodeResult, Geocoder, GeocoderReference, PlaceHint } from './types.ts';

/**
 * A geocoder for place text in Spanish and English over a reference held in memory. Building takes about a second
 * for 20,000 places; `geocode` is linear in the text's length and never throws, whatever the text.
 */
export function createGeocoder(reference: GeocoderReference): Geocoder {
  const index = buildReferenceIndex(reference);
  return { geocode: (text, hint = {}) => geocode(text, hint, index) };
}

function geocode(text: string, hint: PlaceHint, reference: ReferenceIndex): GeocodeResult {
  const hintState = hint.stateCode ?? '';
  const reading = readText(withMunicipality(text, hint), reference.names);
  if (reading.tokens.length === 0 && hintState === '') return { status: 'unmatched', reason: 'empty' };
  const choice = chooseStates(reading, hint, reference);
  if (choice.hintContradicts) return contradictory('states-contradict', hintState, choice, reference);
  const onRail = reading.onRail || hint.onRail === true;
  const paired = placePair(reading, choice, onRail, reference);
  if (paired !== undefined) return paired;
  const ends = roadEnds(reading);
  const isEnd = ({ mention }: Resolved): boolean =>
    [...ends].some((end) => reading.mentions[end] === mention);
  const offRoad = choice.resolved.filter((one) => !isEnd(one));
  const river = riverOf(reading);
  // Where a state is named its towns are weighed alike: only without one does the track tell namesakes apart.
  const byTrack = onRail && choice.allowed.states.size === 0;
  const setting = { river, isByTrack: byTrack ? (place: Place) => reference.rail.isBy(place) : undefined };
  const finest =
    offRoad.length > 0
      ? chooseFinest(offRoad, choice.resolved.filter(isEnd), setting)
      : chooseFinest(choice.resolved, [], setting);
  if (finest === undefined) return placeStates(reading, choice, reference);
  if (isNoPlace(finest) && choice.allowed.states.size > 0) return placeStates(reading, choice, reference);
  if (finest.outside) {
    // A hamlet that is in no gazetteer has namesakes elsewhere; a known town elsewhere is a contradiction.
    if (choice.resolved.some(isStrong))
      return contradictory('place-not-in-state', hintState, choice, reference);
    return placeStates(reading, choice, reference);
  }
  if (isOffRiver(finest, river, choice.allowed.states))
    return contradictory('place-not-on-river', hintState, choice, reference);
  return homonyms(finest) ?? placeFinest(finest, reading, choice, onRail, reference);
}

/** Without a state, "Río Bravo, X" with X far from the river: one of the two is not what it seems. */
function isOffRiver(finest: Finest, river: number, states: ReadonlySet<string>): boolean {
  return river >= 0 && states.size === 0 && onRiver(river, finest.chosen.place) === undefined;
}

/** A part of a town without its town says nothing unless it is the only place of its name. */
function isNoPlace(finest: Finest): boolean {
  return finest.mention.feature === 'inner' && finest.context === null && finest.rivals.length > 0;
}

/** The row's municipality reads like a part of the text. */
function withMunicipality(text: string, hint: PlaceHint): string {
  if (hint.municipality === undefined || hint.municipality.trim() === '') return text;
  return `${text}, municipio de ${hint.municipality}`;
}
