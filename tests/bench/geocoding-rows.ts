import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';

const ROOT = resolve(import.meta.dirname, '../..');
const SHARED = resolve(ROOT, '../shared/data');

export const IOM_FILE = resolve(SHARED, 'iom-missing-migrants-mexico.csv');
export const INEGI_FILE = resolve(SHARED, 'localidades-inegi.csv');
export const POLYGON_FILE = resolve(SHARED, 'municipios-inegi.topo.json');

export interface TruthRow {
  id: string;
  text: string;
  lon: number;
  lat: number;
  half: 'dev' | 'held-out';
}

export function hasSharedData(): boolean {
  return existsSync(IOM_FILE) && existsSync(INEGI_FILE);
}

/** IOM's rows with a point in Mexico's box (a coast's reach of sea included), each in its half by its id's hash. */
export function truthRows(): TruthRow[] {
  const rows = parse(readFileSync(IOM_FILE, 'utf8'), { columns: true, bom: true }) as Record<
    string,
    string
  >[];
  return rows.flatMap((row): TruthRow[] => {
    const [lat, lon] = (row.Coordinates ?? '').split(',').map(Number);
    if (lat === undefined || lon === undefined || !(lat > 14 && lat < 33 && lon > -118.5 && lon < -85))
      return [];
    const id = row['Main ID']!;
    return [
      { id, text: row['Location of Incident']!, lon, lat, half: hash(id) % 2 === 0 ? 'dev' : 'held-out' },
    ];
  });
}

/** FNV-1a with a final mix; decides a row's half for good. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return (value ^ (value >>> 16)) >>> 0;
}
