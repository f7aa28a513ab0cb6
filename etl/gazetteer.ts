import { parse } from 'csv-parse/sync';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { distanceM, type Point } from '../domain/geocoding/sphere.ts';
import type { Toponym } from '../domain/geocoding/types.ts';

/**
 * Readers of the gazetteers that a user adds to the embedded one: INEGI's localities (CSV) and municipal polygons
 * (TopoJSON). Pure: text in, toponyms out; rows that cannot be used are returned with their reason.
 */

export interface SkippedRow {
  /** 1 is the first row after the header, or the first geometry. */
  row: number;
  reason: 'blank-name' | 'no-position' | 'bad-code' | 'no-geometry';
  value: string;
}

export interface GazetteerFile {
  toponyms: Toponym[];
  skipped: SkippedRow[];
}

const INEGI_COLUMNS = ['cvegeo', 'nom_loc', 'latitud', 'longitud', 'pob'] as const;

/** Is this the header of INEGI's locality file? Names the missing columns if not. */
export function missingInegiColumns(header: readonly string[]): string[] {
  return INEGI_COLUMNS.filter((column) => !header.includes(column));
}

/**
 * INEGI's localities: `cvegeo` (state 2, municipality 3, locality 4 digits), `nom_loc`, `latitud`, `longitud`
 * (degrees, WGS 84), `pob` (people, may be empty). Throws on text without these columns.
 */
export function readInegiLocalities(text: string): GazetteerFile {
  const rows = parse(text, {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
  }) as Record<string, string | undefined>[];
  const missing = missingInegiColumns(Object.keys(rows[0] ?? {}));
  if (missing.length > 0) throw new Error(`no file of INEGI localities: missing ${missing.join(', ')}`);
  const toponyms: Toponym[] = [];
  const skipped: SkippedRow[] = [];
  rows.forEach((fields, index) => {
    const row = index + 1;
    const code = fields.cvegeo ?? '';
    const name = (fields.nom_loc ?? '').trim();
    const lat = Number(fields.latitud);
    const lon = Number(fields.longitud);
    if (!/^\d{9}$/.test(code)) skipped.push({ row, reason: 'bad-code', value: code });
    else if (name === '') skipped.push({ row, reason: 'blank-name', value: code });
    else if (!isMexican(lon, lat) || fields.latitud === '')
      skipped.push({ row, reason: 'no-position', value: code });
    else {
      const population = Number(fields.pob);
      toponyms.push({
        id: `inegi:${code}`,
        name,
        otherNames: [],
        lon,
        lat,
        population: Number.isFinite(population) ? population : 0,
        countryCode: 'MX',
        stateCode: code.slice(0, 2),
        municipalityCode: code.slice(0, 5),
        kind: 'locality',
      });
    }
  });
  return { toponyms, skipped };
}

function isMexican(lon: number, lat: number): boolean {
  return lat > 14 && lat < 33 && lon > -119 && lon < -86;
}

interface InegiMunicipality {
  cvegeo?: string;
  nom_mun?: string;
  pob?: number;
}

/**
 * INEGI's municipal polygons as toponyms of the kind `municipality`: the point is the centroid of the largest
 * ring, `extentM` the distance from it to the farthest vertex. Throws on text that is no TopoJSON topology.
 */
export function readMunicipalPolygons(text: string): GazetteerFile {
  const topology = JSON.parse(text) as Topology<Record<string, GeometryCollection<InegiMunicipality>>>;
  const collection = topology.type === 'Topology' ? Object.values(topology.objects)[0] : undefined;
  if (collection === undefined) throw new Error('no TopoJSON topology of municipalities');
  const toponyms: Toponym[] = [];
  const skipped: SkippedRow[] = [];
  for (const [index, { properties, geometry }] of feature(topology, collection).features.entries()) {
    const row = index + 1;
    const code = properties.cvegeo ?? '';
    const name = (properties.nom_mun ?? '').trim();
    if (!/^\d{5}$/.test(code)) {
      skipped.push({ row, reason: 'bad-code', value: code });
      continue;
    }
    if (name === '') {
      skipped.push({ row, reason: 'blank-name', value: code });
      continue;
    }
    const polygons =
      geometry?.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry?.type === 'MultiPolygon'
          ? geometry.coordinates
          : [];
    const rings = polygons.map((polygon) =>
      (polygon[0] ?? []).map(([lon, lat]) => ({ lon: lon!, lat: lat! })),
    );
    const largest = rings.sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)))[0];
    if (largest === undefined || largest.length < 4) {
      skipped.push({ row, reason: 'no-geometry', value: code });
      continue;
    }
    const centre = centroid(largest);
    toponyms.push({
      id: `inegi:${code}`,
      name,
      otherNames: [],
      lon: round(centre.lon),
      lat: round(centre.lat),
      population: properties.pob ?? 0,
      countryCode: 'MX',
      stateCode: code.slice(0, 2),
      municipalityCode: code,
      kind: 'municipality',
      extentM: Math.round(Math.max(...largest.map((point) => distanceM(centre, point)))),
    });
  }
  return { toponyms, skipped };
}

function signedArea(ring: readonly Point[]): number {
  let twice = 0;
  for (let i = 0; i + 1 < ring.length; i++)
    twice += ring[i]!.lon * ring[i + 1]!.lat - ring[i + 1]!.lon * ring[i]!.lat;
  return twice / 2;
}

/** Area centroid of a closed ring in degrees; the mean of its vertices when it has no area. */
function centroid(ring: readonly Point[]): Point {
  const area = signedArea(ring);
  if (area === 0) {
    const sum = ring.reduce((total, point) => ({ lon: total.lon + point.lon, lat: total.lat + point.lat }), {
      lon: 0,
      lat: 0,
    });
    return { lon: sum.lon / ring.length, lat: sum.lat / ring.length };
  }
  let lon = 0;
  let lat = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const cross = ring[i]!.lon * ring[i + 1]!.lat - ring[i + 1]!.lon * ring[i]!.lat;
    lon += (ring[i]!.lon + ring[i + 1]!.lon) * cross;
    lat += (ring[i]!.lat + ring[i + 1]!.lat) * cross;
  }
  return { lon: lon / (6 * area), lat: lat / (6 * area) };
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
