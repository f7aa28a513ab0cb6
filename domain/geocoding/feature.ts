import type { NameIndex } from './name-index.ts';
import { COMMA, HYPHEN, SPACE, type Token } from './text.ts';
import {
  BRIDGE,
  CITY,
  CORNER,
  INNER_AFTER,
  INNER_BEFORE,
  isEveryday,
  LINK,
  MUNICIPALITY,
  RIVER,
  ROAD,
  RURAL_AFTER,
  RURAL_BEFORE,
  STREET_AFTER,
  STREET_BEFORE,
} from './words.ts';

/**
 * What the words around a name make of it: `inner` is a part of a town, `tail` the end of a longer name that is not
 * known ("Juez de Paz"; but also "vecinos de X"), `street`, `road` and `river` are names
 * that place nothing by themselves, `city` excludes the state of the same name.
 */
export type Feature =
  | 'none'
  | 'inner'
  | 'tail'
  | 'street'
  | 'road'
  | 'river'
  | 'municipality'
  | 'city'
  | 'rural';

/** Names that are a town's part, or may be, where the text also names a town. */
export function isPart(feature: Feature): boolean {
  return feature === 'inner' || feature === 'tail';
}

const ANY_LINK = 3;

/** The role word before a name, over articles; `linked` when de/del/of stands between. */
function wordBefore(tokens: readonly Token[], first: number): { word: string; linked: boolean } | undefined {
  let linked = false;
  for (let i = first - 1; i >= 0 && i >= first - 1 - ANY_LINK; i--) {
    if (tokens[i + 1]!.separator >= COMMA) return undefined;
    const { word } = tokens[i]!;
    if (!LINK.has(word)) return { word, linked };
    if (word === 'de' || word === 'del' || word === 'of' || word === 'en' || word === 'in' || word === 'at')
      linked = true;
  }
  return undefined;
}

/** Type words that keep their sense over "de": "colonia de la Soledad", unlike "hospital de Saltillo". */
const BINDING = new Set(['colonia', 'barrio', 'fraccionamiento', 'residencial', 'unidad', 'seccion']);

/** Does "de" with a word that no name covers stand directly before? */
function followsUnknown(tokens: readonly Token[], first: number, names: NameIndex): boolean {
  const link = tokens[first - 1];
  const word = tokens[first - 2];
  if (link === undefined || word === undefined || (link.word !== 'de' && link.word !== 'del')) return false;
  return (
    tokens[first]!.separator < COMMA &&
    link.separator < COMMA &&
    names.longest(tokens, first - 2) === undefined
  );
}

/** `names` only where the end of a longer unknown name is thinkable: a state's or country's name stands for itself. */
export function featureOf(
  tokens: readonly Token[],
  first: number,
  last: number,
  names: NameIndex | undefined,
): Feature {
  const own = tokens[first]!.word;
  const after = tokens[last];
  const wordAfter = after !== undefined && after.separator <= HYPHEN ? after.word : '';
  if (STREET_AFTER.has(wordAfter)) return 'street';
  if (MUNICIPALITY.has(wordAfter)) return 'municipality';
  if (wordAfter === 'river') return 'river';
  if (wordAfter === 'city') return 'city';
  if (ROAD.has(wordAfter) && tokens[last]!.separator === SPACE) return 'road';
  if (RURAL_AFTER.has(wordAfter)) return 'rural';
  if (INNER_AFTER.has(wordAfter) || BRIDGE.has(wordAfter)) return 'inner';
  if (last - first > 1 && (BINDING.has(own) || STREET_BEFORE.has(own)))
    return STREET_BEFORE.has(own) ? 'street' : 'inner';
  const before = wordBefore(tokens, first);
  if (before === undefined) return 'none';
  const { word, linked } = before;
  if (STREET_BEFORE.has(word) || CORNER.has(word)) return 'street';
  if (MUNICIPALITY.has(word)) return 'municipality';
  if (ROAD.has(word)) return 'road';
  if (RIVER.has(word) && !linked) return 'river';
  if (CITY.has(word)) return 'city';
  if (RURAL_BEFORE.has(word)) return 'rural';
  if (INNER_BEFORE.has(word) && (!linked || BINDING.has(word))) return 'inner';
  if (BRIDGE.has(word) && !linked) return 'inner';
  // "Juez de Paz", "Sueños de Oro": the end of a longer name that is not known.
  if (
    names !== undefined &&
    linked &&
    !isEveryday(word) &&
    !/^\d/.test(word) &&
    followsUnknown(tokens, first, names)
  )
    return 'tail';
  return 'none';
}
