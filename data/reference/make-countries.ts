import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import { clipToFrame } from './clip.ts';
import { labelPoint } from './polygon.ts';
import { sharedTopology } from './shared-topology.ts';
import { worldCountries } from './world-countries.ts';

/** Writes countries.topo.json: Mexico and what the map shows of its neighbours, clipped to a frame. */

const FRAME = { west: -120, south: 5, east: -75, north: 36 };
/** About 350 m x 350 m: the source's own grid is 400 m. */
const BEND_DEG2 = 1e-5;
const GRID_STEPS = 2e4;

/** By ISO 3166-1 numeric, as world-atlas numbers them. */
const COUNTRIES: Readonly<Record<string, { iso: string; name: string; name_en: string }>> = {
  '484': { iso: 'MX', name: 'México', name_en: 'Mexico' },
  '840': { iso: 'US', name: 'Estados Unidos', name_en: 'United States' },
  '320': { iso: 'GT', name: 'Guatemala', name_en: 'Guatemala' },
  '084': { iso: 'BZ', name: 'Belice', name_en: 'Belize' },
  '222': { iso: 'SV', name: 'El Salvador', name_en: 'El Salvador' },
  '340': { iso: 'HN', name: 'Honduras', name_en: 'Honduras' },
  '558': { iso: 'NI', name: 'Nicaragua', name_en: 'Nicaragua' },
  '188': { iso: 'CR', name: 'Costa Rica', name_en: 'Costa Rica' },
  '591': { iso: 'PA', name: 'Panamá', name_en: 'Panama' },
  '170': { iso: 'CO', name: 'Colombia', name_en: 'Colombia' },
  '192': { iso: 'CU', name: 'Cuba', name_en: 'Cuba' },
  '388': { iso: 'JM', name: 'Jamaica', name_en: 'Jamaica' },
  '136': { iso: 'KY', name: 'Islas Caimán', name_en: 'Cayman Islands' },
  '044': { iso: 'BS', name: 'Bahamas', name_en: 'Bahamas' },
};

const world = worldCountries();
const features: Feature<MultiPolygon>[] = [];
for (const geometryObject of world.objects.countries.geometries) {
  const names = COUNTRIES[String(geometryObject.id)];
  if (names === undefined) continue;
  const { geometry } = feature(world, geometryObject) as Feature<Polygon | MultiPolygon>;
  const clipped = clipToFrame(geometry, FRAME);
  if (clipped === null) throw new Error(`${names.name_en} lies outside the frame`);
  const [lon, lat] = labelPoint(clipped);
  features.push({ type: 'Feature', id: names.iso, properties: { ...names, lon, lat }, geometry: clipped });
}
features.sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
if (features.length !== Object.keys(COUNTRIES).length) throw new Error('world-atlas lacks a country');

const collection: FeatureCollection<MultiPolygon> = { type: 'FeatureCollection', features };
const result = sharedTopology('countries', collection, { gridSteps: GRID_STEPS, bendDeg2: BEND_DEG2 });
const text = `${JSON.stringify(result)}\n`;
writeFileSync(join(import.meta.dirname, 'countries.topo.json'), text);
process.stdout.write(`countries.topo.json: ${features.length} countries, ${text.length} bytes\n`);
