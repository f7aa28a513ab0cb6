import { gridDisk } from 'h3-js';
import type { Neighbours } from './neighbours.ts';

/**
 * The study area by hexagons: the occupied H3 cells and the ring around each, sorted by index. Fix it once per
 * release and use it under every filter: it sets the mean and the variance that Gi* compares with.
 */
export function occupiedCellsAndRing(occupied: Iterable<string>): string[] {
  const cells = new Set<string>();
  for (const cell of occupied) for (const near of gridDisk(cell, 1)) cells.add(near);
  return [...cells].sort();
}

/** Each cell with itself and its ring of H3 neighbours, as far as they are in the study area. */
export function h3Neighbours(cells: readonly string[]): Neighbours {
  const indexOf = new Map(cells.map((cell, index) => [cell, index]));
  const offsets = new Int32Array(cells.length + 1);
  const targets = new Int32Array(cells.length * 7);
  let size = 0;
  for (let i = 0; i < cells.length; i++) {
    for (const near of gridDisk(cells[i]!, 1)) {
      const index = indexOf.get(near);
      if (index !== undefined) targets[size++] = index;
    }
    offsets[i + 1] = size;
  }
  return { offsets, targets: targets.slice(0, size) };
}
