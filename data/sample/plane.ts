/** Short distances on the sphere laid flat at a point: good to 1 % within 200 km. */

export interface Point {
  lon: number;
  lat: number;
}

/** Mean radius of the Earth (6371.0088 km) times one degree. */
const KM_PER_DEGREE = 111.1951;

function kmPerLon(lat: number): number {
  return KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
}

/** Kilometres to the east and to the north that lead from `from` to `to`. */
export function offsetKm(from: Point, to: Point): { eastKm: number; northKm: number } {
  return {
    eastKm: (to.lon - from.lon) * kmPerLon((from.lat + to.lat) / 2),
    northKm: (to.lat - from.lat) * KM_PER_DEGREE,
  };
}

export function distanceKm(from: Point, to: Point): number {
  const { eastKm, northKm } = offsetKm(from, to);
  return Math.hypot(eastKm, northKm);
}

/** The point so many kilometres away. */
export function moved({ lon, lat }: Point, eastKm: number, northKm: number): Point {
  return { lon: lon + eastKm / kmPerLon(lat), lat: lat + northKm / KM_PER_DEGREE };
}

/** The point at a share (0 to 1) of the straight way. */
export function along(from: Point, to: Point, share: number): Point {
  return { lon: from.lon + (to.lon - from.lon) * share, lat: from.lat + (to.lat - from.lat) * share };
}

/** Which of the eight winds blows towards `to`: 0 north, 1 north-east, ... 7 north-west. */
export function windOf(from: Point, to: Point): number {
  const { eastKm, northKm } = offsetKm(from, to);
  return (Math.round(Math.atan2(eastKm, northKm) / (Math.PI / 4)) + 8) % 8;
}
