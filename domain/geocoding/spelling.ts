/**
 * Finds the known words one slip away from a word, by the words both become when one letter is left out
 * (symmetric deletes, after Garbe's SymSpell). Look-up costs as many hash probes as the word has letters, whatever
 * the number of known words.
 */

/** Shorter words have too many neighbours, longer ones are no place names. */
const MIN_LETTERS = 5;
const MAX_LETTERS = 24;
const MAX_CORRECTIONS = 6;

export class SpellingIndex {
  private readonly words: readonly string[];
  /** Open addressing: hash of a shortened word -> list of words that shorten to it, linked through `after`. */
  private readonly slots: Int32Array;
  private readonly wordOf: Int32Array;
  private readonly after: Int32Array;
  private readonly mask: number;

  constructor(words: readonly string[]) {
    this.words = words.filter(
      (word) => word.length >= MIN_LETTERS && word.length <= MAX_LETTERS && !/\d/.test(word),
    );
    let links = 0;
    for (const word of this.words) links += word.length + 1;
    let size = 1024;
    while (size < links) size *= 2;
    this.mask = size - 1;
    this.slots = new Int32Array(size).fill(-1);
    this.wordOf = new Int32Array(links);
    this.after = new Int32Array(links);
    let link = 0;
    this.words.forEach((word, index) => {
      for (let left = -1; left < word.length; left++) {
        const slot = hashWithout(word, left) & this.mask;
        this.wordOf[link] = index;
        this.after[link] = this.slots[slot]!;
        this.slots[slot] = link;
        link++;
      }
    });
  }

  /** Known words with the same first letter, one slip away; fewest letters changed in length first. */
  corrections(word: string): string[] {
    if (word.length < MIN_LETTERS || word.length > MAX_LETTERS) return [];
    const found = new Set<string>();
    for (let left = -1; left < word.length && found.size < MAX_CORRECTIONS; left++) {
      const slot = hashWithout(word, left) & this.mask;
      for (let link = this.slots[slot]!; link >= 0; link = this.after[link]!) {
        const known = this.words[this.wordOf[link]!]!;
        if (known[0] === word[0] && known !== word && isOneSlip(word, known)) found.add(known);
      }
    }
    return [...found].slice(0, MAX_CORRECTIONS);
  }
}

/** FNV-1a over the word with the letter at `left` left out; -1 leaves none out. */
function hashWithout(word: string, left: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) {
    if (i === left) continue;
    hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}

/** True when one insertion, deletion, substitution or swap of neighbours turns a into b. */
export function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  let aEnd = a.length;
  let bEnd = b.length;
  while (aEnd > from && bEnd > from && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--;
    bEnd--;
  }
  const aLeft = aEnd - from;
  const bLeft = bEnd - from;
  if (aLeft <= 1 && bLeft <= 1) return true;
  return aLeft === 2 && bLeft === 2 && a[from] === b[from + 1] && a[from + 1] === b[from];
}
