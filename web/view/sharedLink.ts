import { withParts } from './query.ts';

/** The link to a page that shows whoever opens it the same, in the language in which it was sent. */
export function sharedLink({ origin, pathname, search, hash }: Location | URL, language: string): string {
  return origin + pathname + withParts(search, { lang: language }) + hash;
}
