import { readCorridorPostRows } from '../data/corridors.ts';
import type { Queryable } from '../data/database.ts';
import { readMunicipalityRows, readToponyms } from '../data/gazetteer.ts';
import { createGeocoder } from '../domain/geocoding/geocoder.ts';
import type { Geocoder } from '../domain/geocoding/types.ts';
import { createRailNetwork, type RailNetwork } from '../domain/network/rail.ts';

/** What finds the place of a report: the geocoder over the database's gazetteer, and the rail network. */
export async function readIngestTools(db: Queryable): Promise<{ geocoder: Geocoder; network: RailNetwork }> {
  const corridorPosts = await readCorridorPostRows(db);
  const geocoder = createGeocoder({
    toponyms: await readToponyms(db),
    municipalities: await readMunicipalityRows(db),
    corridorPosts,
  });
  return { geocoder, network: createRailNetwork(corridorPosts) };
}
