import type { MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** The committed topologies as outlines. Pure: they take the file's text. */

interface StateProperties {
  code: string;
  name: string;
  /** Label point inside the state's largest polygon. */
  lon: number;
  lat: number;
}
export interface StateOutline extends StateProperties {
  geometry: Polygon | MultiPolygon;
}

interface CountryProperties {
  name: string;
  name_en: string;
  iso: string;
  lon: number;
  lat: number;
}
export interface CountryOutline {
  /** ISO 3166-1 alpha-2. */
  code: string;
  /** In Spanish. */
  name: string;
  nameEn: string;
  /** Label point inside what the map shows of the country. */
  lon: number;
  lat: number;
  geometry: Polygon | MultiPolygon;
}

function polygons<P extends object>(topology: Topology, object: string) {
  const collection = topology.objects[object] as GeometryCollection<P> | undefined;
  if (collection === undefined) throw new Error(`the topology has no object ${object}`);
  return feature(topology, collection).features.map(({ geometry, properties }) => {
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') throw new Error(geometry.type);
    return { ...properties, geometry };
  });
}

/** The 32 states of states.topo.json, in order of INEGI's code, WGS 84. */
export function readStates(text: string): StateOutline[] {
  return polygons<StateProperties>(JSON.parse(text) as Topology, 'states');
}

/** The countries of countries.topo.json that the map shows, Mexico among them, clipped to its frame, WGS 84. */
export function readCountries(text: string): CountryOutline[] {
  return polygons<CountryProperties>(JSON.parse(text) as Topology, 'countries').map(
    ({ iso, name, name_en, lon, lat, geometry }) => ({
      code: iso,
      name,
      nameEn: name_en,
      lon,
      lat,
      geometry,
    }),
  );
}
