import { isCuiValid, isDuiValid } from './check-digits.ts';
import type { PersonalDataFound, PersonalDataKind } from './found.ts';

/**
 * Numbers of identity documents, telephones and e-mail addresses. Every pattern has bounded repeats behind a
 * fixed start, so that the time grows with the length of the text and no faster.
 *
 * A shape that hardly anything else has (CURP, voter key, RFC of a person) is enough, with or without a valid
 * check digit: one with a typing error still names its owner. Plain runs of digits need a check digit that fits,
 * or a word before them that says what they are.
 */
interface Pattern {
  kind: PersonalDataKind;
  pattern: RegExp;
  /** More that must hold of the match's letters and digits. */
  holds?: (compact: string) => boolean;
}

const DATE = String.raw`\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`;
const GAP = String.raw`[\s.:,-]{0,3}`;
/** "no.", "número", "#" between the word for a document and its number. */
const NUMBER_WORD = String.raw`(?:\s{0,2}(?:n[oº°]\.?|n[uú]m(?:ero)?\.?|number|nr\.?|#|con|de|es|is|folio|clave))?`;
const NOT_INSIDE_BEFORE = String.raw`(?<![\p{L}\p{N}_])`;
const NOT_INSIDE_AFTER = String.raw`(?![\p{L}\p{N}_])`;

function pattern(source: string): RegExp {
  return new RegExp(`${NOT_INSIDE_BEFORE}(?:${source})${NOT_INSIDE_AFTER}`, 'giu');
}

/** A word that says what the number behind it is; the number ends the match and alone is taken out. */
function after(words: string, number: string): RegExp {
  return pattern(
    String.raw`(?:${words})${NUMBER_WORD}${NUMBER_WORD}\.?\s{0,2}[:#]?\s{0,2}(?<number>${number})`,
  );
}

const STRICT: readonly Pattern[] = [
  {
    kind: 'email',
    pattern:
      /(?<![\w.+-])[\w.+-]{1,64}\s{0,1}(?:@|\(at\)|\[at\]|\(arroba\)|\[arroba\])\s{0,1}[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/giu,
  },
  { kind: 'curp', pattern: pattern(String.raw`[A-Z]{4}${GAP}${DATE}${GAP}[HMX][A-Z]{5}${GAP}[A-Z\d]\d`) },
  { kind: 'ine', pattern: pattern(String.raw`[A-ZÑ]{6}${GAP}${DATE}${GAP}\d{2}[HM]\d{3}`) },
  { kind: 'rfc', pattern: pattern(String.raw`[A-ZÑ&]{4}[\s-]?${DATE}[\s-]?[A-Z\d]{2}[A\d]`) },
  {
    kind: 'identity_number',
    pattern: pattern(String.raw`\d{8}-\d`),
    holds: isDuiValid,
  },
  {
    kind: 'identity_number',
    pattern: pattern(String.raw`\d{4}[\s-]?\d{5}[\s-]?\d{4}`),
    holds: isCuiValid,
  },
  // Honduras: municipality, year of registration, serial; Nicaragua: municipality, birthday, serial and letter.
  {
    kind: 'identity_number',
    pattern: pattern(String.raw`(?:0[1-9]|1[0-8])\d{2}[\s-](?:19|20)\d{2}[\s-]\d{5}`),
  },
  {
    kind: 'identity_number',
    pattern: pattern(String.raw`\d{3}-(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}-\d{4}[A-Z]`),
  },
  { kind: 'identity_number', pattern: pattern(String.raw`\d{3}-\d{2}-\d{4}`) },
  {
    kind: 'passport',
    pattern: after(
      String.raw`(?:pasaporte|passport)(?:\s\p{L}{4,15})?`,
      String.raw`[A-Z]{0,3}[\s-]?\d{5,10}[A-Z]?`,
    ),
  },
  {
    kind: 'identity_number',
    pattern: after(
      String.raw`dui|dpi|cui|c[eé]dula(?:\s+de\s+identidad)?|identidad|ine|ife|credencial(?:\s+de\s+elector)?|visa|tarjeta\s+de\s+visitante|nss|seguro\s+social|social\s+security|id\s+card|identity\s+card`,
      String.raw`[A-Z]{0,4}[\s-]?\d[\d\s-]{4,16}\d[A-Z]?`,
    ),
  },
];

const PHONES: readonly Pattern[] = [
  {
    kind: 'phone',
    pattern: /(?<![\w+])(?:\+|00)\s?(?:52|50[1-9]|1|57|58|51|593|34)(?:[\s().-]{0,3}\d){7,12}(?!\d)/gu,
  },
  { kind: 'phone', pattern: /(?<![\w.,/+-])\(?\d{2}\)?[\s.-]\d{4}[\s.-]\d{4}(?![\w/-]|[.,]\d)/gu },
  {
    kind: 'phone',
    pattern: /(?<![\w.,/+-])\(?\d{3}\)?[\s.-]\d{3}[\s.-]?(?:\d{4}|\d{2}[\s.-]\d{2})(?![\w/-]|[.,]\d)/gu,
  },
  {
    kind: 'phone',
    pattern: after(
      String.raw`tel|tels|tel[eé]fono|tel[eé]fonos|telef[oó]nico|cel|celular|m[oó]vil|whats\s?app|whats|wa|llamar|llame|llamen|marcar|marque|phone|telephone|mobile|cell|call|contacto|contact|lada`,
      String.raw`(?:al?\s|at\s|\.)?\s{0,2}\(?\+?\d(?:[\s().-]{0,2}\d){6,13}`,
    ),
  },
];

/** A bare run of ten digits is a telephone in free text, and may be anything in a column of codes. */
const BARE_PHONE: Pattern = {
  kind: 'phone',
  pattern: /(?<![\p{L}\p{N}_.,/#+-])[2-9]\d{9}(?![\p{L}\p{N}_/-]|[.,]\d)/gu,
};

const URL = /\bhttps?:\/\/[^\s<>"]{1,2000}/giu;

/**
 * @param isFreeText false for a cell of a column of ids, links, dates or numbers: there only shapes that nothing
 *   else has are looked for.
 */
export function findDocuments(text: string, isFreeText: boolean): PersonalDataFound[] {
  // Each of these has five digits or an at sign; most cells have neither and cost no more than this look.
  if (!/(?:\d\D{0,4}){5}/.test(text) && !/@|\bat[)\]]|arroba/i.test(text)) return [];
  const patterns = isFreeText ? [...STRICT, ...PHONES, BARE_PHONE] : STRICT;
  const urls = isFreeText
    ? [...text.matchAll(URL)].map((m) => [m.index, m.index + m[0].length] as const)
    : [];
  const found: PersonalDataFound[] = [];
  for (const { kind, pattern, holds } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      const start = match.groups?.number ? end - match.groups.number.length : match.index;
      // Digits of a link are the address of a page.
      if (kind === 'phone' && urls.some(([from, to]) => start >= from && start < to)) continue;
      if (holds && !holds(match[0].replace(/[^\p{L}\p{N}]/gu, ''))) continue;
      found.push({ kind, start, end });
    }
  }
  return found;
}
