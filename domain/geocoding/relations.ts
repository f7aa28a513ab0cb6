import type { Mention } from './reader.ts';
import { COMMA, DASH, HYPHEN, SENTENCE, SLASH, type Token } from './text.ts';
import { AND, BEARINGS, BETWEEN, LINK, ROAD, UNITS_M } from './words.ts';

/** Two mentions that the text puts the place between, or on the road between. */
export interface Pair {
  a: number;
  b: number;
  /** `route`: from A to B, by whatever means. */
  kind: 'between' | 'road' | 'either' | 'route';
}

export interface Shift {
  mention: number;
  /** Degrees from north, or null: a distance without a direction. */
  bearing: number | null;
  lengthM: number;
}

const MAX_GAP = 9;
const ROAD_WORD_REACH = 4;

/** Pairs of mentions: "entre A y B", "carretera A-B", "A-B highway", "de A a B" on a road, "A / B". */
export function readPairs(tokens: readonly Token[], mentions: readonly Mention[]): Pair[] {
  const pairs: Pair[] = [];
  for (let i = 0; i + 1 < mentions.length; i++) {
    const a = mentions[i]!;
    if (!namesPlace(a)) continue;
    let j = i + 1;
    // A state may stand between: "between Telixtlahuaca, Oaxaca, and Tehuacán, Puebla".
    if (
      j + 1 < mentions.length &&
      mentions[j]!.stateCode !== '' &&
      followsAnd(tokens, mentions[j]!, mentions[j + 1]!)
    )
      j++;
    const b = mentions[j]!;
    if (!namesPlace(b) || b.first - a.last > MAX_GAP) continue;
    const kind = kindOfPair(tokens, a, b);
    if (kind !== null) pairs.push({ a: i, b: j, kind });
  }
  return pairs;
}

function namesPlace(mention: Mention): boolean {
  return mention.places.length > 0 && mention.feature !== 'street';
}

function followsAnd(tokens: readonly Token[], state: Mention, next: Mention): boolean {
  for (let at = state.last; at < next.first; at++)
    if (AND.has(tokens[at]!.word)) return next.first - state.last <= 4;
  return false;
}

function kindOfPair(tokens: readonly Token[], a: Mention, b: Mention): Pair['kind'] | null {
  const joint = tokens[b.first]!.separator;
  const adjacent = b.first === a.last;
  // "entre A y B, Tabasco": what a comma sets off is no end of the stretch.
  if (joint >= COMMA) return null;
  if (adjacent && joint === SLASH) return 'either';
  let and = false;
  let to = false;
  let broken = tokens[b.first]!.separator >= COMMA;
  for (let at = a.last; at < b.first; at++) {
    const token = tokens[at]!;
    if (token.separator >= SENTENCE) return null;
    and ||= AND.has(token.word);
    broken ||= token.separator >= COMMA;
    to ||= token.word === 'a' || token.word === 'to' || token.word === 'hacia' || token.word === 'con';
  }
  const between = hasBefore(tokens, a.first, BETWEEN, ROAD_WORD_REACH + 3);
  if (between && (and || (adjacent && (joint === HYPHEN || joint === DASH)))) return 'between';
  const hyphened = adjacent && (joint === HYPHEN || joint === DASH || joint === SLASH);
  const onRoad = hasBefore(tokens, a.first, ROAD, ROAD_WORD_REACH) || roadAfter(tokens, b.last);
  if (onRoad && (hyphened || (to && !broken && b.first - a.last <= 2))) return 'road';
  const comesFrom = tokens[a.first - 1]?.word;
  if (to && b.first - a.last === 1 && (comesFrom === 'de' || comesFrom === 'desde' || comesFrom === 'from'))
    return 'route';
  return null;
}

function hasBefore(
  tokens: readonly Token[],
  first: number,
  list: ReadonlySet<string>,
  reach: number,
): boolean {
  for (let at = first - 1; at >= 0 && at >= first - reach; at--) {
    if (tokens[at + 1]!.separator >= SENTENCE) return false;
    if (list.has(tokens[at]!.word)) return true;
  }
  return false;
}

function roadAfter(tokens: readonly Token[], last: number): boolean {
  for (let at = last; at < tokens.length && at < last + 3; at++) {
    if (tokens[at]!.separator >= COMMA) return false;
    if (ROAD.has(tokens[at]!.word)) return true;
  }
  return false;
}

const MAX_SHIFT_M = 150_000;

/** "a 5 km al norte de X", "5 km north of X", "a 10 kilómetros de X", "1 mile west of X". */
export function readShift(tokens: readonly Token[], mentions: readonly Mention[]): Shift | null {
  for (let at = 1; at < tokens.length; at++) {
    const unitM = UNITS_M.get(tokens[at]!.word);
    if (unitM === undefined) continue;
    const amount = amountBefore(tokens, at);
    if (amount === null) continue;
    let bearing: number | null = null;
    let linked = false;
    for (let i = at + 1; i < tokens.length && i <= at + 6; i++) {
      const { word, separator } = tokens[i]!;
      if (separator >= COMMA) break;
      const known = mentions.findIndex((mention) => mention.first === i);
      if (known >= 0 && linked && amount * unitM <= MAX_SHIFT_M)
        return { mention: known, bearing, lengthM: amount * unitM };
      const degrees = BEARINGS.get(word);
      if (degrees !== undefined) bearing = degrees;
      else if (!LINK.has(word) && !isDistanceWord(word)) break;
      linked ||= word === 'de' || word === 'del' || word === 'of' || word === 'from';
    }
  }
  return null;
}

function isDistanceWord(word: string): boolean {
  return (
    word === 'distancia' ||
    word === 'antes' ||
    word === 'from' ||
    word === 'away' ||
    word === 'before' ||
    word === 'hacia'
  );
}

/** The number before a unit: digits, "10.5" (two tokens) or a small number in words. */
function amountBefore(tokens: readonly Token[], at: number): number | null {
  const word = tokens[at - 1]?.word ?? '';
  if (tokens[at]!.separator >= COMMA) return null;
  const small = NUMBER_WORDS.get(word);
  if (small !== undefined) return small;
  const digits = /^(\d{1,4})(km|m)?$/.exec(word);
  if (digits === null) return null;
  const before = tokens[at - 2];
  if (before !== undefined && tokens[at - 1]!.separator === 2 && /^\d{1,3}$/.test(before.word))
    return Number(`${before.word}.${digits[1]}`);
  return Number(digits[1]);
}

const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ['un', 1],
  ['uno', 1],
  ['one', 1],
  ['a', 1],
  ['dos', 2],
  ['two', 2],
  ['tres', 3],
  ['three', 3],
  ['cuatro', 4],
  ['four', 4],
  ['cinco', 5],
  ['five', 5],
  ['seis', 6],
  ['six', 6],
  ['siete', 7],
  ['seven', 7],
  ['ocho', 8],
  ['eight', 8],
  ['nueve', 9],
  ['nine', 9],
  ['diez', 10],
  ['ten', 10],
  ['quince', 15],
  ['fifteen', 15],
  ['veinte', 20],
  ['twenty', 20],
  ['treinta', 30],
  ['thirty', 30],
]);

/** "km 34", "kilómetro 210", "KM118", "Km. 575-600" (the middle), "km 104+500". */
export function readRoadKm(tokens: readonly Token[]): number | null {
  for (let at = 0; at < tokens.length; at++) {
    const glued = /^km(\d{1,4})$/.exec(tokens[at]!.word);
    const first =
      glued?.[1] ??
      (tokens[at]!.word === 'km' ? /^(\d{1,4})$/.exec(tokens[at + 1]?.word ?? '')?.[1] : undefined);
    if (first === undefined) continue;
    const next = tokens[at + (glued === null ? 2 : 1)];
    const second =
      next !== undefined && next.separator === HYPHEN && /^\d{1,4}$/.test(next.word)
        ? Number(next.word)
        : Number(first);
    return second > Number(first) ? (Number(first) + second) / 2 : Number(first);
  }
  return null;
}
