import type { CorridorPost, MunicipalityName, Toponym } from '../../domain/geocoding/types.ts';
import { distanceKm, type Point } from './plane.ts';

/** What the generator knows of the country: the committed reference tables, given by the caller. */
export interface SampleReference {
  toponyms: readonly Toponym[];
  municipalities: readonly MunicipalityName[];
  corridorPosts: readonly CorridorPost[];
  /** Everyday names by toponym id, where the gazetteer's is official: "Querétaro". */
  everydayNames: ReadonlyMap<string, string>;
}

/** A town as texts name it. */
export interface Town extends Point {
  id: string;
  name: string;
  stateCode: string;
  municipality: string;
  population: number;
}

/** Look-ups over the reference tables, built once. */
export interface Atlas {
  /** The largest town of that gazetteer name in the state; a name that does not exist is a bug. */
  town(stateCode: string, name: string): Town;
  /** The town by which one would name the point: near and large, in the state, within `withinKm`; or null. */
  townNear(point: Point, stateCode: string, withinKm: number): Town | null;
  /** The posts of each corridor in order. */
  corridors: ReadonlyMap<string, readonly CorridorPost[]>;
}

export function buildAtlas(reference: SampleReference): Atlas {
  const municipalityNames = new Map(reference.municipalities.map(({ code, name }) => [code, name]));
  const townsByState = new Map<string, Town[]>();
  const gazetteerNames = new Map<string, Town>();
  for (const toponym of reference.toponyms) {
    if (toponym.countryCode !== 'MX') continue;
    const town: Town = {
      id: toponym.id,
      name: reference.everydayNames.get(toponym.id) ?? toponym.name.replace(/^Heroica /, ''),
      lon: toponym.lon,
      lat: toponym.lat,
      stateCode: toponym.stateCode,
      municipality: municipalityNames.get(toponym.municipalityCode) ?? '',
      population: toponym.population,
    };
    const towns = townsByState.get(town.stateCode) ?? [];
    towns.push(town);
    townsByState.set(town.stateCode, towns);
    const key = `${town.stateCode} ${toponym.name}`;
    if (town.population > (gazetteerNames.get(key)?.population ?? -1)) gazetteerNames.set(key, town);
  }

  const corridors = new Map<string, CorridorPost[]>();
  for (const post of reference.corridorPosts) {
    corridors.set(post.corridorId, [...(corridors.get(post.corridorId) ?? []), post]);
  }

  return {
    corridors,
    town(stateCode, name) {
      const town = gazetteerNames.get(`${stateCode} ${name}`);
      if (town === undefined) throw new Error(`the gazetteer has no ${name} in ${stateCode}`);
      return town;
    },
    townNear(point, stateCode, withinKm) {
      let best: { town: Town; score: number } | null = null;
      for (const town of townsByState.get(stateCode) ?? []) {
        const km = distanceKm(point, town);
        if (km > withinKm) continue;
        // A town ten times as large is named from three kilometres farther away.
        const score = Math.log10(town.population + 100) - km / 3;
        if (best === null || score > best.score) best = { town, score };
      }
      return best?.town ?? null;
    },
  };
}
