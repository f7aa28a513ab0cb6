import { type Feature, featureOf } from './feature.ts';
import type { NameEntry, NameIndex, NameMatch } from './name-index.ts';
import { type Pair, readPairs, readRoadKm, readShift, type Shift } from './relations.ts';
import { COMMA, DASH, type Token, tokenise } from './text.ts';
import { readUnknownPart, type UnknownPart } from './unknown-part.ts';
import {
  AND,
  BETWEEN,
  CITY,
  INNER_BEFORE,
  isEveryday,
  LINK,
  MUNICIPALITY,
  NEAR,
  ORIGIN,
  PREPOSITION,
  RAIL,
  RURAL_BEFORE,
  SEA,
  TRACK,
} from './words.ts';

/** A name of the text and everything it may stand for. */
export interface Mention {
  first: number;
  /** Exclusive. */
  last: number;
  text: string;
  /** The first word folded: a type word that belongs to the name. */
  firstWord: string;
  feature: Feature;
  misspelt: boolean;
  places: readonly NameEntry[];
  /** INEGI code when it may be a state, else ''. */
  stateCode: string;
  /** ISO code when it may be a country, else ''. */
  countryCode: string;
  /** Index of the border river, or -1. */
  river: number;
}

/** A place text read: its names and how it relates them. No decision yet. */
export interface Reading {
  tokens: readonly Token[];
  mentions: readonly Mention[];
  pairs: readonly Pair[];
  /** "5 km al norte de X": from which mention, where to, how far. */
  shift: Shift | null;
  /** "km 34" of a road. */
  roadKm: number | null;
  onRail: boolean;
  offCoast: boolean;
  /** How many of the first mentions are a newspaper's dateline: where it was written, not where it happened. */
  datelineMentions: number;
  /** A name that is in no gazetteer stands where a finer place would: in a town, or out of it. */
  unknownPart: UnknownPart;
}

/** Names beyond these are not looked at: place text has few, and work per name must stay bounded. */
const MAX_MENTIONS = 24;
const MAX_CORRECTED_WORDS = 24;
const MISSPELT_REACH = 4;

/** Reads a text against the names; linear in its length. */
export function readText(text: string, names: NameIndex): Reading {
  const tokens = tokenise(text);
  const mentions: Mention[] = [];
  let corrected = 0;
  let onRail = false;
  let offCoast = false;
  for (let at = 0; at < tokens.length; ) {
    const { word } = tokens[at]!;
    onRail ||= RAIL.has(word) || (TRACK.has(word) && isTrack(tokens, at));
    offCoast ||= SEA.has(word);
    if (mentions.length >= MAX_MENTIONS || PREPOSITION.has(word)) {
      at++;
      continue;
    }
    let match = names.longest(tokens, at);
    const wrong = corrected < MAX_CORRECTED_WORDS && !LINK.has(word) ? firstUnknown(tokens, at, names) : -1;
    if (wrong >= (match?.last ?? at)) {
      corrected++;
      const misspelt = names.longestMisspelt(tokens, at, wrong);
      if (misspelt !== undefined) match = misspelt;
    }
    match ??= joined(tokens, at, names);
    const mention = match === undefined ? undefined : toMention(text, tokens, match, names);
    if (mention === undefined) {
      at++;
      continue;
    }
    mentions.push(mention);
    for (let i = mention.first; i < mention.last; i++) onRail ||= RAIL.has(tokens[i]!.word);
    at = mention.last;
  }
  joinStreets(tokens, mentions);
  const covered = new Uint8Array(tokens.length);
  for (const mention of mentions) covered.fill(1, mention.first, mention.last);
  const pairs = readPairs(tokens, mentions);
  // "entre Aguascalientes y Zacatecas", "carretera Puebla-Oaxaca": the ends of a stretch are towns.
  for (const { a, b, kind } of pairs)
    if (kind !== 'either') for (const end of [a, b]) mentions[end] = { ...mentions[end]!, stateCode: '' };
  return {
    tokens,
    mentions,
    pairs,
    shift: readShift(tokens, mentions),
    roadKm: readRoadKm(tokens),
    onRail,
    offCoast,
    datelineMentions: countDateline(text, tokens, mentions),
    unknownPart: readUnknownPart(tokens, covered, names),
  };
}

/** "Carranza and Mora Streets", "calle Hidalgo y Morelos": what is joined to a street by "and" is a street. */
function joinStreets(tokens: readonly Token[], mentions: Mention[]): void {
  for (let i = 0; i + 1 < mentions.length; i++) {
    const [a, b] = [mentions[i]!, mentions[i + 1]!];
    if (a.feature === b.feature || b.first - a.last > 3) continue;
    let joinedByAnd = false;
    for (let at = a.last; at < b.first; at++) joinedByAnd ||= AND.has(tokens[at]!.word);
    if (!joinedByAnd) continue;
    if (a.feature === 'street') mentions[i + 1] = { ...b, feature: 'street', stateCode: '' };
    else if (b.feature === 'street') mentions[i] = { ...a, feature: 'street', stateCode: '' };
  }
}

/** The first of the next words, within the part, that is in no name and not everyday: perhaps misspelt; or -1. */
function firstUnknown(tokens: readonly Token[], first: number, names: NameIndex): number {
  for (let at = first; at < tokens.length && at < first + MISSPELT_REACH; at++) {
    const token = tokens[at]!;
    if (at > first && token.separator >= COMMA) return -1;
    if (!names.knows(token.word)) return isEveryday(token.word) ? -1 : at;
  }
  return -1;
}

/** The border river that the text names, or -1. */
export function riverOf(reading: Reading): number {
  return reading.mentions.find((mention) => mention.river >= 0)?.river ?? -1;
}

const DATELINE = /^[^\n]{3,100}?\.\s?[-–—]/u;

/** "Tapachula, Chis., 12 de marzo.- Un grupo ...": the mentions before the dash. */
function countDateline(text: string, tokens: readonly Token[], mentions: readonly Mention[]): number {
  const end = DATELINE.exec(text.slice(0, 110))?.[0].length ?? 0;
  return mentions.filter(({ last }) => tokens[last - 1]!.end <= end).length;
}

/** "Villa Hermosa", "Pakal-Na": two words that together are a name. */
function joined(tokens: readonly Token[], at: number, names: NameIndex): NameMatch | undefined {
  const next = tokens[at + 1];
  if (next === undefined || next.separator >= COMMA) return undefined;
  const word = tokens[at]!.word + next.word;
  if (word.length > 30 || !names.knows(word)) return undefined;
  const entries = names.exactly([word]);
  return entries === undefined ? undefined : { first: at, last: at + 2, entries, misspelt: true };
}

/** "vías" is the track unless "vías de comunicación" or a Latin "vía" inside a name. */
function isTrack(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]?.word;
  const afterNext = tokens[at + 2]?.word;
  return next !== 'rapida' && afterNext !== 'comunicacion' && tokens[at]!.word === 'vias';
}

/** Turns a match into a mention unless its words are everyday words in running text. */
function toMention(
  text: string,
  tokens: readonly Token[],
  match: NameMatch,
  names: NameIndex,
): Mention | undefined {
  const { first, last } = match;
  const abbreviationFits = canAbbreviate(tokens, first, last);
  const entries = match.entries.filter((entry) => !entry.abbreviation || abbreviationFits);
  if (entries.length === 0) return undefined;
  const coded = entries.find((entry) => entry.kind === 'state' && entry.index === -1);
  const country = entries.find((entry) => entry.kind === 'country');
  const river = entries.find((entry) => entry.kind === 'river');
  const feature = featureOf(
    tokens,
    first,
    last,
    coded === undefined && country === undefined ? names : undefined,
  );
  const isNumber = isNumberOnly(tokens, first, last);
  const plain = coded === undefined && country === undefined && river === undefined;
  if (plain && (isNumber || !standsAsName(tokens, first, last, match.misspelt))) return undefined;
  const isOrigin = country !== undefined && saysOrigin(tokens, first, names);
  const demoted = feature === 'street' || feature === 'road' || feature === 'river' || feature === 'inner';
  const bare = feature === 'city' || feature === 'municipality';
  const isRiver = river !== undefined && !isTownNotRiver(tokens, first, feature);
  return {
    first,
    last,
    text: text.slice(tokens[first]!.start, tokens[last - 1]!.end),
    firstWord: tokens[first]!.word,
    feature,
    misspelt: match.misspelt,
    places: isOrigin ? [] : entries.filter((entry) => entry.kind === 'place'),
    stateCode: coded !== undefined && !demoted && !(bare && entries.length > 1) ? coded.code : '',
    countryCode: country !== undefined && !demoted && !isOrigin ? country.code : '',
    river: isRiver ? river.index : -1,
  };
}

/** "9", "km 9": there are hamlets of that name, but the text means a number. */
function isNumberOnly(tokens: readonly Token[], first: number, last: number): boolean {
  const digits = /^\d+$/.test(tokens[last - 1]!.word);
  return digits && (last - first === 1 || (last - first === 2 && tokens[first]!.word === 'km'));
}

/** "en Río Bravo, Tamaulipas" and "ciudad de Río Bravo" are the town; "Río Bravo, ..." and "el río" the river. */
function isTownNotRiver(tokens: readonly Token[], first: number, feature: Feature): boolean {
  if (feature === 'city' || feature === 'municipality') return true;
  const before = tokens[first - 1];
  return (
    before !== undefined &&
    tokens[first]!.separator < COMMA &&
    before.word === 'en' &&
    tokens[first]!.word === 'rio'
  );
}

function endsPart(tokens: readonly Token[], last: number): boolean {
  const next = tokens[last];
  return next === undefined || next.separator >= COMMA || next.separator === DASH || next.word === 'mexico';
}

/** Abbreviations of states stand alone between commas, or dotted at the end of a part. */
function canAbbreviate(tokens: readonly Token[], first: number, last: number): boolean {
  if (!endsPart(tokens, last)) return false;
  return tokens[first]!.separator >= COMMA || tokens[last - 1]!.dotted;
}

/**
 * Everyday words name a place only where a name must stand: alone between commas, or after a type or place word
 * and at the end of a part.
 */
function standsAsName(tokens: readonly Token[], first: number, last: number, misspelt: boolean): boolean {
  let letters = 0;
  let everyday = true;
  for (let i = first; i < last; i++) {
    letters += tokens[i]!.word.length;
    everyday &&= isEveryday(tokens[i]!.word) || /^\d+$/.test(tokens[i]!.word);
  }
  if (letters < 3) return false;
  const oneWord = last - first === 1;
  if (!everyday && !(misspelt && oneWord)) return true;
  if (everyday && misspelt) return false;
  const before = tokens[first - 1];
  const begins = before === undefined || tokens[first]!.separator >= COMMA;
  // A verb may be one slip from a village ("Ocurrió" from Ocurio): it needs the place of a name.
  if (!everyday) return begins ? endsPart(tokens, last) : introduces(before.word);
  return endsPart(tokens, last) && (begins || introduces(before.word));
}

const INTRODUCING = [LINK, AND, BETWEEN, RURAL_BEFORE, INNER_BEFORE, NEAR, MUNICIPALITY, CITY];

/** Words after which a name is to be expected. */
function introduces(word: string): boolean {
  return INTRODUCING.some((list) => list.has(word));
}

/** "migrantes de Honduras", "frontera con Guatemala": says where from, not where. */
function saysOrigin(tokens: readonly Token[], first: number, names: NameIndex): boolean {
  for (let i = first - 1; i >= 0 && i >= first - 4; i--) {
    if (tokens[i + 1]!.separator >= COMMA) return false;
    const { word } = tokens[i]!;
    if (ORIGIN.has(word)) return true;
    if (!LINK.has(word) && word !== 'con' && word !== 'with' && names.knows(word)) return false;
  }
  return false;
}
