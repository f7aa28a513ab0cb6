export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;
const FEWEST_DIFFERENT = 5;
const SHORTEST_WORD = 4;

export const PASSWORD_FAULTS = ['too-short', 'too-long', 'common', 'repeats', 'contains-name'] as const;
export type PasswordFault = (typeof PASSWORD_FAULTS)[number];

/**
 * Why a new password is refused, or null. Length is what counts, whatever the characters (NIST SP 800-63B); refused
 * is what guessers try first: a listed password, a listed one dressed up with digits and signs, few characters over
 * and over, a run along the keyboard's digits or the alphabet, the user's or the product's own name dressed up.
 *
 * @param isCommon whether a word in small letters is on the list of common passwords.
 */
export function judgePassword(
  password: string,
  userName: string,
  isCommon: (word: string) => boolean,
): PasswordFault | null {
  const text = password.normalize('NFKC');
  const characters = [...text];
  if (characters.length < SHORTEST_PASSWORD) return 'too-short';
  if (characters.length > LONGEST_PASSWORD) return 'too-long';
  const small = text.toLowerCase();
  if (new Set([...small]).size < FEWEST_DIFFERENT || isRepeated(small) || isRun(small)) return 'repeats';
  const core = small.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const own = [userName.toLowerCase(), 'vigia', 'vigía'];
  if (own.some((name) => name.length >= SHORTEST_WORD && (small === name || core === name))) {
    return 'contains-name';
  }
  if (isCommon(small) || (core.length >= SHORTEST_WORD && isCommon(core))) return 'common';
  return isPairOfCommon(core, isCommon) ? 'common' : null;
}

/** `abcabcabcabc`: one part over and over. */
function isRepeated(text: string): boolean {
  return `${text}${text}`.indexOf(text, 1) < text.length;
}

/** `123456789012`, `abcdefghijkl` and the like, up or down. */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) as number);
  const steps = codes.slice(1).map((code, i) => code - codes[i]);
  const straight = steps.filter((step) => step === 1 || step === -1 || step === -9 || step === 9).length;
  return straight === steps.length;
}

/** `passwordpassword`, `qwertydragon`: two listed words are two guesses. */
function isPairOfCommon(core: string, isCommon: (word: string) => boolean): boolean {
  for (let cut = SHORTEST_WORD; cut <= core.length - SHORTEST_WORD; cut++) {
    if (isCommon(core.slice(0, cut)) && isCommon(core.slice(cut))) return true;
  }
  return false;
}
