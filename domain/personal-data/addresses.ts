import type { PersonalDataFound } from './found.ts';

/**
 * Where a person lives: behind words that say so, up to the end of the clause, and only where a street or a
 * number follows ("vive en Tapachula" names no home). A street with its number that no such words introduce is
 * where something happened and stays.
 */
const LIVES =
  /(?<![\p{L}])(?:domicilio(?:\s+particular)?|vive[n]?\s+en|viv[ií]an?\s+en|habita(?:n|ba)?\s+en|reside(?:n)?\s+en|resid[ií]a\s+en|residente\s+(?:de|en)|con\s+direcci[oó]n\s+en|su\s+direcci[oó]n(?:\s+es)?|su\s+casa\s+(?:en|de)|lives?\s+(?:at|in|on)|lived\s+(?:at|in|on)|residing\s+(?:at|in)|home\s+address(?:\s+is)?|whose\s+address\s+is)(?:\s+(?:est[aá]\s+)?en)?\s{0,2}:?\s{0,2}(?<address>(?:(?<=[\s,](?:no|n[uú]m|col|av|c|mz|lt|int|ext|blvd|fracc))\.|[^.;\n]){1,160})/giu;

const STREET =
  /(?<![\p{L}])(?:calle|avenida|av|blvd|boulevard|calzada|andador|callej[oó]n|privada|colonia|col|barrio|manzana|mz|lote|lt|n[uú]mero|n[uú]m|no|street|st|avenue|ave|road|rd|apt|apartment)(?![\p{L}])|#|\d/iu;

export function findAddresses(text: string): PersonalDataFound[] {
  const found: PersonalDataFound[] = [];
  for (const match of text.matchAll(LIVES)) {
    const address = match.groups?.address ?? '';
    if (!STREET.test(address)) continue;
    const end = match.index + match[0].length;
    found.push({ kind: 'address', start: end - address.length, end });
  }
  return found;
}
