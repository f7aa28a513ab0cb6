/** Distances and directions on a sphere of the Earth's mean radius; degrees in, metres out. */

const EARTH_RADIUS_M = 6_371_008.8;
const DEGREE = Math.PI / 180;
const METRES_PER_DEGREE = EARTH_RADIUS_M * DEGREE;

export interface Point {
  lon: number;
  lat: number;
}

/** Great-circle distance in metres (haversine, Sinnott 1984). */
export function distanceM(a: Point, b: Point): number {
  const sinLat = Math.sin(((b.lat - a.lat) * DEGREE) / 2);
  const sinLon = Math.sin(((b.lon - a.lon) * DEGREE) / 2);
  const h = sinLat * sinLat + Math.cos(a.lat * DEGREE) * Math.cos(b.lat * DEGREE) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The point `lengthM` from `from` towards `bearingDegrees` (0 north, 90 east), on a plane laid at `from`. */
export function offsetPoint(from: Point, bearingDegrees: number, lengthM: number): Point {
  const lat = from.lat + (Math.cos(bearingDegrees * DEGREE) * lengthM) / METRES_PER_DEGREE;
  const lon =
    from.lon +
    (Math.sin(bearingDegrees * DEGREE) * lengthM) / (METRES_PER_DEGREE * Math.cos(from.lat * DEGREE));
  return { lon, lat };
}

/** The point at `share` (0 to 1) of the way from a to b; straight in degrees, good enough under 300 km. */
export function pointBetween(a: Point, b: Point, share: number): Point {
  return { lon: a.lon + (b.lon - a.lon) * share, lat: a.lat + (b.lat - a.lat) * share };
}

/** Where on the segment a-b `point` is nearest: 0 at a, 1 at b; on a plane laid at `point`. */
export function nearestShare(point: Point, a: Point, b: Point): number {
  const shrink = Math.cos(point.lat * DEGREE);
  const dx = (b.lon - a.lon) * shrink;
  const dy = b.lat - a.lat;
  const length2 = dx * dx + dy * dy;
  if (length2 === 0) return 0;
  const along = ((point.lon - a.lon) * shrink * dx + (point.lat - a.lat) * dy) / length2;
  return Math.max(0, Math.min(1, along));
}

/** The nearest point of a line to `point`, how far it is, and on which segment; a line has a vertex at least. */
export function nearestOnLine(
  point: Point,
  line: readonly Point[],
): Point & { offsetM: number; segment: number } {
  const shrink = Math.cos(point.lat * DEGREE);
  let best: Point = line[0]!;
  let bestSquare = Number.POSITIVE_INFINITY;
  let bestSegment = 0;
  for (let segment = 0; segment + 1 < line.length; segment++) {
    const a = line[segment]!;
    const b = line[segment + 1]!;
    const foot = pointBetween(a, b, nearestShare(point, a, b));
    const dx = (foot.lon - point.lon) * shrink;
    const dy = foot.lat - point.lat;
    const square = dx * dx + dy * dy;
    if (square >= bestSquare) continue;
    bestSquare = square;
    best = foot;
    bestSegment = segment;
  }
  return { lon: best.lon, lat: best.lat, offsetM: distanceM(point, best), segment: bestSegment };
}
