import { readNetwork, readNetworkVersion } from '../data/corridors.ts';
import type { Queryable } from '../data/database.ts';
import { readMunicipalityRows, readToponyms } from '../data/gazetteer.ts';
import { createGeocoder } from '../domain/geocoding/geocoder.ts';
import type { Geocoder } from '../domain/geocoding/types.ts';
import type { RailNetwork } from '../domain/network/rail.ts';
import { placeNames } from './place-names.ts';

/** What an ingest needs to know of the world. */
export interface IngestTools {
  geocoder: Geocoder;
  network: RailNetwork;
  /** Of the network above: what was read with it must not be stored on another. */
  networkVersion: string;
  /** True for a name that the gazetteer has. */
  isPlaceName: (name: string) => boolean;
}

/** What finds the place of a report: the geocoder over the database's gazetteer, and the rail network. */
export async function readIngestTools(db: Queryable): Promise<IngestTools> {
  const networkVersion = await readNetworkVersion(db);
  const { corridors, posts, network } = await readNetwork(db);
  const toponyms = await readToponyms(db);
  const municipalities = await readMunicipalityRows(db);
  // The geocoder's "on the train between A and B" speaks of rail alone.
  const rail = new Set(corridors.filter(({ mode }) => mode === 'rail').map(({ id }) => id));
  const corridorPosts = posts.filter(({ corridorId }) => rail.has(corridorId));
  return {
    geocoder: createGeocoder({ toponyms, municipalities, corridorPosts }),
    network,
    networkVersion,
    isPlaceName: placeNames({ toponyms, municipalities }),
  };
}
