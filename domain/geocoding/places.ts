import { shortForms } from './short-names.ts';
import { tokenise } from './text.ts';
import type { Toponym } from './types.ts';

/** A toponym with what the resolver asks of it all the time. */
export interface Place extends Toponym {
  /** The name folded: what "the same name" means. */
  key: string;
  isSeat: boolean;
  /** A municipality whose seat goes by the same name: the bare name means the seat. */
  echoesSeat: boolean;
  /** log10 of population + 10. */
  populationLog: number;
}

/** The words of a name, folded. */
export function wordsOf(name: string): string[] {
  return tokenise(name).map(({ word }) => word);
}

/** A name without accents, case and punctuation. */
export function foldedKey(name: string): string {
  return wordsOf(name).join(' ');
}

export function toPlace(toponym: Toponym): Place {
  const populationLog = Math.log10(toponym.population + 10);
  return { ...toponym, key: foldedKey(toponym.name), isSeat: false, echoesSeat: false, populationLog };
}

/** Is this one of the place's names, short forms included? */
export function goesBy(place: Place, key: string): boolean {
  return (
    place.key === key ||
    place.otherNames.some((other) => foldedKey(other) === key) ||
    shortForms(place.key.split(' ')).some(({ words }) => words.join(' ') === key)
  );
}
