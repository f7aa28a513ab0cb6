import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { inegiFromFips } from '../../domain/states.ts';
import { nearestState } from './nearest-state.ts';
import { SHARED_DATA } from './repository.ts';
import { readStates } from './topologies.ts';

/**
 * Writes corridors.csv and corridor-posts.csv from ../shared/data/rail. A post beside no town carries no state
 * there: it gets the one its point lies in.
 */

interface SourceCorridor {
  corridor: string;
  name_es: string;
  operator: string;
  stations: string;
}
interface SourcePost {
  corridor: string;
  km: string;
  lon: string;
  lat: string;
  geonameid: string;
  place: string;
  admin1_fips: string;
  is_station: '0' | '1';
}

function readSource<T>(name: string): T[] {
  return parse(readFileSync(join(SHARED_DATA, 'rail', name)), { columns: true }) as T[];
}

const states = readStates(readFileSync(join(import.meta.dirname, 'states.topo.json'), 'utf8'));
const corridors = readSource<SourceCorridor>('corridors.csv');
const posts = readSource<SourcePost>('waypoints.csv');

const postRows = corridors.flatMap(({ corridor, stations }) => {
  const names = stations.split(' > ');
  let station = 0;
  const rows = posts
    .filter((post) => post.corridor === corridor)
    .map((post) => {
      const isStation = post.is_station === '1';
      return [
        corridor,
        Number(post.km).toFixed(1),
        post.lon,
        post.lat,
        // A station has the corridor's everyday name ("Querétaro"), not GeoNames' ("Santiago de Querétaro").
        isStation ? names[station++] : post.place,
        post.geonameid === '' ? '' : `geonames:${post.geonameid}`,
        inegiFromFips(post.admin1_fips) ?? nearestState(states, Number(post.lon), Number(post.lat)),
        isStation ? '1' : '0',
      ];
    });
  if (station !== names.length) throw new Error(`${corridor}: ${names.length} stations, ${station} posts`);
  return rows;
});

const here = import.meta.dirname;
writeFileSync(
  join(here, 'corridors.csv'),
  stringify([
    ['corridor_id', 'name_es', 'operator', 'stations'],
    ...corridors.map((row) => [row.corridor, row.name_es, row.operator, row.stations.split(' > ').join('|')]),
  ]),
);
writeFileSync(
  join(here, 'corridor-posts.csv'),
  stringify([
    ['corridor_id', 'km', 'lon', 'lat', 'place', 'place_id', 'state_code', 'is_station'],
    ...postRows,
  ]),
);
process.stdout.write(`corridors.csv: ${corridors.length}; corridor-posts.csv: ${postRows.length}\n`);
