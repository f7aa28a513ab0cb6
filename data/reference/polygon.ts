import type { MultiPolygon, Polygon, Position } from 'geojson';

/** Planar geometry on lon/lat, good enough for label points and for asking which state holds a point. */

/** A polygon as its rings: the outer one first, then holes. */
export type Rings = readonly (readonly Position[])[];

/** The polygons of a geometry, each with its holes. */
export function polygonsOf(geometry: Polygon | MultiPolygon): Rings[] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

/** True when the point is inside the outer ring and in no hole (even-odd rule). */
export function contains(rings: Rings, lon: number, lat: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i] as [number, number];
      const [bx, by] = ring[j] as [number, number];
      if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

/** Square degrees of the outer ring (shoelace), for telling the mainland from islands. */
export function outerArea(rings: Rings): number {
  const ring = rings[0] ?? [];
  let doubled = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i] as [number, number];
    const [bx, by] = ring[j] as [number, number];
    doubled += bx * ay - ax * by;
  }
  return Math.abs(doubled) / 2;
}

/** Degrees of latitude to the nearest edge, with longitude shrunk by the cosine of the point's latitude. */
function edgeDistance(rings: Rings, lon: number, lat: number): number {
  const shrink = Math.cos((lat * Math.PI) / 180);
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const ax = (ring[i - 1]![0]! - lon) * shrink;
      const ay = ring[i - 1]![1]! - lat;
      const dx = (ring[i]![0]! - lon) * shrink - ax;
      const dy = ring[i]![1]! - lat - ay;
      const length2 = dx * dx + dy * dy;
      const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length2));
      nearest = Math.min(nearest, Math.hypot(ax + t * dx, ay + t * dy));
    }
  }
  return nearest;
}

/**
 * A point well inside the largest polygon: the one farthest from every edge on a grid that is refined around
 * the best cell. [lon, lat] with three decimals.
 */
export function labelPoint(geometry: Polygon | MultiPolygon): [number, number] {
  const rings = polygonsOf(geometry).reduce((a, b) => (outerArea(b) > outerArea(a) ? b : a));
  const lons = rings[0]!.map((position) => position[0]!);
  const lats = rings[0]!.map((position) => position[1]!);
  let west = Math.min(...lons);
  let east = Math.max(...lons);
  let south = Math.min(...lats);
  let north = Math.max(...lats);
  let best = { lon: 0, lat: 0, distance: -1 };
  const steps = 24;
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i <= steps; i++) {
      for (let j = 0; j <= steps; j++) {
        const lon = west + ((east - west) * i) / steps;
        const lat = south + ((north - south) * j) / steps;
        if (!contains(rings, lon, lat)) continue;
        const distance = edgeDistance(rings, lon, lat);
        if (distance > best.distance) best = { lon, lat, distance };
      }
    }
    const halfWidth = ((east - west) / steps) * 2;
    const halfHeight = ((north - south) / steps) * 2;
    [west, east] = [best.lon - halfWidth, best.lon + halfWidth];
    [south, north] = [best.lat - halfHeight, best.lat + halfHeight];
  }
  return [Math.round(best.lon * 1000) / 1000, Math.round(best.lat * 1000) / 1000];
}
