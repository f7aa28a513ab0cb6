import { mesh } from 'topojson-client';
import { worldCountries } from './world-countries.ts';

/** ISO 3166-1 numeric, as world-atlas numbers its countries. */
const MEXICO = '484';
const UNITED_STATES = '840';

/** The land border of Mexico and the United States as lines of [lon, lat]. */
export function usMexicoBorder(): [number, number][][] {
  const world = worldCountries();
  const border = mesh(world, world.objects.countries, (a, b) => {
    const pair = [a, b].map((geometry) => String((geometry as { id?: string | number }).id));
    return pair.includes(MEXICO) && pair.includes(UNITED_STATES);
  });
  return border.coordinates as [number, number][][];
}
