import { latLngToCell } from 'h3-js';
import { occupiedCellsAndRing } from '../h3-study-area.ts';

/** From coarse to fine: states, towns, blocks. */
const FINEST = 10;
const COARSEST = 3;
/** More cells than this are mostly empty, and every method finds the same few. */
const MOST_CELLS = 3000;

/**
 * A study area for incidents of which nothing else is known: the cells with incidents and the ring around each, at the
 * finest H3 resolution that has no more than 3,000 of them, or at the one asked for.
 */
export function studyCells(lon: Float64Array, lat: Float64Array, asked?: number): string[] {
  const at = (resolution: number): string[] => {
    const occupied = new Set<string>();
    for (let i = 0; i < lon.length; i++) occupied.add(latLngToCell(lat[i]!, lon[i]!, resolution));
    return occupiedCellsAndRing(occupied);
  };
  if (asked !== undefined) return at(asked);
  let cells = at(COARSEST);
  for (let resolution = COARSEST + 1; resolution <= FINEST; resolution++) {
    const finer = at(resolution);
    if (finer.length > MOST_CELLS) return cells;
    cells = finer;
  }
  return cells;
}
