import type { CorridorPost } from '../geocoding/types.ts';
import type { Mode } from './modes.ts';

/** How well the shipped corridors are drawn: about 2 km. */
export const SHIPPED_ACCURACY_M = 2000;

/** What is known of a corridor beside its posts. */
export interface CorridorTraits {
  mode: Mode;
  /** How far the drawn line may lie from the real one, metres. */
  accuracyM: number;
  /** Which load brought it. Lines of one load by a user meet in exact vertices; the shipped ones do not. */
  origin: string;
}

export const SHIPPED_ORIGIN = 'shipped';
export const SHIPPED_TRAITS: CorridorTraits = {
  mode: 'rail',
  accuracyM: SHIPPED_ACCURACY_M,
  origin: SHIPPED_ORIGIN,
};

/** A corridor as columns: where the line is at each of its posts, km rising. */
export interface Line extends CorridorTraits {
  corridorId: string;
  /** Names of the posts that are stations, by index of the post. */
  stationAt: ReadonlyMap<number, string>;
  /** The places where it begins and ends, or '' where none is near. */
  ends: readonly [string, string];
  km: Float64Array;
  lon: Float64Array;
  lat: Float64Array;
}

/**
 * Groups posts into lines.
 *
 * @param posts corridor by corridor, km rising; a corridor with fewer than two posts is a bug.
 */
export function linesOf(posts: readonly CorridorPost[], traits: ReadonlyMap<string, CorridorTraits>): Line[] {
  const groups = new Map<string, CorridorPost[]>();
  for (const post of posts) {
    const group = groups.get(post.corridorId);
    if (group) group.push(post);
    else groups.set(post.corridorId, [post]);
  }
  return [...groups].map(([corridorId, group]) => {
    if (group.length < 2) throw new Error(`corridor ${corridorId} has fewer than two posts`);
    return {
      ...(traits.get(corridorId) ?? SHIPPED_TRAITS),
      corridorId,
      stationAt: new Map(group.flatMap((post, i) => (post.isStation ? [[i, post.place] as const] : []))),
      ends: [group[0].place, group[group.length - 1].place] as const,
      km: Float64Array.from(group, (post) => post.km),
      lon: Float64Array.from(group, (post) => post.lon),
      lat: Float64Array.from(group, (post) => post.lat),
    };
  });
}

export function rangeOf({ km }: Line): { fromKm: number; toKm: number } {
  return { fromKm: km[0], toKm: km[km.length - 1] };
}

/** lon, lat of a line at a km; null off its ends. */
export function pointOn(line: Line, km: number): [number, number] | null {
  if (km < line.km[0] || km > line.km[line.km.length - 1]) return null;
  const i = postBefore(line, km);
  const t = share(line, i, km);
  return [lerp(line.lon, i, t), lerp(line.lat, i, t)];
}

/** The line from one km to another, both ends included; km off the line are a bug. */
export function partOf(line: Line, fromKm: number, toKm: number): [number, number][] {
  const start = pointOn(line, fromKm);
  const end = pointOn(line, toKm);
  if (!start || !end) throw new Error(`no km ${fromKm} to ${toKm} on ${line.corridorId}`);
  const inner: [number, number][] = [];
  for (let i = 0; i < line.km.length; i++) {
    if (line.km[i] > fromKm && line.km[i] < toKm) inner.push([line.lon[i], line.lat[i]]);
  }
  return [start, ...inner, end];
}

/** Index of the last post at or before km, never the last post itself. */
function postBefore({ km }: Line, at: number): number {
  let low = 0;
  let high = km.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (km[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

function share({ km }: Line, i: number, at: number): number {
  const length = km[i + 1] - km[i];
  return length === 0 ? 0 : (at - km[i]) / length;
}

function lerp(values: Float64Array, i: number, t: number): number {
  return values[i] + t * (values[i + 1] - values[i]);
}
