import type { CorridorPost, LinearReference } from '../geocoding/types.ts';

/** Mean Earth radius (IUGG), metres. */
const EARTH_RADIUS_M = 6_371_008.8;
const METRES_PER_DEGREE = (Math.PI / 180) * EARTH_RADIUS_M;

/** How near the track an incident must lie to be put on it. */
export const SNAP_M = 5000;

/** How well a place must be known to say on which stretch it is: stretches are some 100 km long. */
export const STRETCH_RADIUS_M = 25_000;

/** A piece of a corridor of about 1 km: the grain of all rates on the network. */
export interface Lixel {
  corridorId: string;
  seq: number;
  fromKm: number;
  toKm: number;
  line: [number, number][];
}

/** The part of a corridor between two neighbouring stations. */
export interface Stretch {
  id: string;
  corridorId: string;
  fromStation: string;
  toStation: string;
  fromKm: number;
  toKm: number;
  line: [number, number][];
  /** True for the stretch that ends the corridor. */
  isLast: boolean;
}

export interface Station {
  name: string;
  km: number;
  lon: number;
  lat: number;
}

interface Line {
  corridorId: string;
  posts: readonly CorridorPost[];
  km: Float64Array;
  lon: Float64Array;
  lat: Float64Array;
}

/** The freight-rail network as lines through its posts, referenced by corridor and km. */
export interface RailNetwork {
  corridorIds: readonly string[];
  /** First and last km: a corridor may begin beyond 0. Km are the track's own, longer than the line drawn. */
  rangeKm(corridorId: string): { fromKm: number; toKm: number };
  /** The nearest place on any corridor, or null when it is farther than `withinM`. */
  locate(lon: number, lat: number, withinM: number): LinearReference | null;
  /** lon, lat of the track at a km of a corridor; null for an unknown corridor or a km off its ends. */
  pointAt(corridorId: string, km: number): [number, number] | null;
  /** The line from one km to another, both ends included. */
  between(corridorId: string, fromKm: number, toKm: number): [number, number][];
  stations(corridorId: string): Station[];
  lixels(): Lixel[];
  stretches(): Stretch[];
}

/** @param posts corridor by corridor, km rising; a corridor with fewer than two posts is a bug. */
export function createRailNetwork(posts: readonly CorridorPost[]): RailNetwork {
  const lines = groupLines(posts);
  const byId = new Map(lines.map((line) => [line.corridorId, line]));

  function line(corridorId: string): Line {
    const found = byId.get(corridorId);
    if (!found) throw new Error(`no such corridor: ${corridorId}`);
    return found;
  }

  function rangeKm(corridorId: string): { fromKm: number; toKm: number } {
    const { km } = line(corridorId);
    return { fromKm: km[0], toKm: km[km.length - 1] };
  }

  function pointAt(corridorId: string, km: number): [number, number] | null {
    const found = byId.get(corridorId);
    if (!found || km < found.km[0] || km > found.km[found.km.length - 1]) return null;
    const i = postBefore(found, km);
    const t = share(found, i, km);
    return [lerp(found.lon, i, t), lerp(found.lat, i, t)];
  }

  function between(corridorId: string, fromKm: number, toKm: number): [number, number][] {
    const { km, lon, lat } = line(corridorId);
    const start = pointAt(corridorId, fromKm);
    const end = pointAt(corridorId, toKm);
    if (!start || !end) throw new Error(`no km ${fromKm} to ${toKm} on ${corridorId}`);
    const inner: [number, number][] = [];
    for (let i = 0; i < km.length; i++) {
      if (km[i] > fromKm && km[i] < toKm) inner.push([lon[i], lat[i]]);
    }
    return [start, ...inner, end];
  }

  function stations(corridorId: string): Station[] {
    return line(corridorId)
      .posts.filter((post) => post.isStation)
      .map(({ place, km, lon, lat }) => ({ name: place, km, lon, lat }));
  }

  function lixels(): Lixel[] {
    return lines.flatMap(({ corridorId }) => {
      const range = rangeKm(corridorId);
      return Array.from({ length: Math.ceil(range.toKm - range.fromKm) }, (_, seq) => {
        const fromKm = range.fromKm + seq;
        const toKm = Math.min(fromKm + 1, range.toKm);
        return { corridorId, seq, fromKm, toKm, line: between(corridorId, fromKm, toKm) };
      });
    });
  }

  function stretches(): Stretch[] {
    return lines.flatMap(({ corridorId, posts: linePosts }) => {
      const stops = linePosts.filter((post) => post.isStation);
      return stops.slice(1).map((to, i) => {
        const from = stops[i];
        return {
          id: `${corridorId}:${from.km}-${to.km}`,
          corridorId,
          fromStation: from.place,
          toStation: to.place,
          fromKm: from.km,
          toKm: to.km,
          line: between(corridorId, from.km, to.km),
          isLast: i === stops.length - 2,
        };
      });
    });
  }

  return {
    corridorIds: lines.map(({ corridorId }) => corridorId),
    rangeKm,
    locate: (lon, lat, withinM) => locate(lines, lon, lat, withinM),
    pointAt,
    between,
    stations,
    lixels,
    stretches,
  };
}

/** Nearest point over all pieces, in a plane that touches the Earth at the query: exact enough within 50 km. */
function locate(lines: readonly Line[], lon: number, lat: number, withinM: number): LinearReference | null {
  const kx = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  const ky = METRES_PER_DEGREE;
  let best: LinearReference | null = null;
  let bestD2 = withinM * withinM;
  for (const line of lines) {
    for (let i = 0; i + 1 < line.km.length; i++) {
      const ax = (line.lon[i] - lon) * kx;
      const ay = (line.lat[i] - lat) * ky;
      const dx = (line.lon[i + 1] - line.lon[i]) * kx;
      const dy = (line.lat[i + 1] - line.lat[i]) * ky;
      const length2 = dx * dx + dy * dy;
      const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length2));
      const x = ax + t * dx;
      const y = ay + t * dy;
      const d2 = x * x + y * y;
      if (d2 <= bestD2) {
        // Where corridors meet, the first of the file wins a tie, so that the answer does not depend on noise.
        if (best !== null && d2 === bestD2) continue;
        bestD2 = d2;
        best = { corridorId: line.corridorId, km: lerp(line.km, i, t), offsetM: Math.sqrt(d2) };
      }
    }
  }
  return best;
}

function groupLines(posts: readonly CorridorPost[]): Line[] {
  const groups = new Map<string, CorridorPost[]>();
  for (const post of posts) {
    const group = groups.get(post.corridorId);
    if (group) group.push(post);
    else groups.set(post.corridorId, [post]);
  }
  return [...groups].map(([corridorId, group]) => {
    if (group.length < 2) throw new Error(`corridor ${corridorId} has fewer than two posts`);
    return {
      corridorId,
      posts: group,
      km: Float64Array.from(group, (post) => post.km),
      lon: Float64Array.from(group, (post) => post.lon),
      lat: Float64Array.from(group, (post) => post.lat),
    };
  });
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
