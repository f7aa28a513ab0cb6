import type { Corridors } from '../../api/contract.ts';
import { distanceM } from '../../domain/geocoding/sphere.ts';

type Corridor = Corridors['corridors'][number];

/** Where a km post of a corridor lies, in degrees, along the drawn line; null off its ends. */
export function pointAtKm(corridor: Corridor, km: number): { lon: number; lat: number } | null {
  const stretch = corridor.stretches.find(({ fromKm, toKm }) => km >= fromKm && km <= toKm);
  if (!stretch) return null;
  const { line, fromKm, toKm } = stretch;
  const points = line.map(([lon, lat]) => ({ lon, lat }));
  const steps = points.slice(1).map((point, i) => distanceM(points[i] ?? point, point));
  const drawn = steps.reduce((sum, step) => sum + step, 0);
  // Km are the track's own, longer than the line drawn: a share of one is the same share of the other.
  let left = toKm > fromKm ? (drawn * (km - fromKm)) / (toKm - fromKm) : 0;
  for (const [i, step] of steps.entries()) {
    const [a, b] = [points[i], points[i + 1]];
    if (a && b && left <= step) {
      const share = step > 0 ? left / step : 0;
      return { lon: a.lon + share * (b.lon - a.lon), lat: a.lat + share * (b.lat - a.lat) };
    }
    left -= step;
  }
  return points.at(-1) ?? null;
}
