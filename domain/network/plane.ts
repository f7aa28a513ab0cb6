/** Mean Earth radius (IUGG), metres. */
const EARTH_RADIUS_M = 6_371_008.8;
const METRES_PER_DEGREE = (Math.PI / 180) * EARTH_RADIUS_M;

/** Metres per degree east and north in a plane that touches the Earth at a latitude: exact enough within 50 km. */
export function scaleAt(lat: number): { east: number; north: number } {
  return { east: METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180), north: METRES_PER_DEGREE };
}

/** Metres between two places not more than some 50 km apart. */
export function planeDistanceM(lonA: number, latA: number, lonB: number, latB: number): number {
  const { east, north } = scaleAt((latA + latB) / 2);
  return Math.hypot((lonB - lonA) * east, (latB - latA) * north);
}
