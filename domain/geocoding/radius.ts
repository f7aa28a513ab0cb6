import type { Place } from './places.ts';

/**
 * How far from the point the truth may be, by rule. `baseM` is what remains of the error when the named place's own
 * extent is taken off: read from the development half of IOM's Mexican rows (tests/bench/geocoding.ts prints both
 * halves) so that nine of ten truths lie inside where the file's point can be the text's, and rounded up. What adds
 * to a town's name (tracks, a river, a street, near) never has a larger base than the name alone: information
 * taken away may not shrink a radius. Two rules widen on purpose, for what they add says "not in the town":
 * an unknown village (its municipality) and the open sea.
 */
export const RULE_RADII = {
  'border-crossing': { baseM: 6_000, why: 'a bridge or gate has a position' },
  locality: { baseM: 17_500, why: "a named town: its built area and the reporter's idea of its centre" },
  'locality-in-context': {
    baseM: 17_500,
    why: 'a smaller place found within the larger one that the text names',
  },
  'near-locality': { baseM: 17_500, why: 'the text itself says near' },
  'locality-far-from-context': { baseM: 60_000, why: 'the text also names a place far from it' },
  'town-for-part': {
    baseM: 13_000,
    why: 'a street, hospital or colonia that is in no gazetteer: its town stands for it',
  },
  'municipality-for-part': {
    baseM: 17_500,
    why: 'a ranch or ejido that is in no gazetteer: its municipality stands for it',
  },
  municipality: { baseM: 17_500, why: 'only the municipality is named' },
  'on-rail': { baseM: 17_500, why: 'on the track nearest to a named place' },
  'between-on-rail': { baseM: 6_000, why: 'half the track between two places is added' },
  between: { baseM: 8_000, why: 'half the way between two places is added' },
  'within-between': { baseM: 12_000, why: 'between two places, at a third that the text names' },
  'road-km': { baseM: 15_000, why: 'kilometres are counted from a start that the text does not tell' },
  'road-between': { baseM: 8_000, why: 'somewhere on the road: half the way is added' },
  'on-road': { baseM: 25_000, why: 'a road is named after a town, the place on it is not' },
  'distance-from': { baseM: 4_000, why: 'a distance and a direction from a place' },
  'border-river': { baseM: 17_500, why: 'on the border river by a named town: the bank is long' },
  'river-in-state': {
    baseM: 30_000,
    why: 'somewhere on the border river in a state: half its length there is added',
  },
  'off-coast': { baseM: 50_000, why: 'at sea off a named place' },
  state: { baseM: 15_000, why: 'only the state is named: nineteen of twenty of its places lie inside' },
  abroad: { baseM: 10_000, why: 'a named place outside Mexico' },
} as const satisfies Readonly<Record<string, { baseM: number; why: string }>>;

export type Rule = keyof typeof RULE_RADII;

/** People per square kilometre of a Mexican town's built area, roughly (INEGI, Marco Geoestadístico 2020). */
const PEOPLE_PER_KM2 = 5_000;
/** A stretch or a sea with a larger radius is known no better than a municipality. */
export const LOCALITY_RADIUS_M = 25_000;
/** A misspelt or shortened name may be another place after all. */
export const DOUBTFUL_NAME_M = 4_000;

/** Radius in metres of a disc that holds the town's people at the usual density; INEGI's extent where known. */
export function builtExtentM(place: Place): number {
  return place.extentM ?? 1.3 * Math.sqrt(place.population / PEOPLE_PER_KM2 / Math.PI) * 1000;
}

/** The stated radius: the rule's base, the extent of what is named, rounded up to 100 m. */
export function radiusFor(rule: Rule, extentM: number): number {
  return Math.ceil((RULE_RADII[rule].baseM + extentM) / 100) * 100;
}
