import { dayNumber } from '../../domain/days.ts';
import { readDate } from '../../etl/dates.ts';
import { done, failed, type Outcome } from '../stats/outcome.ts';
import { lineOf, readTable, textColumn } from '../stats/table.ts';

/** Why a row of a plain CSV is no incident with a day and a place. */
export const ROW_PROBLEMS = ['bad-date', 'no-day', 'bad-coordinate', 'no-coordinate'] as const;
export type RowProblem = (typeof ROW_PROBLEMS)[number];

export interface CsvIncidents {
  rows: number;
  day: Int32Array;
  lon: Float64Array;
  lat: Float64Array;
  /** Rows left out: how many, and the line of the first, by reason. */
  left: Partial<Record<RowProblem, { count: number; line: number }>>;
}

export interface CsvColumns {
  date?: string | undefined;
  lon?: string | undefined;
  lat?: string | undefined;
  /** `dmy` or `mdy`, for days such as 03/04/2020. */
  dateOrder?: string | undefined;
}

const DATES = ['date', 'day', 'fecha', 'fecha_del_hecho', 'incident_date'];
const LONGITUDES = ['lon', 'lng', 'longitude', 'longitud', 'x'];
const LATITUDES = ['lat', 'latitude', 'latitud', 'y'];
const SLASHED = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/;

/**
 * Reads incidents from any CSV with a day, a longitude and a latitude in degrees. Rows without them are left out,
 * counted, and the first of each kind named by its line; a row is never guessed at.
 * @param today ISO day; nothing may lie after it
 */
export function readIncidentCsv(file: string, columns: CsvColumns, today: string): Outcome<CsvIncidents> {
  const table = readTable(file, '--csv');
  if (!table.ok) return table;
  const dates = textColumn(table.value, DATES, columns.date);
  if (!dates.ok) return dates;
  const east = textColumn(table.value, LONGITUDES, columns.lon);
  if (!east.ok) return east;
  const north = textColumn(table.value, LATITUDES, columns.lat);
  if (!north.ok) return north;
  const order = dateOrder(dates.value.values, columns.dateOrder);
  if (order === null) {
    return failed({
      reason: 'ambiguous-dates',
      file,
      column: dates.value.name,
      needed: '--date-order dmy | mdy',
    });
  }

  const left: CsvIncidents['left'] = {};
  const day: number[] = [];
  const lon: number[] = [];
  const lat: number[] = [];
  for (let i = 0; i < dates.value.values.length; i++) {
    const read = dayOf(dates.value.values[i]!, order, today);
    const place = placeOf(east.value.values[i]!, north.value.values[i]!);
    const problem = typeof read === 'string' ? read : typeof place === 'string' ? place : null;
    if (problem !== null) {
      left[problem] = { count: (left[problem]?.count ?? 0) + 1, line: left[problem]?.line ?? lineOf(i) };
    } else if (typeof read === 'number' && typeof place !== 'string') {
      day.push(read);
      lon.push(place.lon);
      lat.push(place.lat);
    }
  }
  return done({
    rows: dates.value.values.length,
    day: Int32Array.from(day),
    lon: Float64Array.from(lon),
    lat: Float64Array.from(lat),
    left,
  });
}

/** Whether 03/04/2020 is a day in April or in March, as the column's other dates tell; null where none does. */
function dateOrder(dates: readonly string[], asked: string | undefined): 'dmy' | 'mdy' | null {
  if (asked === 'dmy' || asked === 'mdy') return asked;
  const slashed = dates.flatMap((text) => SLASHED.exec(text) ?? []).length > 0;
  const has = (part: 1 | 2) => dates.some((text) => Number(SLASHED.exec(text)?.[part] ?? 0) > 12);
  if (!slashed || has(1)) return 'dmy';
  return has(2) ? 'mdy' : null;
}

function dayOf(text: string, order: 'dmy' | 'mdy', today: string): number | RowProblem {
  // The reader of sources takes the day first.
  const ordered = order === 'mdy' ? text.replace(SLASHED, '$2/$1/$3') : text;
  // A time behind a slashed date, with or without AM and seconds, is none of our business.
  const read = readDate(SLASHED.test(ordered) ? SLASHED.exec(ordered)![0] : ordered, today);
  if (!read.ok) return 'bad-date';
  return read.date.precision === 'day' ? dayNumber(read.date.firstDay) : 'no-day';
}

function placeOf(east: string, north: string): { lon: number; lat: number } | RowProblem {
  if (east.trim() === '' || north.trim() === '') return 'no-coordinate';
  const lon = Number(east);
  const lat = Number(north);
  if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return 'bad-coordinate';
  // Zero, zero lies in the sea off Africa, and is what programs write for nothing.
  return lon === 0 && lat === 0 ? 'no-coordinate' : { lon, lat };
}
