import { SpellingIndex } from './spelling.ts';
import type { Token } from './text.ts';
import { COMMA } from './text.ts';

/** How near the words of the text are to the name in the gazetteer. */
export type NameQuality = 'name' | 'other-name' | 'short-name' | 'misspelt';

/** What a name can stand for: an index into the places, or a code. */
export interface NameEntry {
  kind: 'place' | 'state' | 'country' | 'river';
  /** Place or river index in its table; -1 for states and countries. */
  index: number;
  code: string;
  quality: Exclude<NameQuality, 'misspelt'>;
  /** Only where an abbreviation can stand. */
  abbreviation: boolean;
}

/** A run of tokens that is a known name. */
export interface NameMatch {
  first: number;
  /** Exclusive. */
  last: number;
  entries: readonly NameEntry[];
  misspelt: boolean;
}

/** Longest names run to 8 words; a longer run is never looked at. */
const MAX_WORDS = 8;
const TOKEN_SPACE = 2 ** 21;

/**
 * A trie over words: finds the longest known name that starts at a token, through one misspelt word. Memory
 * grows with the names; a look-up costs at most MAX_WORDS steps whatever the gazetteer's size.
 */
export class NameIndex {
  private readonly wordIds = new Map<string, number>();
  private readonly next = new Map<number, number>();
  private readonly ends: (NameEntry[] | undefined)[] = [undefined];
  private spelling: SpellingIndex | undefined;

  /** Adds a name; the same entry under the same words is kept once, in its best quality. */
  add(words: readonly string[], entry: NameEntry): void {
    if (words.length === 0 || words.length > MAX_WORDS) return;
    let node = 0;
    for (const word of words) {
      let id = this.wordIds.get(word);
      if (id === undefined) {
        id = this.wordIds.size;
        this.wordIds.set(word, id);
      }
      const key = node * TOKEN_SPACE + id;
      let child = this.next.get(key);
      if (child === undefined) {
        child = this.ends.length;
        this.ends.push(undefined);
        this.next.set(key, child);
      }
      node = child;
    }
    const entries = this.ends[node];
    if (entries === undefined) this.ends[node] = [entry];
    else if (
      !entries.some(
        (known) => known.kind === entry.kind && known.index === entry.index && known.code === entry.code,
      )
    )
      entries.push(entry);
  }

  /** To be called once after the last add: prepares the correction of misspelt words. */
  finish(): void {
    this.spelling = new SpellingIndex([...this.wordIds.keys()]);
  }

  knows(word: string): boolean {
    return this.wordIds.has(word);
  }

  /** The longest name that starts at token `first`, or undefined; exact spelling only. */
  longest(tokens: readonly Token[], first: number): NameMatch | undefined {
    let node = 0;
    let best: NameMatch | undefined;
    const limit = Math.min(tokens.length, first + MAX_WORDS);
    for (let at = first; at < limit; at++) {
      const token = tokens[at]!;
      if (at > first && token.separator >= COMMA) break;
      const id = this.wordIds.get(token.word);
      if (id === undefined) break;
      const child = this.next.get(node * TOKEN_SPACE + id);
      if (child === undefined) break;
      node = child;
      const entries = this.ends[node];
      if (entries !== undefined) best = { first, last: at + 1, entries, misspelt: false };
    }
    return best;
  }

  /** The name of exactly these words, if known. */
  exactly(words: readonly string[]): readonly NameEntry[] | undefined {
    let node = 0;
    for (const word of words) {
      const id = this.wordIds.get(word);
      const child = id === undefined ? undefined : this.next.get(node * TOKEN_SPACE + id);
      if (child === undefined) return undefined;
      node = child;
    }
    return this.ends[node];
  }

  /**
   * The longest name from token `first` where the word at `wrong` is one slip away from a known word (a letter
   * missing, doubled, changed, or two swapped; Damerau 1964). A few corrections of the word are tried.
   */
  longestMisspelt(tokens: readonly Token[], first: number, wrong: number): NameMatch | undefined {
    let best: NameMatch | undefined;
    const window = tokens.slice(first, first + MAX_WORDS);
    const token = tokens[wrong]!;
    for (const word of this.spelling!.corrections(token.word)) {
      window[wrong - first] = { ...token, word };
      const found = this.longest(window, 0);
      if (found === undefined || found.last <= wrong - first) continue;
      const match = { ...found, first, last: first + found.last, misspelt: true };
      if (best === undefined || match.last > best.last) best = match;
      else if (match.last === best.last) best = { ...best, entries: [...best.entries, ...match.entries] };
    }
    return best;
  }
}
