import type { CorridorPost } from '../../geocoding/types.ts';
import { type CorridorTraits, type Line, pointOn } from '../line.ts';
import { PieceGrid } from '../piece-grid.ts';
import { planeDistanceM } from '../plane.ts';
import type { NodedLine } from './node-lines.ts';

/** A place that may have a station, or give an end its name. */
export interface NamedPlace {
  name: string;
  lon: number;
  lat: number;
}

/** A line end is named after the nearest place within this distance. */
const END_NAME_M = 15_000;
const BUCKET_DEGREES = 0.2;

/**
 * The posts of loaded lines: their vertices, a station where each candidate is nearest, and at both ends the name
 * of the nearest place, so that every stretch has two names.
 *
 * @param idOf the corridor id of a line by its index.
 * @param stations candidates, each with the distance at which it is still at the line, metres.
 * @returns corridor by corridor, km rising, and how many candidates found a line.
 */
export function postsOf(
  lines: readonly NodedLine[],
  idOf: (index: number) => string,
  traits: CorridorTraits,
  stations: readonly (NamedPlace & { withinM: number })[],
  places: readonly NamedPlace[],
): { posts: CorridorPost[]; stationCount: number } {
  const drawn: Line[] = lines.map((line, index) => ({
    ...traits,
    corridorId: idOf(index),
    stationAt: new Map(),
    ends: ['', ''],
    km: Float64Array.from(line.km),
    lon: Float64Array.from(line.lon),
    lat: Float64Array.from(line.lat),
  }));
  const grid = new PieceGrid(drawn);
  const stationsOf = drawn.map(() => [] as { km: number; name: string }[]);
  let stationCount = 0;
  for (const { name, lon, lat, withinM } of stations) {
    const found = grid.nearest(lon, lat, withinM);
    if (!found) continue;
    stationsOf[found.line].push({ km: found.km, name });
    stationCount++;
  }
  const nearestName = namesNear(places);
  const posts = drawn.flatMap((line, index) => {
    const last = line.km.length - 1;
    const vertices = Array.from(line.km, (km, i) => ({
      corridorId: line.corridorId,
      km,
      lon: line.lon[i],
      lat: line.lat[i],
      place: i === 0 || i === last ? nearestName(line.lon[i], line.lat[i]) : '',
      stateCode: '',
      isStation: false,
    }));
    for (const { km, name } of stationsOf[index]) {
      const at = vertices.find((post) => Math.abs(post.km - km) < 0.001);
      if (at) {
        at.place = name;
        at.isStation = true;
        continue;
      }
      const [lon, lat] = pointOn(line, km) as [number, number];
      vertices.push({
        corridorId: line.corridorId,
        km,
        lon,
        lat,
        place: name,
        stateCode: '',
        isStation: true,
      });
    }
    return vertices.sort((a, b) => a.km - b.km);
  });
  return { posts, stationCount };
}

function namesNear(places: readonly NamedPlace[]): (lon: number, lat: number) => string {
  const buckets = new Map<string, NamedPlace[]>();
  const key = (x: number, y: number) => `${x},${y}`;
  for (const place of places) {
    const at = key(Math.floor(place.lon / BUCKET_DEGREES), Math.floor(place.lat / BUCKET_DEGREES));
    const bucket = buckets.get(at);
    if (bucket) bucket.push(place);
    else buckets.set(at, [place]);
  }
  return (lon, lat) => {
    let best = '';
    let bestM = END_NAME_M;
    const [x, y] = [Math.floor(lon / BUCKET_DEGREES), Math.floor(lat / BUCKET_DEGREES)];
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const place of buckets.get(key(x + dx, y + dy)) ?? []) {
          const distance = planeDistanceM(lon, lat, place.lon, place.lat);
          if (distance >= bestM) continue;
          best = place.name;
          bestM = distance;
        }
      }
    }
    return best;
  };
}
