import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  readCorridorPosts,
  readCorridors,
  readGazetteer,
  readMunicipalities,
} from '../data/reference/tables.ts';
import type { GeocoderReference } from '../domain/geocoding/types.ts';

const FOLDER = resolve(import.meta.dirname, '../data/reference');

function table(name: string): string {
  return readFileSync(resolve(FOLDER, name), 'utf8');
}

/** The committed reference tables as the geocoder wants them; needs no database. */
export function embeddedReference(): GeocoderReference {
  return {
    toponyms: readGazetteer(table('gazetteer.csv')),
    municipalities: readMunicipalities(table('municipalities.csv')),
    corridorPosts: readCorridorPosts(table('corridor-posts.csv')),
  };
}

/** Corridor id to its shown name. */
export function corridorNames(): Map<string, string> {
  return new Map(readCorridors(table('corridors.csv')).map(({ id, name }) => [id, name]));
}
