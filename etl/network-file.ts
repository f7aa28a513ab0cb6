import type { SourceLine } from '../domain/network/noding/mesh.ts';
import type { NamedPlace } from '../domain/network/noding/stations.ts';

/** What keeps a file from being loaded; `feature` is 1 for the first one of the file, null for the file itself. */
export interface NetworkFileProblem {
  feature: number | null;
  reason:
    | 'not-json'
    | 'not-geojson'
    | 'other-crs'
    | 'no-lines'
    | 'no-geometry'
    | 'geometry-not-a-line'
    | 'coordinates-wrong'
    | 'projected'
    | 'outside'
    | 'swapped'
    | 'too-short';
  value: string;
}

export type NetworkFile =
  | { ok: true; lines: SourceLine[]; stations: NamedPlace[]; features: number }
  | { ok: false; problems: NetworkFileProblem[] };

/** Mexico and what a train or road leads on to. */
const FRAME = { west: -125, east: -75, south: 5, north: 40 };
const NAME_KEYS = ['name', 'NAME', 'Name', 'nombre', 'NOMBRE', 'NOM_LINEA', 'ref', 'REF'];
const OPERATOR_KEYS = ['operator', 'OPERATOR', 'operador', 'OPERADOR', 'concesionario'];

interface Feature {
  geometry?: { type?: unknown; coordinates?: unknown } | null;
  properties?: Record<string, unknown> | null;
}

/**
 * Reads GeoJSON (RFC 7946: WGS 84, longitude first) of lines; named points are stations. One wrong feature and
 * nothing is read: half a network would be worse than none.
 */
export function readNetworkFile(text: string): NetworkFile {
  let root: unknown;
  try {
    root = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refused(null, 'not-json', (error as Error).message);
  }
  const { type, features, crs } = (root ?? {}) as { type?: unknown; features?: unknown; crs?: unknown };
  if (type !== 'FeatureCollection' || !Array.isArray(features)) {
    return refused(null, 'not-geojson', String(type ?? typeof root));
  }
  // The member of the older GeoJSON, which programs still write.
  const named = JSON.stringify(crs ?? null);
  if (crs && !/CRS84|4326/.test(named)) return refused(null, 'other-crs', named.slice(0, 80));

  const lines: SourceLine[] = [];
  const stations: NamedPlace[] = [];
  const problems: NetworkFileProblem[] = [];
  (features as Feature[]).forEach((feature, index) => {
    const problem = readFeature(feature, lines, stations);
    if (problem) problems.push({ feature: index + 1, ...problem });
  });
  if (problems.length > 0) return { ok: false, problems };
  if (lines.length === 0) return refused(null, 'no-lines', String(features.length));
  return { ok: true, lines, stations, features: features.length };
}

type Problem = Omit<NetworkFileProblem, 'feature'>;

function readFeature(
  { geometry, properties }: Feature,
  lines: SourceLine[],
  stations: NamedPlace[],
): Problem | null {
  if (!geometry) return { reason: 'no-geometry', value: '' };
  const { type, coordinates } = geometry;
  if (type === 'Point') {
    const problem = coordinateProblem(coordinates);
    const name = textOf(properties, NAME_KEYS);
    if (problem) return problem;
    const [lon, lat] = coordinates as [number, number];
    if (name !== '') stations.push({ name, lon, lat });
    return null;
  }
  const parts = type === 'LineString' ? [coordinates] : type === 'MultiLineString' ? coordinates : null;
  if (parts === null) return { reason: 'geometry-not-a-line', value: String(type) };
  if (!Array.isArray(parts)) return { reason: 'coordinates-wrong', value: JSON.stringify(parts) };
  for (const part of parts as unknown[]) {
    if (!Array.isArray(part)) return { reason: 'coordinates-wrong', value: JSON.stringify(part) };
    for (const position of part) {
      const problem = coordinateProblem(position);
      if (problem) return problem;
    }
    const points = (part as [number, number][]).map(([lon, lat]) => [lon, lat] as const);
    if (!points.some(([lon, lat]) => lon !== points[0][0] || lat !== points[0][1])) {
      return { reason: 'too-short', value: String(points.length) };
    }
    lines.push({ name: textOf(properties, NAME_KEYS), operator: textOf(properties, OPERATOR_KEYS), points });
  }
  return null;
}

function coordinateProblem(position: unknown): Problem | null {
  const value = JSON.stringify(position) ?? '';
  if (!Array.isArray(position) || !Number.isFinite(position[0]) || !Number.isFinite(position[1])) {
    return { reason: 'coordinates-wrong', value };
  }
  const [lon, lat] = position as [number, number];
  if (isInFrame(lon, lat)) return null;
  if (isInFrame(lat, lon)) return { reason: 'swapped', value };
  return { reason: Math.abs(lon) > 180 || Math.abs(lat) > 90 ? 'projected' : 'outside', value };
}

function isInFrame(lon: number, lat: number): boolean {
  return lon >= FRAME.west && lon <= FRAME.east && lat >= FRAME.south && lat <= FRAME.north;
}

function textOf(properties: Record<string, unknown> | null | undefined, keys: readonly string[]): string {
  for (const key of keys) {
    const value = properties?.[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return '';
}

function refused(feature: number | null, reason: NetworkFileProblem['reason'], value: string): NetworkFile {
  return { ok: false, problems: [{ feature, reason, value }] };
}
