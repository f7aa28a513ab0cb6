import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Database } from '../data/database.ts';
import { readToponyms } from '../data/gazetteer.ts';
import { storeLines } from '../data/network-load.ts';
import { readCorridorPosts } from '../data/reference/tables.ts';
import { referenceText } from '../data/reference-load.ts';
import type { Mode } from '../domain/network/modes.ts';
import { type NodingReport, nodeLines } from '../domain/network/noding/node-lines.ts';
import { type NamedPlace, postsOf } from '../domain/network/noding/stations.ts';
import { type NetworkFileProblem, readNetworkFile } from './network-file.ts';

/** Lines are exact where they were joined: what is left is the rounding of their coordinates. */
const LOADED_ACCURACY_M = 50;
/** A station of the shipped network, good to 2 km, or of the file is at a line this near. */
const STATION_M = 5000;
/** Towns on roads and paths of this many people and this near to the line are their stations. */
const TOWN_PEOPLE = 20_000;
const TOWN_M = 2500;

export interface NetworkLoadOptions {
  mode: Mode;
  replace: boolean;
  /** How far short of another line an end may stop and still be joined to it, metres. */
  joinM: number;
}

export interface NetworkLoadReport extends NodingReport {
  mode: Mode;
  replace: boolean;
  joinM: number;
  features: number;
  lines: number;
  stations: number;
  removed: number;
  moved: number;
}

/**
 * Loads the lines of a GeoJSON text: joined, cleaned, with stations, stored in one transaction with all incidents put
 * on the new network; or the problems that keep it from being loaded, and nothing is changed.
 */
export async function loadNetworkFile(
  database: Database,
  fileName: string,
  text: string,
  { mode, replace, joinM }: NetworkLoadOptions,
): Promise<{ ok: true; report: NetworkLoadReport } | { ok: false; problems: NetworkFileProblem[] }> {
  const file = readNetworkFile(text);
  if (!file.ok) return file;
  const { lines, report } = nodeLines(file.lines, joinM);
  const origin = `${mode}-${slug(fileName)}`;
  const idOf = (index: number) => `${origin}-${index + 1}`;
  const places = await readToponyms(database.pool);
  const traits = { mode, accuracyM: LOADED_ACCURACY_M, origin };
  const stations = candidates(mode, file.stations, places);
  const { posts, stationCount } = postsOf(lines, idOf, traits, stations, places);
  const stored = await storeLines(
    database,
    {
      ...traits,
      joinM,
      fileName,
      fileSha256: createHash('sha256').update(text).digest('hex'),
      corridors: lines.map((line, index) => ({
        id: idOf(index),
        name: line.name || endsOf(posts, idOf(index)),
        operator: line.operator,
      })),
      posts,
    },
    replace,
  );
  return {
    ok: true,
    report: {
      ...report,
      ...stored,
      mode,
      replace,
      joinM,
      features: file.features,
      lines: lines.length,
      stations: stationCount,
    },
  };
}

/** The file's own stations; on rail those we know by name, elsewhere the towns the line passes. */
function candidates(
  mode: Mode,
  own: readonly NamedPlace[],
  places: readonly (NamedPlace & { population: number; kind: string })[],
): (NamedPlace & { withinM: number })[] {
  const given = own.map((place) => ({ ...place, withinM: STATION_M }));
  const names = new Set(own.map(({ name }) => name));
  const known = mode === 'rail' ? shippedStations() : towns(places);
  return [...given, ...known.filter(({ name }) => !names.has(name))];
}

function shippedStations(): (NamedPlace & { withinM: number })[] {
  const byName = new Map<string, NamedPlace & { withinM: number }>();
  for (const { isStation, place, lon, lat } of readCorridorPosts(referenceText('corridor-posts.csv'))) {
    if (isStation && !byName.has(place)) byName.set(place, { name: place, lon, lat, withinM: STATION_M });
  }
  return [...byName.values()];
}

function towns(
  places: readonly (NamedPlace & { population: number; kind: string })[],
): (NamedPlace & { withinM: number })[] {
  return places
    .filter(({ kind, population }) => kind === 'locality' && population >= TOWN_PEOPLE)
    .map(({ name, lon, lat }) => ({ name, lon, lat, withinM: TOWN_M }));
}

function endsOf(posts: readonly { corridorId: string; place: string }[], id: string): string {
  const own = posts.filter(({ corridorId }) => corridorId === id);
  const names = [own[0].place, own[own.length - 1].place].filter((name) => name !== '');
  return [...new Set(names)].join('–') || id;
}

function slug(fileName: string): string {
  const plain = path
    .basename(fileName)
    .replace(/\.(geo)?json$/i, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'lines'
  );
}
