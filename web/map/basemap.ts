import type { Feature, FeatureCollection, GeoJSON, MultiLineString, Point } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

interface StateProperties {
  code: string;
  name: string;
  lon: number;
  lat: number;
}

interface CountryProperties {
  name: string;
  name_en: string;
  iso: string;
}

interface Label {
  name: string;
  name_en: string;
  lon: number;
  lat: number;
  kind: 'capital' | 'station' | 'town' | 'country';
  /** 1 is the most important. */
  rank: number;
}

/** `GET /api/basemap`: our own map, no tile of anyone else's. */
export interface Basemap {
  states: Topology<{ states: GeometryCollection<StateProperties> }>;
  countries: Topology<{ countries: GeometryCollection<CountryProperties> }>;
  labels: Label[];
}

/** The basemap as MapLibre takes it. */
export interface BasemapFeatures {
  states: FeatureCollection;
  /** Lines between two states, each once. */
  stateLines: Feature<MultiLineString>;
  /** The outer line of Mexico: coast and border. */
  outline: Feature<MultiLineString>;
  neighbours: FeatureCollection;
  /** Mexico again, coarser: under the states, where the two outlines differ by some hundred metres. */
  mexico: FeatureCollection;
  /** Borders between two neighbours; Mexico's own are the outline. */
  countryLines: Feature<MultiLineString>;
  labels: FeatureCollection<Point>;
  stateLabels: FeatureCollection<Point>;
}

const MEXICO_ISO = 'MX';

/** Turns the topologies into features; shared lines come out once, so no border is drawn twice. */
export function basemapFeatures(basemap: Basemap): BasemapFeatures {
  const { states, countries, labels } = basemap;
  const countryFeatures = feature(countries, countries.objects.countries);
  const stateFeatures = feature(states, states.objects.states);
  return {
    states: stateFeatures,
    stateLines: line(mesh(states, states.objects.states, (a, b) => a !== b)),
    outline: line(mesh(states, states.objects.states, (a, b) => a === b)),
    neighbours: { ...countryFeatures, features: countryFeatures.features.filter((f) => !isMexico(f)) },
    mexico: { ...countryFeatures, features: countryFeatures.features.filter(isMexico) },
    countryLines: line(
      mesh(countries, countries.objects.countries, (a, b) => a !== b && !isMexico(a) && !isMexico(b)),
    ),
    labels: points(
      labels.map(({ name, name_en, lon, lat, kind, rank }) => [
        lon,
        lat,
        { name, nameEn: name_en, kind, rank },
      ]),
    ),
    stateLabels: points(
      stateFeatures.features.map(({ properties: { lon, lat, name, code } }) => [lon, lat, { name, code }]),
    ),
  };
}

/** The basemap as sources of a map style, by the names that map/basemapLayers.ts draws from. */
export function basemapSources(basemap: BasemapFeatures) {
  const geojson = (data: GeoJSON) => ({ type: 'geojson' as const, data });
  return {
    neighbours: geojson(basemap.neighbours),
    mexico: geojson(basemap.mexico),
    countryLines: geojson(basemap.countryLines),
    states: geojson(basemap.states),
    stateLines: geojson(basemap.stateLines),
    outline: geojson(basemap.outline),
    labels: geojson(basemap.labels),
    stateLabels: geojson(basemap.stateLabels),
  };
}

/** True for Mexico among the countries, as feature or as topology object. */
function isMexico({ properties }: { properties?: unknown }): boolean {
  return (properties as CountryProperties | undefined)?.iso === MEXICO_ISO;
}

function line(geometry: MultiLineString): Feature<MultiLineString> {
  return { type: 'Feature', properties: {}, geometry };
}

/** Point features from lon, lat and properties. */
export function points(rows: readonly [number, number, object][]): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: rows.map(([lon, lat, properties]) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Point', coordinates: [lon, lat] },
    })),
  };
}
