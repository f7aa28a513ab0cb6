import { distanceM, nearestShare, type Point, pointBetween } from './sphere.ts';
import type { CorridorPost, LinearReference } from './types.ts';

export interface TrackPoint extends Point {
  reference: LinearReference;
}

interface Corridor {
  id: string;
  posts: readonly CorridorPost[];
  /** Around all posts. */
  box: { west: number; south: number; east: number; north: number };
}

/** A box around a segment is skipped when it is further than this many degrees in either axis. */
const REACH_DEGREES = 0.45;
/** The lines are good to 2 km, a town's point may be its far end. */
const BY_TRACK_M = 6_000;

/** The freight corridors, to find the track near a place and the middle of the track between two. */
export class RailIndex {
  private readonly corridors: readonly Corridor[];
  private readonly byTrack = new WeakMap<Point, boolean>();

  constructor(posts: readonly CorridorPost[]) {
    const byId = new Map<string, CorridorPost[]>();
    for (const post of posts) {
      const list = byId.get(post.corridorId);
      if (list === undefined) byId.set(post.corridorId, [post]);
      else list.push(post);
    }
    this.corridors = [...byId].map(([id, list]) => ({
      id,
      posts: list.sort((a, b) => a.km - b.km),
      box: boxAround(list),
    }));
  }

  /** Does a track pass within BY_TRACK_M of a place? Remembered by place: the index asks again and again. */
  isBy(place: Point): boolean {
    let known = this.byTrack.get(place);
    if (known === undefined) {
      known = this.nearest(place, BY_TRACK_M) !== undefined;
      this.byTrack.set(place, known);
    }
    return known;
  }

  /** The nearest point of any track within `withinM`, with its linear reference; undefined when there is none. */
  nearest(point: Point, withinM: number): TrackPoint | undefined {
    let best: TrackPoint | undefined;
    for (const corridor of this.corridors) {
      const found = nearestOn(corridor, point);
      if (found !== undefined && found.distance <= (best === undefined ? withinM : best.reference.offsetM)) {
        best = {
          lon: found.lon,
          lat: found.lat,
          reference: { corridorId: corridor.id, km: found.km, offsetM: found.distance },
        };
      }
    }
    return best;
  }

  /**
   * The middle of the track between two places on one corridor, and half its length along the track; of several
   * corridors the shortest way. Undefined when no corridor passes both within `withinM`.
   */
  middle(a: Point, b: Point, withinM: number): (TrackPoint & { halfM: number }) | undefined {
    let best: (TrackPoint & { halfM: number }) | undefined;
    for (const corridor of this.corridors) {
      const atA = nearestOn(corridor, a);
      const atB = nearestOn(corridor, b);
      if (atA === undefined || atB === undefined || atA.distance > withinM || atB.distance > withinM)
        continue;
      const halfM = (Math.abs(atA.km - atB.km) * 1000) / 2;
      if (halfM < 500 || (best !== undefined && best.halfM <= halfM)) continue;
      const km = (atA.km + atB.km) / 2;
      best = { ...pointAt(corridor, km), reference: { corridorId: corridor.id, km, offsetM: 0 }, halfM };
    }
    return best;
  }
}

function boxAround(points: readonly Point[]): Corridor['box'] {
  const lons = points.map(({ lon }) => lon);
  const lats = points.map(({ lat }) => lat);
  return {
    west: Math.min(...lons),
    south: Math.min(...lats),
    east: Math.max(...lons),
    north: Math.max(...lats),
  };
}

/** False where every segment would be skipped. */
function isNear({ west, south, east, north }: Corridor['box'], { lon, lat }: Point): boolean {
  return (
    lon >= west - REACH_DEGREES &&
    lon <= east + REACH_DEGREES &&
    lat >= south - REACH_DEGREES &&
    lat <= north + REACH_DEGREES
  );
}

function nearestOn(
  corridor: Corridor,
  point: Point,
): { lon: number; lat: number; km: number; distance: number } | undefined {
  let best: { lon: number; lat: number; km: number; distance: number } | undefined;
  if (!isNear(corridor.box, point)) return best;
  for (let i = 0; i + 1 < corridor.posts.length; i++) {
    const a = corridor.posts[i]!;
    const b = corridor.posts[i + 1]!;
    if (Math.abs(a.lat - point.lat) > REACH_DEGREES && Math.abs(b.lat - point.lat) > REACH_DEGREES) continue;
    if (Math.abs(a.lon - point.lon) > REACH_DEGREES && Math.abs(b.lon - point.lon) > REACH_DEGREES) continue;
    const share = nearestShare(point, a, b);
    const foot = pointBetween(a, b, share);
    const distance = distanceM(point, foot);
    if (best === undefined || distance < best.distance)
      best = { ...foot, km: a.km + (b.km - a.km) * share, distance };
  }
  return best;
}

function pointAt(corridor: Corridor, km: number): Point {
  const { posts } = corridor;
  for (let i = 0; i + 1 < posts.length; i++) {
    const a = posts[i]!;
    const b = posts[i + 1]!;
    if (km <= b.km) return pointBetween(a, b, b.km === a.km ? 0 : (km - a.km) / (b.km - a.km));
  }
  return posts[posts.length - 1]!;
}
