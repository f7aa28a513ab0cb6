import { done, failed, type Outcome } from './outcome.ts';
import { timeOf } from './series.ts';
import { columnNamed, idColumn, lineOf, numberColumn, readTable, textColumn } from './table.ts';

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
  const t = withTime ? readTimes(table) : done({ name: 't', values: new Float64Array(0) });
  if (!t.ok) return t;
  const kmPerDegree = EARTH_RADIUS_KM * DEGREE;
  const acrossKm = kmPerDegree * Math.cos(projectionLat * DEGREE);
  return done({
    file: table.file,
    ids: ids.value,
    x: isPlane ? across.value.values : across.value.values.map((lon) => lon * acrossKm),
    y: isPlane ? up.value.values : up.value.values.map((lat) => lat * kmPerDegree),
    t: t.value.values,
    columns: { x: across.value.name, y: up.value.name, t: t.value.name },
  });
}

function readTimes(table: Parameters<typeof textColumn>[0]): Outcome<{ name: string; values: Float64Array }> {
  const texts = textColumn(table, ['t', 'day', 'time', 'date']);
  if (!texts.ok) return texts;
  const values = new Float64Array(texts.value.values.length);
  for (const [index, text] of texts.value.values.entries()) {
    const time = timeOf(text);
    if (Number.isNaN(time)) {
      return failed({
        reason: 'bad-date',
        file: table.file,
        row: lineOf(index),
        column: texts.value.name,
        value: text,
      });
    }
    values[index] = time;
  }
  return done({ name: texts.value.name, values });
}
