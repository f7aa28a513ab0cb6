import type { NameIndex } from './name-index.ts';
import { COMMA, type Token } from './text.ts';
import {
  INNER_AFTER,
  INNER_BEFORE,
  isEveryday,
  NEAR,
  ROAD,
  RURAL_AFTER,
  RURAL_BEFORE,
  STREET_BEFORE,
} from './words.ts';

/**
 * What stands in the text where a finer place would, without being in the gazetteer: a part of a town, a
 * settlement or site out of town, or a bare name that may be either.
 */
export type UnknownPart = 'none' | 'inner' | 'untyped' | 'rural';

const STRENGTH: Readonly<Record<UnknownPart, number>> = { none: 0, inner: 1, untyped: 2, rural: 3 };
/** A type word promises a name this many words on at most. */
const PROMISE_WORDS = 4;
/** A longer part between commas is a sentence, not a name. */
const MAX_NAME_WORDS = 6;

function typeOf(word: string): UnknownPart {
  if (INNER_BEFORE.has(word) || STREET_BEFORE.has(word)) return 'inner';
  if (RURAL_BEFORE.has(word)) return 'rural';
  return NEAR.has(word) ? 'untyped' : 'none';
}

/**
 * The strongest unknown part of a text: a name after a type word ("Ejido X", "cerca de X") or alone between commas
 * ("X, Nuevo Laredo"). A type word of a town's part counts by itself: "hospital general". `covered` marks the
 * tokens that belong to known names.
 */
export function readUnknownPart(
  tokens: readonly Token[],
  covered: Uint8Array,
  names: NameIndex,
): UnknownPart {
  let found: UnknownPart = 'none';
  const note = (part: UnknownPart): void => {
    if (STRENGTH[part] > STRENGTH[found]) found = part;
  };
  let words = 0;
  let unknown = false;
  let known = false;
  let promise: UnknownPart = 'none';
  let promisedAt = 0;
  for (let at = 0; at <= tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined || token.separator >= COMMA) {
      if (unknown && !known && words <= MAX_NAME_WORDS) note('untyped');
      words = 0;
      unknown = false;
      known = false;
      promise = 'none';
      if (token === undefined) break;
    }
    words++;
    if (covered[at] === 1) {
      known = true;
      continue;
    }
    const type = typeOf(token.word);
    if (type !== 'none') {
      promise = type;
      promisedAt = at;
      if (type === 'inner') note('inner');
      continue;
    }
    if (isEveryday(token.word) || /^\d/.test(token.word) || ROAD.has(token.word)) continue;
    if (known && names.knows(token.word)) continue;
    unknown = true;
    const after = tokens[at + 1]?.word ?? '';
    if (INNER_AFTER.has(after)) note('inner');
    else if (RURAL_AFTER.has(after)) note('rural');
    else if (promise !== 'none' && at - promisedAt <= PROMISE_WORDS) note(promise);
  }
  return found;
}
