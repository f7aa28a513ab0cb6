import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type { Objects, Topology } from 'topojson-specification';

/**
 * One topology with one named object, borders of neighbours as common arcs. Simplified before it is laid on the
 * grid, so that both sides of a border lose the same bends (Visvalingam & Whyatt 1993: a bend goes when its
 * triangle is smaller than `bendDeg2` square degrees).
 */
export function sharedTopology(
  name: string,
  collection: FeatureCollection<Polygon | MultiPolygon>,
  { gridSteps, bendDeg2 }: { gridSteps: number; bendDeg2?: number },
): Topology {
  // The type of topojson-server allows null properties, those of its sisters do not; ours are never null.
  const exact = topology({ [name]: collection }) as Topology<Objects<object>>;
  const simplified = bendDeg2 === undefined ? exact : simplify(presimplify(exact), bendDeg2);
  return quantize(simplified, gridSteps);
}
