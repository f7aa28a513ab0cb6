import { PLACE_TYPES, PRECISIONS } from '../taxonomy.ts';
import type { IncidentPlace } from './placement.ts';

/**
 * Places in columns, one row a place: to send a thread a hundred thousand objects would hold up whoever sends them. NaN
 * and -1 stand for null; words are kept once.
 */
export interface PlaceColumns {
  count: number;
  lon: Float64Array;
  lat: Float64Array;
  radiusM: Float64Array;
  corridorKm: Float64Array;
  offsetM: Float64Array;
  /** Index into PRECISIONS. */
  precision: Int8Array;
  /** Index into PLACE_TYPES. */
  placeType: Int8Array;
  /** Index into words. */
  stateCode: Int32Array;
  corridorId: Int32Array;
  words: readonly string[];
}

/** In one pass with plain loops: whoever reads the places holds an event loop meanwhile. */
export function placeColumns(places: readonly IncidentPlace[]): PlaceColumns {
  const count = places.length;
  const words = new Map<string, number>();
  const wordAt = (word: string | null): number => {
    if (word === null) return -1;
    const known = words.get(word);
    if (known !== undefined) return known;
    words.set(word, words.size);
    return words.size - 1;
  };
  const columns = {
    lon: new Float64Array(count),
    lat: new Float64Array(count),
    radiusM: new Float64Array(count),
    corridorKm: new Float64Array(count),
    offsetM: new Float64Array(count),
    precision: new Int8Array(count),
    placeType: new Int8Array(count),
    stateCode: new Int32Array(count),
    corridorId: new Int32Array(count),
  };
  for (let row = 0; row < count; row++) {
    const place = places[row]!;
    columns.lon[row] = place.lon ?? Number.NaN;
    columns.lat[row] = place.lat ?? Number.NaN;
    columns.radiusM[row] = place.radiusM ?? Number.NaN;
    columns.corridorKm[row] = place.corridorKm ?? Number.NaN;
    columns.offsetM[row] = place.offsetM ?? Number.NaN;
    columns.precision[row] = place.precision === null ? -1 : PRECISIONS.indexOf(place.precision);
    columns.placeType[row] = PLACE_TYPES.indexOf(place.placeType);
    columns.stateCode[row] = wordAt(place.stateCode);
    columns.corridorId[row] = wordAt(place.corridorId);
  }
  return { count, ...columns, words: [...words.keys()] };
}

/** One of the places, as it was before. */
export function placeOfRow(columns: PlaceColumns, row: number): IncidentPlace {
  const number = (column: Float64Array) => (Number.isNaN(column[row]!) ? null : column[row]!);
  return {
    lon: number(columns.lon),
    lat: number(columns.lat),
    radiusM: number(columns.radiusM),
    corridorKm: number(columns.corridorKm),
    offsetM: number(columns.offsetM),
    precision: PRECISIONS[columns.precision[row]!] ?? null,
    placeType: PLACE_TYPES[columns.placeType[row]!] ?? 'unknown',
    stateCode: columns.words[columns.stateCode[row]!] ?? '',
    corridorId: columns.words[columns.corridorId[row]!] ?? null,
  };
}
