import { distanceM, type Point } from './sphere.ts';

const SHARE_INSIDE = 0.95;

/** The distance from `centre` within which nineteen of twenty of the points lie. */
export function distanceHolding(points: readonly Point[], centre: Point): number {
  const distances = points.map((point) => distanceM(centre, point)).sort((a, b) => a - b);
  return distances[Math.min(distances.length - 1, Math.floor(distances.length * SHARE_INSIDE))] ?? 0;
}
