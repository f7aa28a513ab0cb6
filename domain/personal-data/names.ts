import type { PersonalDataFound } from './found.ts';
import { GIVEN_NAMES, PERSON_WORDS, SURNAMES, THING_WORDS } from './name-words.ts';

/**
 * Names of persons in free text. Caught:
 * - behind words that introduce a name ("identificado como", "de nombre", "alias", "named", "Sr."), where a person
 *   is spoken of or the name begins with a common given name;
 * - behind a person ("la víctima, ...", "el migrante hondureño ..."), two words or more of which one is a common
 *   given name or surname;
 * - with `anywhere`: a common given name followed by a common surname, unless a street, town or organisation is
 *   named so.
 *
 * Not caught: a rare name that nothing introduces, a given name alone that nothing introduces, names in lower case
 * that nothing introduces. Towns named after persons (Benito Juárez) stay as long as the gazetteer knows them.
 *
 * @param anywhere false for the text of a place, which is full of streets and towns named after persons.
 */
export function findNames(
  text: string,
  isPlaceName: (name: string) => boolean,
  anywhere: boolean,
): PersonalDataFound[] {
  const found: PersonalDataFound[] = [];
  const words = wordsOf(text);
  const isPlace = (from: number, to: number) => isPlaceName(text.slice(words[from].start, words[to].end));
  for (let i = 0; i < words.length; i++) {
    const last = lastOfRun(words, i);
    if (last < i) continue;
    const introduced = introduction(words, i, text);
    const placeEnd = lastOfPlace(words, i, last, isPlace);
    if (placeEnd >= i && introduced !== 'surely' && introduced !== 'title') {
      // What follows a place in the same breath is no name either.
      i = placeEnd;
      continue;
    }
    if (!isName(words, i, last, introduced, anywhere)) continue;
    const end = endOfDoubleSurname(words, last, text);
    found.push({ kind: 'name', start: words[i].start, end: words[end].end });
    i = end;
  }
  return found;
}

interface Word {
  /** Lower case, without accents. */
  plain: string;
  start: number;
  end: number;
  isCapital: boolean;
  /** Nothing but spaces stands between the word before and this one. */
  followsOn: boolean;
}

const WORD = /\p{L}[\p{L}\p{M}'’]{0,40}\.?/gu;
const PARTICLES: ReadonlySet<string> = new Set(['de', 'del', 'la', 'las', 'los', 'da', 'van']);
const NAME_WORDS_AT_MOST = 7;

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let before = 0;
  for (const match of text.matchAll(WORD)) {
    const dotted = match[0].endsWith('.');
    const bare = dotted ? match[0].slice(0, -1) : match[0];
    const start = match.index;
    // The dot of an initial or a title is part of it, the dot of a sentence is not.
    const isInitial = bare.length === 1 || TITLES.has(plain(bare));
    words.push({
      plain: plain(bare),
      start,
      end: start + bare.length + (dotted && isInitial ? 1 : 0),
      isCapital: /^\p{Lu}/u.test(bare),
      followsOn: words.length > 0 && /^\s{1,3}$/.test(text.slice(before, start)),
    });
    before = words[words.length - 1].end;
  }
  return words;
}

const TITLES: ReadonlySet<string> = new Set(
  'sr sra srta senor senora senorita mr mrs ms miss don dona'.split(' '),
);

/** Phrases that introduce a name, as plain words; the longest that fits counts. */
const ALWAYS = phrases([
  'alias',
  'apodado',
  'apodada',
  'a k a',
  'dijo llamarse',
  'respondia al nombre de',
]).concat(
  phrases([
    'responde al nombre de',
    'su nombre es',
    'su nombre era',
    'mi nombre es',
    'me llamo',
    'nombre completo',
    'whose name is',
    'whose name was',
    'his name is',
    'her name is',
    'my name is',
    'nicknamed',
  ]),
);
const OF_PERSONS = phrases([
  'identificado como',
  'identificada como',
  'identificados como',
  'identificadas como',
  'se identifico como',
  'identificado fue',
  'nombre',
  'de nombre',
  'nombre de',
  'nombre es',
  'nombre era',
  'nombres',
  'se llama',
  'se llamaba',
  'llamado',
  'llamada',
  'llamados',
  'conocido como',
  'conocida como',
  'dijo ser',
  'named',
  'called',
  'name',
  'identified as',
  'known as',
  'name is',
  'name was',
]);

function phrases(texts: readonly string[]): string[][] {
  return texts.map((text) => text.split(' '));
}

/**
 * How the words before word `i` introduce it: `surely` as a name, `directly` behind a person ("la joven ..."),
 * `person` not far behind one,
 * `perhaps` as the name of anything, `title` behind Mr. or Sra.
 */
type Introduction = 'surely' | 'directly' | 'person' | 'perhaps' | 'title' | 'polite' | 'none';

function introduction(words: readonly Word[], i: number, text: string): Introduction {
  if (endsWith(words, i, ALWAYS)) return 'surely';
  if (endsWith(words, i, OF_PERSONS))
    return personBefore(words, i, 9) && !isThing(words, i) ? 'surely' : 'perhaps';
  if (i > 0 && TITLES.has(words[i - 1].plain) && isNear(words, i, text)) {
    return ['don', 'dona'].includes(words[i - 1].plain) ? 'polite' : 'title';
  }
  // "Casa del Migrante San Juan Diego": a capital makes it part of another name.
  const direct =
    i > 0 && words[i].followsOn && !words[i - 1].isCapital && PERSON_WORDS.has(words[i - 1].plain);
  if (direct) return 'directly';
  return personBefore(words, i, 2) ? 'person' : 'none';
}

/** "Pérez-Gómez". */
function endOfDoubleSurname(words: readonly Word[], last: number, text: string): number {
  const next = words[last + 1];
  return next?.isCapital && SURNAMES.has(next.plain) && text.slice(words[last].end, next.start) === '-'
    ? last + 1
    : last;
}

/**
 * The last word of the place that a run is or begins with, as in "Jesús Carranza Veracruz"; less than `i` when it
 * is none. "María" is a place too, but not where "García" follows.
 */
function lastOfPlace(
  words: readonly Word[],
  i: number,
  last: number,
  isPlace: (from: number, to: number) => boolean,
): number {
  for (let end = last; end >= i; end--) {
    if (!isPlace(i, end)) continue;
    const goesOn = words.slice(end + 1, last + 1).some(isCommonName);
    return goesOn ? -1 : end;
  }
  return -1;
}

function isCommonName({ plain }: Word): boolean {
  return GIVEN_NAMES.has(plain) || SURNAMES.has(plain);
}

function isName(
  words: readonly Word[],
  i: number,
  last: number,
  introduced: Introduction,
  anywhere: boolean,
): boolean {
  const run = words.slice(i, last + 1).filter((word) => !PARTICLES.has(word.plain));
  const given = GIVEN_NAMES.has(words[i].plain);
  const known = run.some(isCommonName);
  if (introduced === 'surely') return words[i].isCapital || given;
  if (PARTICLES.has(words[i].plain)) return false;
  if (introduced === 'title') return run[0].isCapital && known;
  const several = run.length > 1 && run[0].isCapital;
  if (introduced === 'polite') return several && known;
  if (isThing(words, i) || THING_WORDS.has(run[0].plain) || isThingNamedSo(words, last)) return false;
  if (introduced === 'perhaps') return given && run.length > 1;
  if (introduced === 'directly') return several || given;
  if (introduced === 'person' && several && known) return true;
  return anywhere && several && given && run.slice(1).some((word) => SURNAMES.has(word.plain));
}

/**
 * The words of a name go on while they are capital or, where a common name begins it in lower case, common
 * names, joined by particles, with nothing but spaces between. Less than `i` where no name can begin.
 */
function lastOfRun(words: readonly Word[], i: number): number {
  const lowerCase = !words[i].isCapital;
  if (lowerCase && !GIVEN_NAMES.has(words[i].plain)) return -1;
  if (PERSON_WORDS.has(words[i].plain) || TITLES.has(words[i].plain)) return -1;
  let last = i;
  for (let at = i + 1; at < words.length && at < i + NAME_WORDS_AT_MOST; at++) {
    const word = words[at];
    if (!word.followsOn) break;
    if ((word.isCapital || (lowerCase && isCommonName(word))) && !PERSON_WORDS.has(word.plain)) last = at;
    else if (!PARTICLES.has(word.plain)) break;
  }
  return last;
}

function endsWith(words: readonly Word[], i: number, all: readonly string[][]): boolean {
  return all.some(
    (phrase) =>
      phrase.length <= i && phrase.every((word, at) => words[i - phrase.length + at].plain === word),
  );
}

function personBefore(words: readonly Word[], i: number, within: number): boolean {
  for (let at = i - 1; at >= 0 && at >= i - within; at--) if (PERSON_WORDS.has(words[at].plain)) return true;
  return false;
}

/** "calle Benito Juárez", "zona de Josefa Ortiz": a thing before it, with particles at most between. */
function isThing(words: readonly Word[], i: number): boolean {
  for (let at = i - 1; at >= 0 && at >= i - 3; at--) {
    if (THING_WORDS.has(words[at].plain)) return true;
    if (!PARTICLES.has(words[at].plain)) return false;
  }
  return false;
}

/** "Lázaro Cárdenas Street", "Salvador Chavarria General Hospital". */
function isThingNamedSo(words: readonly Word[], last: number): boolean {
  return (
    THING_WORDS.has(words[last].plain) ||
    (last + 1 < words.length && words[last + 1].followsOn && THING_WORDS.has(words[last + 1].plain))
  );
}

function isNear(words: readonly Word[], i: number, text: string): boolean {
  return (
    words[i].start - words[i - 1].end <= 3 && !/[.;:,]\s/.test(text.slice(words[i - 1].end, words[i].start))
  );
}

/** Letters that need no taking apart. */
const SIMPLE = /^[A-Za-z]*$/;

function plain(word: string): string {
  if (SIMPLE.test(word)) return word.toLowerCase();
  return word
    .normalize('NFD')
    .replace(/[\p{Mn}'’]/gu, '')
    .toLowerCase();
}
