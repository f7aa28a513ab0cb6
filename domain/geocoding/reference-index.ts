import { borderCrossings } from './border-crossings.ts';
import { BORDER_RIVERS } from './border-rivers.ts';
import { locateMunicipalities, type MunicipalityPlace } from './municipality-index.ts';
import { NameIndex } from './name-index.ts';
import { foldedKey, goesBy, type Place, toPlace, wordsOf } from './places.ts';
import { RailIndex } from './rail-index.ts';
import { shortForms } from './short-names.ts';
import { type StatePlace, summariseStates } from './state-index.ts';
import { countryAliases, stateAliases } from './state-names.ts';
import type { GeocoderReference, MunicipalityName } from './types.ts';

/** Everything the geocoder knows, in the shape in which it asks. */
export interface ReferenceIndex {
  places: readonly Place[];
  names: NameIndex;
  municipalities: ReadonlyMap<string, MunicipalityPlace>;
  states: ReadonlyMap<string, StatePlace>;
  rail: RailIndex;
}

/** Builds the index: once, in a second or two for 70,000 places. */
export function buildReferenceIndex(reference: GeocoderReference): ReferenceIndex {
  const all = reference.toponyms.map(toPlace);
  const polygons = all.filter(({ kind }) => kind === 'municipality');
  const places = all.filter(({ kind }) => kind !== 'municipality');
  const municipalityNames = mergedNames(reference.municipalities, polygons);
  const municipalities = locateMunicipalities(places, polygons, municipalityNames);
  for (const { code, name } of municipalityNames) {
    const found = municipalities.get(code);
    if (found === undefined) continue;
    const seat = places[found.seat]!;
    places.push({
      ...toPlace({ ...seat, id: `municipality:${code}`, name, otherNames: [], kind: 'municipality' }),
      isSeat: true,
      echoesSeat: goesBy(seat, foldedKey(name)),
    });
  }
  for (const crossing of borderCrossings()) places.push(toPlace(crossing));
  return {
    places,
    names: indexNames(places),
    municipalities,
    states: summariseStates(places),
    rail: new RailIndex(reference.corridorPosts),
  };
}

/** The table's names and those that only the polygons have (municipalities founded later). */
function mergedNames(names: readonly MunicipalityName[], polygons: readonly Place[]): MunicipalityName[] {
  const known = new Set(names.map(({ code }) => code));
  const more = polygons.filter(({ municipalityCode }) => !known.has(municipalityCode));
  return [
    ...names,
    ...more.map(({ municipalityCode, stateCode, name }) => ({ code: municipalityCode, stateCode, name })),
  ];
}

function indexNames(places: readonly Place[]): NameIndex {
  const names = new NameIndex();
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
  return names;
}

/** Registers a place's names: its own, what stands in parentheses, other names, short forms of its own. */
function addNames(names: NameIndex, place: Place, index: number): void {
  const entry = { kind: 'place', index, code: '', abbreviation: false } as const;
  if (place.kind !== 'border_bridge') {
    const [main = '', ...inParentheses] = place.name.split(/\s*[([]([^)\]]*)[)\]]/);
    const words = wordsOf(main);
    names.add(words, { ...entry, quality: 'name' });
    for (const other of inParentheses) names.add(wordsOf(other), { ...entry, quality: 'other-name' });
    for (const form of shortForms(words))
      names.add(form.words, { ...entry, quality: form.isTitleOnly ? 'other-name' : 'short-name' });
  }
  for (const other of place.otherNames) {
    const words = wordsOf(other);
    names.add(words, { ...entry, quality: place.kind === 'border_bridge' ? 'name' : 'other-name' });
  }
}
