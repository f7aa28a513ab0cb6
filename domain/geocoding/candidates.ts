import type { NameEntry, NameIndex, NameQuality } from './name-index.ts';
import type { Mention } from './reader.ts';
import type { Place, ReferenceIndex } from './reference-index.ts';
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
  'other-name': 0.85,
  'short-name': 0.75,
  misspelt: 0.6,
};
/** Ten times the people weigh 0.12: as much as separates clear from ambiguous. */
const POPULATION_FIT = 0.12;
const SEAT_FIT = 0.2;
const STATE_FIT = 0.6;
const MUNICIPALITY_WORD_FIT = 0.25;
const MUNICIPALITY_KIND_FIT = -0.02;
const ABROAD_FIT = -0.45;
const COUNTRY_NAMED_FIT = 0.6;

/** Options beyond these are never better: they are sorted by fit. */
const MAX_OPTIONS = 24;

/** How well a place fits a mention by itself. */
function fitOf(place: Place, quality: NameQuality, mention: Mention, allowed: Allowed): number {
  let fit = QUALITY_FIT[quality] + POPULATION_FIT * Math.log10(place.population + 10);
  if (place.isSeat) fit += SEAT_FIT;
  if (place.stateCode !== '' && allowed.states.has(place.stateCode)) fit += STATE_FIT;
  if (place.kind === 'municipality')
    fit += mention.feature === 'municipality' ? MUNICIPALITY_WORD_FIT : MUNICIPALITY_KIND_FIT;
  if (place.countryCode !== 'MX')
    fit += allowed.countries.has(place.countryCode) ? COUNTRY_NAMED_FIT : ABROAD_FIT;
  return fit;
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
  const all = toOptions(mention.places, mention, allowed, reference, mention.misspelt);
  if (allowed.states.size === 0) return { options: best(all), outside: false };
  const inside = all.filter((option) => isAllowed(option.place, allowed));
  if (inside.length > 0) return { options: best(inside), outside: false };
  const misspelt = misspeltInside(mention, allowed, reference, tokens);
  if (misspelt.length > 0) return { options: best(misspelt), outside: false };
  return { options: best(all), outside: true };
}

function isAllowed(place: Place, allowed: Allowed): boolean {
  if (place.stateCode === '') return allowed.countries.has(place.countryCode);
  return allowed.states.has(place.stateCode);
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
    const inside = toOptions(places, mention, allowed, reference, true).filter((option) =>
      isAllowed(option.place, allowed),
    );
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
