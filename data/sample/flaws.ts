import { FLAWS } from './distributions.ts';
import type { Random } from './random.ts';

/** What keyboards and hurry do to a text. */

export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

/** One slip: two neighbouring letters swapped, or one lost, or one struck twice, inside a word of five or more. */
function withTypingError(random: Random, text: string): string {
  const words = [...text.matchAll(/\p{L}{5,}/gu)];
  if (words.length === 0) return text;
  const word = random.pick(words);
  // Not the first letter: hardly anyone misses it.
  const at = word.index + random.integer(1, word[0].length - 2);
  const slip = random.pick(['swap', 'lose', 'double'] as const);
  if (slip === 'swap') return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
  if (slip === 'lose') return text.slice(0, at) + text.slice(at + 1);
  return text.slice(0, at) + text[at] + text.slice(at);
}

/** The text as it comes in: mostly clean, now and then without accents, in capitals, with slips or odd spaces. */
export function withFlaws(random: Random, text: string): string {
  let result = text;
  if (random.chance(FLAWS.typingError)) result = withTypingError(random, result);
  if (random.chance(FLAWS.lostAccents)) result = withoutAccents(result);
  if (random.chance(FLAWS.allCapitals)) result = result.toUpperCase();
  if (random.chance(FLAWS.oddSpaces)) result = ` ${result.replace(', ', ' ,  ')} `;
  return result;
}
