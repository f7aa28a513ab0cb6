import type { RiskLixels } from './risk-network.ts';

/** Lixels that may lie within a radius of a point: none that does is missing, some that don't are among them. */
export type LixelFinder = (lon: number, lat: number, radiusM: number) => number[];

/** Squares of the index, degrees: about the radius of a place known by its town. */
const SIDE_DEGREES = 0.25;
const METRES_PER_DEGREE = 111_195;

/** Sorts the lixels' middles into squares of degrees. */
export function lixelFinder({ count, lon, lat }: Pick<RiskLixels, 'count' | 'lon' | 'lat'>): LixelFinder {
  const squares = new Map<number, number[]>();
  const key = (column: number, row: number) => column * 4096 + row;
  const square = (degrees: number) => Math.floor((degrees + 180) / SIDE_DEGREES);
  for (let lixel = 0; lixel < count; lixel++) {
    const at = key(square(lon[lixel]!), square(lat[lixel]!));
    const there = squares.get(at);
    if (there) there.push(lixel);
    else squares.set(at, [lixel]);
  }
  return (atLon, atLat, radiusM) => {
    const up = radiusM / METRES_PER_DEGREE;
    // Degrees of longitude are shortest at the circle's end nearer to the pole.
    const across = up / Math.cos(((Math.abs(atLat) + up) * Math.PI) / 180);
    const found: number[] = [];
    for (let column = square(atLon - across); column <= square(atLon + across); column++) {
      for (let row = square(atLat - up); row <= square(atLat + up); row++) {
        const there = squares.get(key(column, row));
        if (there) found.push(...there);
      }
    }
    return found.sort((a, b) => a - b);
  };
}
