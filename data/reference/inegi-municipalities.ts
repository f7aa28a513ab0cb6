import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { contains, polygonsOf } from './polygon.ts';
import { SHARED_DATA } from './repository.ts';

type Municipalities = Topology<{ mun_raw: GeometryCollection<{ cvegeo: string }> }>;

let outlines: { code: string; geometry: Polygon | MultiPolygon }[] | undefined;

/** INEGI's simplified outlines (../shared/data: for development, not copied into the project). */
function municipalities() {
  if (outlines === undefined) {
    const text = readFileSync(join(SHARED_DATA, 'municipios-inegi.topo.json'), 'utf8');
    const topology = JSON.parse(text) as Municipalities;
    outlines = feature(topology, topology.objects.mun_raw).features.map(({ geometry, properties }) => ({
      code: properties.cvegeo,
      geometry: geometry as Polygon | MultiPolygon,
    }));
  }
  return outlines;
}

/** INEGI's five digits of the municipality that holds the point, or undefined at sea and abroad. */
export function inegiMunicipalityAt(lon: number, lat: number): string | undefined {
  return municipalities().find(({ geometry }) =>
    polygonsOf(geometry).some((rings) => contains(rings, lon, lat)),
  )?.code;
}
