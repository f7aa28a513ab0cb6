import type { NameEntry, NameIndex, NameQuality } from './name-index.ts';
import type { Place } from './places.ts';
import type { Mention } from './reader.ts';
import type { ReferenceIndex } from './reference-index.ts';
import { distanceM } from './sphere.ts';
import { COMMA, type Token } from './text.ts';
import { isEveryday } from './words.ts';

/** One thing a mention may mean, and how well it fits. */
export interface Option {
  place: Place;
  quality: NameQuality;
  /** Fit of the name, size and state alone. */
  fit: number;
  /** With the support of the other names of the text. */
  total: number;
}

/** The states and countries that the text allows; empty sets allow all. */
export interface Allowed {
  states: ReadonlySet<string>;
  countries: ReadonlySet<string>;
}

const QUALITY_FIT: Readonly<Record<NameQuality, number>> = {
  name: 1,
  'other-name': 0.9,
  'short-name': 0.75,
  misspelt: 0.6,
};
/** Ten times the people weigh a little more than what separates clear from ambiguous (RIVAL_FIT). */
const POPULATION_FIT = 0.15;
const SEAT_FIT = 0.2;
const STATE_FIT = 0.6;
const MUNICIPALITY_WORD_FIT = 0.25;
const MUNICIPALITY_KIND_FIT = -0.02;
const ECHO_FIT = -0.4;
const ABROAD_FIT = -0.45;
const COUNTRY_NAMED_FIT = 0.6;

/** Options beyond these are never better: they are sorted by fit. */
const MAX_OPTIONS = 24;

/** How well a place fits a mention by itself. */
function fitOf(place: Place, quality: NameQuality, mention: Mention, allowed: Allowed): number {
  let fit = QUALITY_FIT[quality] + POPULATION_FIT * place.populationLog;
  if (place.isSeat) fit += SEAT_FIT;
  if (place.stateCode !== '' && allowed.states.has(place.stateCode)) fit += STATE_FIT;
  if (place.kind === 'municipality') fit += kindFit(place, mention);
  if (place.countryCode !== 'MX')
    fit += allowed.countries.has(place.countryCode) ? COUNTRY_NAMED_FIT : ABROAD_FIT;
  return fit;
}

/** A municipality is meant where the text says so, or where its seat has another name. */
function kindFit(place: Place, mention: Mention): number {
  if (mention.feature === 'municipality') return MUNICIPALITY_WORD_FIT;
  return place.echoesSeat ? ECHO_FIT : MUNICIPALITY_KIND_FIT;
}

/**
 * What a mention may mean where `allowed` states are named: places in those states if there are any, also through
 * a slip of the pen, else all of them (`outside`). Best first.
 */
export function optionsOf(
  mention: Mention,
  allowed: Allowed,
  reference: ReferenceIndex,
  tokens: readonly Token[],
): { options: Option[]; outside: boolean } {
  const all = (): Option[] => toOptions(mention.places, mention, allowed, reference, mention.misspelt);
  if (allowed.states.size === 0 && allowed.countries.size === 0)
    return { options: best(all()), outside: false };
  const inside = toOptions(
    insideOf(mention.places, allowed, reference),
    mention,
    allowed,
    reference,
    mention.misspelt,
  );
  if (inside.length > 0) return { options: best(inside), outside: false };
  const misspelt = misspeltInside(mention, allowed, reference, tokens);
  if (misspelt.length > 0) return { options: best(misspelt), outside: false };
  return { options: best(all()), outside: true };
}

/** The entries whose place lies in an allowed state or, abroad, in a named country. */
function insideOf(entries: readonly NameEntry[], allowed: Allowed, reference: ReferenceIndex): NameEntry[] {
  return entries.filter(({ index }) => {
    const { stateCode, countryCode } = reference.places[index]!;
    return stateCode === '' ? allowed.countries.has(countryCode) : allowed.states.has(stateCode);
  });
}

function toOptions(
  entries: readonly NameEntry[],
  mention: Mention,
  allowed: Allowed,
  reference: ReferenceIndex,
  misspelt: boolean,
): Option[] {
  return entries.map((entry) => {
    const place = reference.places[entry.index]!;
    const quality: NameQuality = misspelt ? 'misspelt' : entry.quality;
    const fit = fitOf(place, quality, mention, allowed);
    return { place, quality, fit, total: fit };
  });
}

function best(options: Option[]): Option[] {
  return options.sort((a, b) => b.fit - a.fit || (a.place.id < b.place.id ? -1 : 1)).slice(0, MAX_OPTIONS);
}

/** "Mazatlán, Chiapas" is Mazatán: a known name that is not in the named state may be a slip for one that is. */
function misspeltInside(
  mention: Mention,
  allowed: Allowed,
  reference: ReferenceIndex,
  tokens: readonly Token[],
): Option[] {
  if (mention.last - mention.first > 3) return [];
  const names: NameIndex = reference.names;
  for (let wrong = mention.first; wrong < mention.last; wrong++) {
    if (isEveryday(tokens[wrong]!.word)) continue;
    const match = names.longestMisspelt(tokens, mention.first, wrong);
    if (match === undefined || match.last < mention.last) continue;
    const next = tokens[match.last];
    if (match.last > mention.last && next !== undefined && next.separator < COMMA) continue;
    const places = match.entries.filter((entry) => entry.kind === 'place');
    const inside = toOptions(insideOf(places, allowed, reference), mention, allowed, reference, true);
    if (inside.length > 0) return inside;
  }
  return [];
}

const TOGETHER_M = 10_000;
const NEIGHBOURS_M = 40_000;
const REGION_M = 80_000;
const SAME_MUNICIPALITY_M = 150_000;
const FAR_DEGREES = 1.6;

/** 0 to 1: how plainly two places are spoken of together, by municipality and distance. */
export function closeness(a: Place, b: Place): number {
  if (Math.abs(a.lat - b.lat) > FAR_DEGREES || Math.abs(a.lon - b.lon) > FAR_DEGREES) return 0;
  const distance = distanceM(a, b);
  if (distance <= TOGETHER_M) return 1;
  if (
    a.municipalityCode !== '' &&
    a.municipalityCode === b.municipalityCode &&
    distance <= SAME_MUNICIPALITY_M
  )
    return 0.95;
  if (distance <= NEIGHBOURS_M) return 0.8;
  return distance <= REGION_M ? 0.3 : 0;
}
