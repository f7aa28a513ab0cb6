import { mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { type BorderLines, thinned } from './bands.ts';

const NORTH = ['US'];
const SOUTH = ['GT', 'BZ'];
/** Bands are 25 km wide: bends finer than this change nothing. */
const STEP_M = 1000;

/** Mexico's land borders as lines, from the countries of the base map (countries.topo.json). */
export function landBordersOf(topology: Topology): BorderLines {
  const countries = topology.objects.countries as GeometryCollection<{ iso: string }>;
  const between = (neighbours: readonly string[]) =>
    mesh(topology, countries, (a, b) => {
      const pair = [a, b].map(({ properties }) => (properties as { iso: string }).iso);
      return pair.includes('MX') && neighbours.some((iso) => pair.includes(iso));
    }).coordinates.map((line) =>
      thinned(
        line.map(([lon, lat]) => ({ lon: lon!, lat: lat! })),
        STEP_M,
      ),
    );
  return { north: between(NORTH), south: between(SOUTH) };
}
