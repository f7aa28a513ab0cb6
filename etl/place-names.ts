import type { GeocoderReference } from '../domain/geocoding/types.ts';
import { plainWords } from './plain-words.ts';

/** Tells whether the gazetteer knows a place of a name, so that a town named after a person is not taken for one. */
export function placeNames({
  toponyms,
  municipalities,
}: Pick<GeocoderReference, 'toponyms' | 'municipalities'>): (name: string) => boolean {
  const names = new Set<string>();
  const add = (name: string) => {
    names.add(plainWords(name));
    // "Josefa Ortiz de Domínguez (La Esmeralda)" is mostly written without its other name.
    const bare = name.replace(/\s*\(.*$/, '');
    if (bare !== name) names.add(plainWords(bare));
  };
  for (const { name, otherNames } of toponyms) {
    add(name);
    for (const other of otherNames) add(other);
  }
  for (const { name } of municipalities) add(name);
  return (name) => names.has(plainWords(name));
}
