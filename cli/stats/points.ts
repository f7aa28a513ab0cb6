import { done, type Outcome } from './outcome.ts';
import { columnNamed, idColumn, numberColumn, readTable } from './table.ts';
import { timeColumn } from './times.ts';

/** Incidents in a plane, in km where they were given by longitude and latitude. */
export interface Points {
  file: string;
  ids: string[];
  x: Float64Array;
  y: Float64Array;
  /** Days; only where asked for. */
  t: Float64Array;
  columns: { x: string; y: string; t: string };
}

const EARTH_RADIUS_KM = 6371.0088;
const DEGREE = Math.PI / 180;
const TIMES = ['t', 'day', 'time', 'date'];

/**
 * Reads points from columns x, y, or from lon, lat projected to km as x = R cos(latitude of the projection) lon,
 * y = R lat; with time from t, day or an ISO date.
 */
export function readPoints(
  file: string | undefined,
  { withTime, projectionLat }: { withTime: boolean; projectionLat: number },
): Outcome<Points> {
  const read = readTable(file, '--points');
  if (!read.ok) return read;
  const table = read.value;
  const isPlane = columnNamed(table, ['x']) !== undefined && columnNamed(table, ['y']) !== undefined;
  const across = numberColumn(table, isPlane ? ['x'] : ['lon', 'longitude', 'lng', 'x']);
  if (!across.ok) return across;
  const up = numberColumn(table, isPlane ? ['y'] : ['lat', 'latitude', 'y']);
  if (!up.ok) return up;
  const ids = idColumn(table, ['id']);
  if (!ids.ok) return ids;
  const t = withTime ? timeColumn(table, TIMES) : done({ name: 't', times: new Float64Array(0) });
  if (!t.ok) return t;
  const kmPerDegree = EARTH_RADIUS_KM * DEGREE;
  const acrossKm = kmPerDegree * Math.cos(projectionLat * DEGREE);
  return done({
    file: table.file,
    ids: ids.value,
    x: isPlane ? across.value.values : across.value.values.map((lon) => lon * acrossKm),
    y: isPlane ? up.value.values : up.value.values.map((lat) => lat * kmPerDegree),
    t: t.value.times,
    columns: { x: across.value.name, y: up.value.name, t: t.value.name },
  });
}
