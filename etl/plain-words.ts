/** Anything but plain letters, digits and marks of ASCII. */
const ACCENTED = /[^ -~]/;

/** Lower case, no accents, words separated by one underscore: how headers and coded values are compared. */
export function plainWords(text: string): string {
  const bare = ACCENTED.test(text) ? text.normalize('NFD').replace(/\p{Mn}/gu, '') : text;
  return bare
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}
