import { done, failed, type Outcome } from './outcome.ts';
import { readText } from './table.ts';

/** Cases of a .cas file, one entry a line. */
export interface CaseLines {
  file: string;
  location: string[];
  count: Int32Array;
  /** Days since 1970. */
  day: Int32Array;
  line: Int32Array;
}

/** Locations of a .geo file: degrees. */
export interface Locations {
  file: string;
  ids: string[];
  index: Map<string, number>;
  lon: Float64Array;
  lat: Float64Array;
}

/** A line of a plain file: its number in the file from 1, and its fields. */
interface Line {
  number: number;
  fields: string[];
}

/**
 * Reads SaTScan's case file: location, number of cases, date (2022/01/31 or 2022-1-31), divided by spaces or tabs; a name
 * with spaces in quotes. Further fields, which are covariates there, are not used.
 */
export function readCaseFile(file: string | undefined): Outcome<CaseLines> {
  const read = readLines(file, '--cases', 3);
  if (!read.ok) return read;
  const { lines, path } = read.value;
  const count = new Int32Array(lines.length);
  const day = new Int32Array(lines.length);
  for (const [i, { number, fields }] of lines.entries()) {
    const [, cases, date] = fields;
    count[i] = Number(cases);
    if (!/^\d{1,7}$/.test(cases!)) {
      return failed({ reason: 'not-a-whole-count', file: path, row: number, column: '2', value: cases! });
    }
    const at = dayOf(date!);
    if (at === null) return failed({ reason: 'bad-day', file: path, row: number, column: '3', value: date! });
    day[i] = at;
  }
  return done({
    file: path,
    location: lines.map(({ fields }) => fields[0]!),
    count,
    day,
    line: Int32Array.from(lines, ({ number }) => number),
  });
}

/** Reads SaTScan's coordinates file: location, latitude, longitude in degrees. */
export function readCoordinatesFile(file: string | undefined): Outcome<Locations> {
  const read = readLines(file, '--coordinates', 3);
  if (!read.ok) return read;
  const { lines, path } = read.value;
  const index = new Map<string, number>();
  const lon = new Float64Array(lines.length);
  const lat = new Float64Array(lines.length);
  for (const [i, { number, fields }] of lines.entries()) {
    const [id, north, east] = fields;
    if (index.has(id!))
      return failed({ reason: 'duplicate-id', file: path, row: number, column: '1', value: id! });
    index.set(id!, i);
    lat[i] = Number(north);
    lon[i] = Number(east);
    for (const [at, value, most] of [[1, lat[i]!, 90] as const, [2, lon[i]!, 180] as const]) {
      // Also where it is no number at all.
      if (!(Math.abs(value) <= most)) {
        const column = String(at + 1);
        return failed({
          reason: 'bad-coordinate',
          file: path,
          row: number,
          column,
          value: fields[at]!,
          needed: most,
        });
      }
    }
  }
  return done({ file: path, ids: lines.map(({ fields }) => fields[0]!), index, lon, lat });
}

/**
 * Reads SaTScan's population file: location, year (not used), population. One line a location: a population that
 * changes over the years is refused rather than averaged in silence.
 */
export function readPopulationFile(file: string | undefined, places: Locations): Outcome<Float64Array> {
  const read = readLines(file, '--population', 3);
  if (!read.ok) return read;
  const { lines, path } = read.value;
  const population = new Float64Array(places.ids.length);
  const seen = new Set<string>();
  for (const { number, fields } of lines) {
    const [id, , people] = fields;
    const at = { file: path, row: number };
    const place = places.index.get(id!);
    if (place === undefined)
      return failed({ reason: 'unknown-location', ...at, value: id!, needed: places.file });
    if (seen.has(id!)) return failed({ reason: 'several-populations', ...at, value: id! });
    seen.add(id!);
    population[place] = Number(people);
    if (!Number.isFinite(population[place])) {
      return failed({ reason: 'not-a-number', ...at, column: '3', value: people! });
    }
    if (population[place]! < 0)
      return failed({ reason: 'negative-count', ...at, column: '3', value: people! });
  }
  return done(population);
}

/** Days since 1970 of 2022/1/31 or 2022-01-31; null where it is no day of the calendar. */
export function dayOf(text: string): number | null {
  const parts = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/.exec(text);
  if (!parts) return null;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / 86_400_000 : null;
}

function readLines(
  file: string | undefined,
  option: string,
  fieldsNeeded: number,
): Outcome<{ path: string; lines: Line[] }> {
  if (file === undefined) return failed({ reason: 'missing-option', column: option });
  const content = readText(file);
  if (!content.ok) return content;
  const lines: Line[] = [];
  for (const [i, line] of content.value
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const fields = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
    if (fields.length === 0) continue;
    if (fields.length < fieldsNeeded) {
      return failed({
        reason: 'too-few-fields',
        file,
        row: i + 1,
        value: fields.length,
        needed: fieldsNeeded,
      });
    }
    lines.push({ number: i + 1, fields });
  }
  return lines.length === 0 ? failed({ reason: 'empty-file', file }) : done({ path: file, lines });
}
