const EARTH_RADIUS_KM = 6371.0088;
const DEGREE = Math.PI / 180;

/** Kilometres from a point to a line, on a plane laid at the point: good to 1 % within 200 km. */
export function kmToLines(lon: number, lat: number, lines: readonly (readonly [number, number][])[]): number {
  const kmPerLat = EARTH_RADIUS_KM * DEGREE;
  const kmPerLon = kmPerLat * Math.cos(lat * DEGREE);
  let nearest = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    for (let i = 0; i < line.length; i++) {
      // A line of one point is its own segment.
      const from = line[Math.max(0, i - 1)]!;
      const ax = (from[0] - lon) * kmPerLon;
      const ay = (from[1] - lat) * kmPerLat;
      const dx = (line[i]![0] - lon) * kmPerLon - ax;
      const dy = (line[i]![1] - lat) * kmPerLat - ay;
      const length2 = dx * dx + dy * dy;
      const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length2));
      nearest = Math.min(nearest, Math.hypot(ax + t * dx, ay + t * dy));
    }
  }
  return nearest;
}
