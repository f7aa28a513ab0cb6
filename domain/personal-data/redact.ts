import { findAddresses } from './addresses.ts';
import { findDocuments } from './documents.ts';
import { type PersonalDataFound, type PersonalDataKind, redactionMark } from './found.ts';
import { findNames } from './names.ts';

/** What a column holds, so that its cells are asked no more than they can answer. */
export type TextRole =
  /** Ids, links, dates, numbers, words of a vocabulary. */
  | 'code'
  /** Names of media and organisations: no person is looked for in them. */
  | 'publisher'
  /** Where something happened: full of streets and towns named after persons. */
  | 'place'
  | 'free';

export interface Redacted {
  text: string;
  found: readonly PersonalDataKind[];
}

/** Longer texts are quarantined anyway; what is not searched is not kept. */
const SEARCH_LIMIT_CHARS = 40_000;

/**
 * The text without personal data, each replaced by its mark, and what was found, in the order of the text.
 *
 * @param isPlaceName tells whether the gazetteer knows a place of this name.
 */
export function redact(text: string, role: TextRole, isPlaceName: (name: string) => boolean): Redacted {
  if (text.length < 4) return { text, found: [] };
  const searched = text.length > SEARCH_LIMIT_CHARS ? text.slice(0, SEARCH_LIMIT_CHARS) : text;
  const all: PersonalDataFound[] = findDocuments(searched, role !== 'code');
  if (role === 'free' || role === 'place') {
    all.push(...findAddresses(searched), ...findNames(searched, isPlaceName, role === 'free'));
  }
  if (all.length === 0) return { text: searched, found: [] };

  all.sort((a, b) => a.start - b.start || b.end - a.end);
  const found: PersonalDataKind[] = [];
  let kept = '';
  let at = 0;
  for (const { kind, start, end } of all) {
    // Found twice, as a number of two kinds: the first stands for both.
    if (start < at) {
      at = Math.max(at, end);
      continue;
    }
    kept += searched.slice(at, start) + redactionMark(kind);
    found.push(kind);
    at = end;
  }
  return { text: kept + searched.slice(at), found };
}
