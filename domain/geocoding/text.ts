/**
 * Place text as tokens without accents and case, each with the separator before it. One pass, linear in the
 * text's length for any Unicode.
 */

/** What stands before a token, from loose to strong; a name may run over anything below COMMA. */
export const SPACE = 0;
export const HYPHEN = 1;
export const PERIOD = 2;
export const DASH = 3;
export const SLASH = 4;
export const COMMA = 5;
export const SENTENCE = 6;

export interface Token {
  /** Folded: a-z, 0-9 and other scripts' lower-case letters, no accents; abbreviations written out. */
  word: string;
  separator: number;
  /** Offsets in the original text, end exclusive. */
  start: number;
  end: number;
  /** A full stop follows directly: what makes "N.L." and "Ver." abbreviations. */
  dotted: boolean;
}

/** Abbreviations of press and post, written out; a key ending in `.` counts only with its full stop. */
const ABBREVIATIONS = new Map<string, string>(
  Object.entries({
    cd: 'ciudad',
    sta: 'santa',
    sto: 'santo',
    'sn.': 'san',
    gral: 'general',
    gpe: 'guadalupe',
    'fco.': 'francisco',
    'pto.': 'puerto',
    'ma.': 'maria',
    'col.': 'colonia',
    fracc: 'fraccionamiento',
    'ej.': 'ejido',
    edo: 'estado',
    mpio: 'municipio',
    'mun.': 'municipio',
    'mpo.': 'municipio',
    carr: 'carretera',
    'nvo.': 'nuevo',
    'nva.': 'nueva',
    'hda.': 'hacienda',
    'est.': 'estacion',
    'cong.': 'congregacion',
    'loc.': 'localidad',
    'pob.': 'poblado',
    'rcho.': 'rancho',
    kms: 'km',
    kilometro: 'km',
    kilometros: 'km',
    kilometer: 'km',
    kilometers: 'km',
    kilometre: 'km',
    kilometres: 'km',
    av: 'avenida',
    ave: 'avenida',
    avenue: 'avenida',
    blvd: 'bulevar',
    bvd: 'bulevar',
    boulevard: 'bulevar',
    blv: 'bulevar',
    calz: 'calzada',
    prol: 'prolongacion',
    priv: 'privada',
    hwy: 'highway',
    fed: 'federal',
    mex: 'mexico',
  }),
);

/** Short words whose full stop ends no sentence, beside those above. */
const DOTTED_WORDS = new Set([
  'no',
  'num',
  'dr',
  'dra',
  'ing',
  'lic',
  'prof',
  'st',
  'str',
  'prol',
  'calz',
  'priv',
  'gob',
  'int',
]);

const FIRST_COMBINING = 0x300;
const LAST_COMBINING = 0x36f;
const TABLE_SIZE = 0x250;

/** One character folded: '' for what separates words. */
function foldSlowly(character: string): string {
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return /^[\p{L}\p{N}]+$/u.test(plain) ? plain : '';
}

const FOLDED: readonly string[] = Array.from({ length: TABLE_SIZE }, (_, code) =>
  foldSlowly(String.fromCharCode(code)),
);

const SEPARATORS = new Map<string, number>([
  ['-', HYPHEN],
  ['‐', HYPHEN],
  ['.', PERIOD],
  ['–', DASH],
  ['—', DASH],
  ['/', SLASH],
  [',', COMMA],
  ['(', COMMA],
  [')', COMMA],
  ['[', COMMA],
  [']', COMMA],
  ['|', COMMA],
  [':', COMMA],
  [';', COMMA],
  ['，', COMMA],
  ['\n', SENTENCE],
  ['!', SENTENCE],
  ['?', SENTENCE],
]);

/** Text to tokens; never fails. Apostrophes and soft marks inside a word do not split it ("M'diq"). */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let word = '';
  let start = 0;
  let end = 0;
  let separator: number = SENTENCE;
  let spaced = false;

  const finish = (dotted: boolean): void => {
    const full = ABBREVIATIONS.get(word) ?? (dotted ? ABBREVIATIONS.get(`${word}.`) : undefined);
    tokens.push({ word: full ?? word, separator, start, end, dotted });
    word = '';
    separator = SPACE;
    spaced = false;
  };

  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const surrogate = code >= 0xd800 && code <= 0xdbff && at + 1 < text.length;
    const width = surrogate ? 2 : 1;
    if (code >= FIRST_COMBINING && code <= LAST_COMBINING) {
      if (word !== '') end = at + width;
      at += width;
      continue;
    }
    const folded = code < TABLE_SIZE ? FOLDED[code]! : foldSlowly(text.slice(at, at + width));
    if (folded !== '') {
      if (word === '') start = at;
      word += folded;
      end = at + width;
    } else if (isApostrophe(code)) {
      // An apostrophe or quote inside a word is part of it, elsewhere it is nothing.
      if (word === '') spaced = true;
    } else {
      const mark = text[at]!;
      if (word !== '') finish(mark === '.');
      const kind = SEPARATORS.get(mark);
      if (kind === undefined) spaced = true;
      else separator = Math.max(separator, strength(kind, mark, text, at, tokens, spaced));
    }
    at += width;
  }
  if (word !== '') finish(false);
  return tokens;
}

function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x60 || code === 0xb4 || code === 0x2018 || code === 0x2019;
}

/** How strongly a mark separates: a full stop may end a sentence, a hyphen between spaces is a dash. */
function strength(
  kind: number,
  mark: string,
  text: string,
  at: number,
  tokens: readonly Token[],
  spaced: boolean,
): number {
  if (kind === HYPHEN && (spaced || text[at + 1] === ' ')) return DASH;
  if (mark !== '.') return kind;
  const before = tokens[tokens.length - 1];
  if (before === undefined || at + 1 >= text.length) return SPACE;
  const next = text.charCodeAt(at + 1);
  const breaks = next <= 0x20 || next === 0xa0;
  if (!breaks) return PERIOD;
  // "Sta. María", "N.L. " and "Km. 575" go on; "Chiapas. Los" does not.
  const length = before.end - before.start;
  const abbreviation = length <= 4 || DOTTED_WORDS.has(before.word) || before.word.length > length;
  return abbreviation ? PERIOD : SENTENCE;
}
