import { distanceM, nearestOnLine, type Point } from '../geocoding/sphere.ts';

/** Distance bands of an incident from the borders and from the rail, by the place that is known of it. */

/** Upper ends of the border bands, km. */
export const BORDER_KM = [25, 50, 100] as const;
/** `inland`: farther than the last band from both; `vague`: no place, or known too coarsely to say. */
export const BORDER_BANDS = [
  'north25',
  'north50',
  'north100',
  'south25',
  'south50',
  'south100',
  'inland',
  'vague',
] as const;
export type BorderBand = (typeof BORDER_BANDS)[number];
/** An incident known less well than the narrowest band is wide is in none. */
export const BORDER_RADIUS_M = 25_000;

/** Upper ends of the rail bands, km. */
export const RAIL_KM = [1, 5, 10] as const;
/** Those of them that a place known to a town can be in. */
export const RAIL_TOWN_KM = [5, 10] as const;
/** `town…`: places known to a town only, which can't say whether it was 1 km from the rail or four. */
export const RAIL_BANDS = ['rail1', 'rail5', 'rail10', 'far', 'vague', 'town5', 'town10', 'townFar'] as const;
export type RailBand = (typeof RAIL_BANDS)[number];
/** A place known this well is in a band of its own km. */
export const RAIL_RADIUS_M = 1_000;
/** One known this well (a town's point) is set against the rail from the second band on; one known less well is not. */
export const RAIL_TOWN_RADIUS_M = 5_000;

export interface BorderLines {
  north: readonly (readonly Point[])[];
  south: readonly (readonly Point[])[];
}

/** Metres to the nearest of the lines. */
export function distanceToLines(point: Point, lines: readonly (readonly Point[])[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const line of lines) nearest = Math.min(nearest, nearestOnLine(point, line).offsetM);
  return nearest;
}

/** The band of a place; the nearer border speaks. `radiusM` null: no place. */
export function borderBand(point: Point, radiusM: number | null, borders: BorderLines): BorderBand {
  if (radiusM === null || radiusM > BORDER_RADIUS_M) return 'vague';
  const north = distanceToLines(point, borders.north);
  const south = distanceToLines(point, borders.south);
  const km = Math.min(north, south) / 1000;
  const upper = BORDER_KM.find((end) => km <= end);
  return upper === undefined ? 'inland' : `${north < south ? 'north' : 'south'}${upper}`;
}

/** The band of a distance from the rail; null: farther than the last band. */
export function railBand(distanceFromRailM: number | null, radiusM: number | null): RailBand {
  if (radiusM === null || radiusM > RAIL_TOWN_RADIUS_M) return 'vague';
  const isExact = radiusM <= RAIL_RADIUS_M;
  const ends = isExact ? RAIL_KM : RAIL_TOWN_KM;
  const upper = distanceFromRailM === null ? undefined : ends.find((end) => distanceFromRailM <= end * 1000);
  if (isExact) return upper === undefined ? 'far' : (`rail${upper}` as RailBand);
  return upper === undefined ? 'townFar' : (`town${upper}` as RailBand);
}

/** A line with no two vertices nearer than `stepM` but for its ends: enough for bands of kilometres. */
export function thinned(line: readonly Point[], stepM: number): Point[] {
  const kept: Point[] = [];
  line.forEach((point, at) => {
    const last = kept.at(-1);
    if (!last || at === line.length - 1 || distanceM(last, point) >= stepM) kept.push(point);
  });
  return kept;
}
