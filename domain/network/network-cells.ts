import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import { RESOLUTION_EDGE_M, type Resolution } from '../hexagons.ts';
import type { Line } from './line.ts';
import { PieceGrid } from './piece-grid.ts';

/** The cells through which a network runs, and those around whose centres lie within a distance of it. */
export interface NetworkCells {
  on: string[];
  around: string[];
}

const KM_PER_DEGREE = 111.2;

/** All cells of a resolution on a network's lines and within `bufferM` of them; sorted, none in both lists. */
export function networkCells(lines: readonly Line[], resolution: Resolution, bufferM: number): NetworkCells {
  const on = new Set<string>();
  for (const line of lines) addCellsOn(line, resolution, on);
  // Centres of neighbours are sqrt(3) edges apart in the mean, but cells differ in size by a third.
  const rings = Math.ceil(bufferM / (RESOLUTION_EDGE_M[resolution] * Math.sqrt(3) * 0.7)) + 1;
  const around = new Set<string>();
  for (const cell of on) {
    for (const near of gridDisk(cell, rings)) if (!on.has(near)) around.add(near);
  }
  const grid = new PieceGrid(lines);
  const isNear = (cell: string): boolean => {
    const [lat, lon] = cellToLatLng(cell);
    return grid.nearest(lon, lat, bufferM) !== null;
  };
  return { on: [...on].sort(), around: [...around].filter(isNear).sort() };
}

/** Walks a line in steps of a third of an edge: a corner that is cut so finely holds no incident to speak of. */
function addCellsOn({ lon, lat }: Line, resolution: Resolution, into: Set<string>): void {
  const stepKm = RESOLUTION_EDGE_M[resolution] / 3000;
  for (let post = 0; post + 1 < lon.length; post++) {
    const east = lon[post + 1]! - lon[post]!;
    const north = lat[post + 1]! - lat[post]!;
    const steps = Math.ceil((Math.hypot(east, north) * KM_PER_DEGREE) / stepKm);
    for (let step = 0; step <= steps; step++) {
      const share = steps === 0 ? 0 : step / steps;
      into.add(latLngToCell(lat[post]! + share * north, lon[post]! + share * east, resolution));
    }
  }
}
