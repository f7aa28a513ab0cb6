import { parse } from 'csv-parse/sync';
import type { CorridorPost, MunicipalityName, Toponym } from '../../domain/geocoding/types.ts';

/**
 * The committed reference tables as typed values. Each reader takes the file's text and is pure; a table that
 * does not have the columns and numbers it should is a bug of ours and throws with the table's name.
 */

type Row = Record<string, string>;

function parseTable(table: string, text: string, columns: readonly string[]): Row[] {
  const rows = parse(text, { columns: true }) as Row[];
  const header = Object.keys(rows[0] ?? {});
  if (header.join() !== columns.join()) throw new Error(`${table}: expected the columns ${columns.join()}`);
  return rows;
}

function numberIn(table: string, row: Row, column: string): number {
  const text = row[column] ?? '';
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) throw new Error(`${table}: ${column} is no number: ${text}`);
  return value;
}

/** The places of gazetteer.csv, in file order. */
export function readGazetteer(text: string): Toponym[] {
  const table = 'gazetteer.csv';
  return parseTable(table, text, [
    'id',
    'name',
    'other_names',
    'lon',
    'lat',
    'population',
    'country_code',
    'state_code',
    'municipality_code',
    'admin1_name',
  ]).map((row) => ({
    id: row.id!,
    name: row.name!,
    otherNames: row.other_names === '' ? [] : row.other_names!.split('|'),
    lon: numberIn(table, row, 'lon'),
    lat: numberIn(table, row, 'lat'),
    population: numberIn(table, row, 'population'),
    countryCode: row.country_code!,
    stateCode: row.state_code!,
    municipalityCode: row.municipality_code!,
    kind: 'locality',
  }));
}

/** The municipalities of municipalities.csv, by code. */
export function readMunicipalities(text: string): MunicipalityName[] {
  return parseTable('municipalities.csv', text, ['code', 'state_code', 'name']).map((row) => ({
    code: row.code!,
    stateCode: row.state_code!,
    name: row.name!,
  }));
}

/** A named freight-rail corridor; its posts run from the first station to the last. */
export interface Corridor {
  id: string;
  /** In Spanish. */
  name: string;
  operator: string;
  /** Names in order, as its posts name them. */
  stations: readonly string[];
}

/** The corridors of corridors.csv, in the order of the file: south to north. */
export function readCorridors(text: string): Corridor[] {
  return parseTable('corridors.csv', text, ['corridor_id', 'name_es', 'operator', 'stations']).map((row) => ({
    id: row.corridor_id!,
    name: row.name_es!,
    operator: row.operator!,
    stations: row.stations!.split('|'),
  }));
}

/** The posts of corridor-posts.csv, corridor by corridor, km rising. `place` is empty far from any town. */
export function readCorridorPosts(text: string): CorridorPost[] {
  const table = 'corridor-posts.csv';
  return parseTable(table, text, [
    'corridor_id',
    'km',
    'lon',
    'lat',
    'place',
    'place_id',
    'state_code',
    'is_station',
  ]).map((row) => ({
    corridorId: row.corridor_id!,
    km: numberIn(table, row, 'km'),
    lon: numberIn(table, row, 'lon'),
    lat: numberIn(table, row, 'lat'),
    place: row.place!,
    stateCode: row.state_code!,
    isStation: row.is_station === '1',
  }));
}

/** A name on the map. */
export interface MapLabel {
  name: string;
  nameEn: string;
  lon: number;
  lat: number;
  kind: 'country' | 'capital' | 'station' | 'town';
  /** 1 wins its place first, 6 last. */
  rank: number;
  /** 0 for countries. */
  population: number;
  /** INEGI's two digits; empty abroad. */
  stateCode: string;
  countryCode: string;
}

export const LABEL_COLUMNS = [
  'name',
  'name_en',
  'lon',
  'lat',
  'kind',
  'rank',
  'population',
  'state_code',
  'country_code',
] as const;

/** The labels of labels.csv, by rank, then population. */
export function readLabels(text: string): MapLabel[] {
  const table = 'labels.csv';
  return parseTable(table, text, LABEL_COLUMNS).map((row) => ({
    name: row.name!,
    nameEn: row.name_en!,
    lon: numberIn(table, row, 'lon'),
    lat: numberIn(table, row, 'lat'),
    kind: row.kind as MapLabel['kind'],
    rank: numberIn(table, row, 'rank'),
    population: numberIn(table, row, 'population'),
    stateCode: row.state_code!,
    countryCode: row.country_code!,
  }));
}
