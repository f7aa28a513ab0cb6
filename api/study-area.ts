import { cellToLatLng } from 'h3-js';
import {
  cellsInMexico,
  readOccupiedCells,
  readStudyArea,
  type StudyArea,
  storeStudyArea,
} from '../data/study-area.ts';
import type { Resolution } from '../domain/hexagons.ts';
import { occupiedCellsAndRing } from '../domain/statistics/h3-study-area.ts';
import type { ApiContext } from './context.ts';
import type { JobControl } from './jobs/jobs.ts';

/** Land this near the network is compared with, whether anything was reported there or not. */
const BUFFER_M = 25_000;

/**
 * The study area that holds every place of a predatory incident, whatever is asked: the stored one, or a new release
 * of it where incidents came to lie outside. For a reader from whom new incidents are held back it holds none of their
 * cells, and nothing is stored.
 *
 * @param until as in Disclosure
 */
export async function currentStudyArea(
  { database, network }: Pick<ApiContext, 'database' | 'network'>,
  resolution: Resolution,
  until: string | null,
  control: JobControl,
): Promise<StudyArea> {
  const occupied = await readOccupiedCells(database.pool, resolution, until);
  const stored = await readStudyArea(database.pool, resolution, until);
  const known = new Set(stored?.cells);
  if (stored && occupied.every((cell) => known.has(cell))) return stored;
  const base = stored?.cells ?? (await bufferCells({ database, network }, resolution, control));
  const cells = [...new Set([...base, ...occupiedCellsAndRing(occupied)])].sort();
  if (until !== null) return { release: stored?.release ?? 0, cells, bufferM: BUFFER_M };
  return storeStudyArea(database.pool, resolution, {
    release: (stored?.release ?? 0) + 1,
    cells,
    bufferM: BUFFER_M,
  });
}

async function bufferCells(
  { database, network }: Pick<ApiContext, 'database' | 'network'>,
  resolution: Resolution,
  control: JobControl,
): Promise<string[]> {
  const { on, around } = await control.run('networkCells', [network.lines, resolution, BUFFER_M]);
  const centres = around.map((cell) => {
    const [lat, lon] = cellToLatLng(cell);
    return { cell, lon, lat };
  });
  return [...on, ...(await cellsInMexico(database.pool, centres))];
}
