import { contains, polygonsOf } from './polygon.ts';
import type { StateOutline } from './topologies.ts';

/**
 * INEGI's code of the state whose outline holds the point; for a point just outside all of them (a quay, a
 * bridge on the border, a simplified coast) that of the nearest vertex.
 */
export function nearestState(states: readonly StateOutline[], lon: number, lat: number): string {
  let nearest = { code: '', distance: Number.POSITIVE_INFINITY };
  for (const state of states) {
    for (const rings of polygonsOf(state.geometry)) {
      if (contains(rings, lon, lat)) return state.code;
      for (const position of rings[0] ?? []) {
        const distance = Math.hypot(position[0]! - lon, position[1]! - lat);
        if (distance < nearest.distance) nearest = { code: state.code, distance };
      }
    }
  }
  return nearest.code;
}
