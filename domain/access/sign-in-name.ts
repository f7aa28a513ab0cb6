const LONGEST_NAME = 64;

/** A name to sign in with, as people write it, and as it is compared. */
export interface SignInName {
  name: string;
  key: string;
}

/** Reads a sign-in name: letters, digits and `. _ - @` and single spaces between them, at most 64; else null. */
export function parseSignInName(text: string): SignInName | null {
  const name = text.normalize('NFKC').trim();
  if (name.length > LONGEST_NAME || !/^[\p{L}\p{N}._@-]+( [\p{L}\p{N}._@-]+)*$/u.test(name)) return null;
  return { name, key: name.toLowerCase() };
}
