import type { HeldShelterRow } from '../../data/shelter-points.ts';
import { RowReader } from '../cells.ts';
import { plainWords } from '../plain-words.ts';
import { readSmallTable, type SmallTableProblem } from './small-table.ts';

/** What is wrong with a row, told so that the file can be mended and no place be read from it. */
export interface ShelterProblem {
  /** 1 is the first below the header. */
  row: number;
  column: string;
  /** Its shape: every digit as 0, every letter as x. */
  value: string;
  reason: string;
}

export interface ShelterFile {
  /** Each once. */
  points: { lon: number; lat: number }[];
  held: HeldShelterRow[];
  problems: ShelterProblem[];
}

const COLUMNS = {
  lat: ['lat', 'latitud', 'latitude'],
  lon: ['lon', 'longitud', 'longitude', 'lng'],
} as const;
const SHAPE_CHARS = 24;

/**
 * Reads a CSV of shelters: their latitude and longitude in degrees, and nothing else of them. A row that is no point
 * is held whole.
 */
export function readShelterFile(
  bytes: Uint8Array,
): { ok: true; file: ShelterFile } | { ok: false; reason: SmallTableProblem | 'no-columns' } {
  const table = readSmallTable(bytes);
  if ('problem' in table) return { ok: false, reason: table.problem };
  const named = (names: readonly string[]) => table.header.find((name) => names.includes(plainWords(name)));
  const lat = named(COLUMNS.lat);
  const lon = named(COLUMNS.lon);
  if (lat === undefined || lon === undefined) return { ok: false, reason: 'no-columns' };

  const points = new Map<string, { lon: number; lat: number }>();
  const held: HeldShelterRow[] = [];
  const problems: ShelterProblem[] = [];
  for (const read of table.rows) {
    const { rowNumber, values } = read.row;
    const cells = new RowReader(values);
    if (!read.ok) cells.problems.push(...read.problems);
    const latText = cells.required(lat);
    const lonText = cells.required(lon);
    const isThere = latText !== '' && lonText !== '';
    const point = isThere ? cells.point(latText, lonText, { lat, lon }) : null;
    if (point && cells.problems.length === 0) {
      points.set(`${point.lon} ${point.lat}`, point);
      continue;
    }
    held.push({
      row: rowNumber,
      values,
      problems: cells.problems.map(({ column, reason }) => ({ column, reason })),
    });
    for (const { column, value, reason } of cells.problems) {
      problems.push({ row: rowNumber, column, value: shapeOf(value), reason });
    }
  }
  return { ok: true, file: { points: [...points.values()], held, problems } };
}

/** How a text is written, and nothing of what it says: whoever has the file finds the cell by row and column. */
export function shapeOf(value: string): string {
  return value.slice(0, SHAPE_CHARS).replace(/\d/g, '0').replace(/\p{L}/gu, 'x');
}
