import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

type Countries = Topology<{ countries: GeometryCollection<{ name: string }> }>;

const EARTH_RADIUS_KM = 6371.0088;
const DEGREE = Math.PI / 180;
/** ISO 3166-1 numeric, as world-atlas numbers its countries. */
const MEXICO = '484';
const UNITED_STATES = '840';

/** world-atlas 2.0.2 (Natural Earth 1:10m countries, public domain). */
export function worldCountries(): Countries {
  const path = createRequire(import.meta.url).resolve('world-atlas/countries-10m.json');
  return JSON.parse(readFileSync(path, 'utf8')) as Countries;
}

/** The land border of Mexico and the United States as lines of [lon, lat]. */
export function usMexicoBorder(): [number, number][][] {
  const world = worldCountries();
  const border = mesh(world, world.objects.countries, (a, b) => {
    const pair = [a, b].map((geometry) => String((geometry as { id?: string | number }).id));
    return pair.includes(MEXICO) && pair.includes(UNITED_STATES);
  });
  return border.coordinates as [number, number][][];
}

/** Kilometres from a point to a line, on a plane laid at the point: good to 1 % within 200 km. */
export function kmToLines(lon: number, lat: number, lines: readonly (readonly [number, number][])[]): number {
  const kmPerLat = EARTH_RADIUS_KM * DEGREE;
  const kmPerLon = kmPerLat * Math.cos(lat * DEGREE);
  let nearest = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    for (let i = 1; i < line.length; i++) {
      const ax = (line[i - 1]![0] - lon) * kmPerLon;
      const ay = (line[i - 1]![1] - lat) * kmPerLat;
      const dx = (line[i]![0] - lon) * kmPerLon - ax;
      const dy = (line[i]![1] - lat) * kmPerLat - ay;
      const length2 = dx * dx + dy * dy;
      const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length2));
      nearest = Math.min(nearest, Math.hypot(ax + t * dx, ay + t * dy));
    }
  }
  return nearest;
}
