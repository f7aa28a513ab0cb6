import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Toponym } from '../../domain/geocoding/types.ts';
import {
  CAPITALS_ABROAD,
  ENGLISH_NAMES,
  EVERYDAY_NAMES,
  STATE_CAPITALS,
  TOWNS_ABROAD,
} from './label-choices.ts';
import { kmToLines } from './lines.ts';
import { LABEL_COLUMNS, type MapLabel, readGazetteer } from './tables.ts';
import { readCountries } from './topologies.ts';

/** Writes labels.csv: the names that the map draws, from the other tables, in the order in which they win. */

const TOWN_MIN_POPULATION = 20_000;
/** A smaller town nearer than this to a labelled one is part of it on the map (boroughs, suburbs). */
const SAME_TOWN_KM = 9;
/** Towns by population: rank 3 from 250,000 people, then 4, 5, and 6 for the smallest. */
const TOWN_RANKS = [
  { from: 250_000, rank: 3 },
  { from: 100_000, rank: 4 },
  { from: 50_000, rank: 5 },
  { from: 0, rank: 6 },
];

const here = import.meta.dirname;
const read = (name: string) => readFileSync(join(here, name), 'utf8');
const toponyms = readGazetteer(read('gazetteer.csv'));
const byId = new Map(toponyms.map((toponym) => [toponym.id, toponym]));

function label(toponym: Toponym, kind: MapLabel['kind'], rank: number, name = toponym.name): MapLabel {
  const { lon, lat, population, stateCode, countryCode } = toponym;
  const nameEn = ENGLISH_NAMES[name] ?? name;
  return { name, nameEn, lon, lat, kind, rank, population, stateCode, countryCode };
}

function toponym(id: string): Toponym {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`the gazetteer has no ${id}`);
  return found;
}

const countries = readCountries(read('countries.topo.json'))
  // The country whose states are labelled needs no name across it.
  .filter((country) => country.code !== 'MX')
  .map(
    (country): MapLabel => ({
      name: country.name,
      nameEn: country.nameEn,
      lon: country.lon,
      lat: country.lat,
      kind: 'country',
      rank: 1,
      population: 0,
      stateCode: '',
      countryCode: country.code,
    }),
  );

const capitals = [...STATE_CAPITALS, ...CAPITALS_ABROAD].map(([id, name]) =>
  label(toponym(id), 'capital', name === 'Ciudad de México' ? 1 : 2, name),
);
const capitalIds = new Set(STATE_CAPITALS.map(([id]) => id));
const stationNames = new Map<string, string>();
for (const post of parse(read('corridor-posts.csv'), { columns: true }) as Record<string, string>[]) {
  if (post.is_station === '1' && !capitalIds.has(post.place_id!))
    stationNames.set(post.place_id!, post.place!);
}
const stations = [...stationNames].map(([id, name]) => label(toponym(id), 'station', 3, name));

const towns: MapLabel[] = TOWNS_ABROAD.map(([id, name]) => label(toponym(id), 'town', 4, name));
const larger = toponyms
  .filter((place) => place.countryCode === 'MX' && place.population >= TOWN_MIN_POPULATION)
  .sort((a, b) => b.population - a.population || (a.id < b.id ? -1 : 1));
for (const place of larger) {
  const labelled = [...capitals, ...stations, ...towns];
  const near = labelled.some(
    ({ lon, lat }) => kmToLines(place.lon, place.lat, [[[lon, lat]]]) < SAME_TOWN_KM,
  );
  if (near) continue;
  const { rank } = TOWN_RANKS.find(({ from }) => place.population >= from)!;
  towns.push(label(place, 'town', rank, EVERYDAY_NAMES[place.name]));
}

const labels = [...countries, ...capitals, ...stations, ...towns].sort(
  (a, b) => a.rank - b.rank || b.population - a.population || (a.name < b.name ? -1 : 1),
);
const rows = labels.map((row) => [
  row.name,
  row.nameEn,
  row.lon,
  row.lat,
  row.kind,
  row.rank,
  row.population,
  row.stateCode,
  row.countryCode,
]);
writeFileSync(join(here, 'labels.csv'), stringify([[...LABEL_COLUMNS], ...rows]));
process.stdout.write(
  `labels.csv: ${countries.length} countries, ${capitals.length} capitals, ${stations.length} stations, ${towns.length} towns\n`,
);
