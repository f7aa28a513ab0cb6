import { type Answer, answered, type Refusal, refused } from '../statistics/answer.ts';
import { refuseNegative, refuseNotFinite } from '../statistics/input-checks.ts';
import { type NetworkEdges, type NetworkPlaces, pathWalk, type SplitRule } from './kernel-paths.ts';
import { type Kernel, kernelShape } from './kernels.ts';

export interface NetworkDensityOptions {
  rule: SplitRule;
  kernel: Kernel;
  /** See kernelShape; in the unit of the edges' lengths. */
  bandwidth: number;
}

/**
 * Network kernel density: incidents per unit of length at places of a network, by the shortest and every other path
 * within the kernel's reach. Okabe, Satoh & Sugihara, IJGIS 23 (2009); McSwiggan, Baddeley & Nair, Scand. J. Stat. 44
 * (2017). Agrees with spatstat.linnet and spNetwork (tests/reference/network-kde).
 * @param weights mass of each incident, 1 where left out
 */
export function networkDensity(
  edges: NetworkEdges,
  incidents: NetworkPlaces,
  places: NetworkPlaces,
  { rule, kernel, bandwidth }: NetworkDensityOptions,
  weights?: Float64Array,
): Answer<Float64Array> {
  const bad =
    refuseEdges(edges) ??
    refusePlaces('incidents', edges, incidents) ??
    refusePlaces('places', edges, places) ??
    (weights ? refuseNotFinite('weights', weights) : null);
  if (bad) return bad;
  if (!(bandwidth > 0) || bandwidth === Number.POSITIVE_INFINITY)
    return refused('radius-zero', { field: 'bandwidth', value: bandwidth });

  const reach = kernelReach(edges, places, { rule, kernel, bandwidth });
  const density = new Float64Array(places.edge.length);
  for (let i = 0; i < incidents.edge.length; i++) {
    const mass = weights ? weights[i]! : 1;
    if (mass === 0) continue;
    reach(incidents.edge[i]!, incidents.at[i]!, (place, height) => {
      density[place]! += mass * height;
    });
  }
  return answered(density);
}

/**
 * Makes the function that tells what an incident of mass 1 at a place of an edge adds to the density at each of `places`:
 * `add` is called for every path that reaches one, so perhaps more than once for a place.
 */
export function kernelReach(
  edges: NetworkEdges,
  places: NetworkPlaces,
  { rule, kernel, bandwidth }: NetworkDensityOptions,
): (edge: number, at: number, add: (place: number, height: number) => void) => void {
  const shape = kernelShape(kernel, bandwidth);
  const walk = pathWalk(edges, rule, shape);
  const { first, order } = placesByEdge(edges, places);
  return (fromEdge, at, add) => {
    let piece = 0;
    walk(fromEdge, at, (edge, start, direction, walked, share) => {
      for (let k = first[edge]!; k < first[edge + 1]!; k++) {
        const place = order[k]!;
        const along = (places.at[place]! - start) * direction;
        // A place right at the incident lies on both pieces that begin there; it counts once.
        if (along < 0 || (along === 0 && piece === 1)) continue;
        const distance = walked + along;
        if (distance < shape.reach) add(place, share * shape.at(distance));
      }
      piece++;
    });
  };
}

/** Indices of the places, edge by edge. */
function placesByEdge({ length }: NetworkEdges, { edge }: NetworkPlaces) {
  const first = new Int32Array(length.length + 1);
  for (const each of edge) first[each + 1]!++;
  for (let e = 0; e < length.length; e++) first[e + 1]! += first[e]!;
  const next = first.slice();
  const order = new Int32Array(edge.length);
  for (let place = 0; place < edge.length; place++) order[next[edge[place]!]!++] = place;
  return { first, order };
}

function refuseEdges({ vertexCount, from, to, length }: NetworkEdges): Refusal | null {
  const negative = refuseNegative('length', length);
  if (negative) return negative;
  for (let index = 0; index < length.length; index++) {
    for (const [field, vertex] of [
      ['from', from[index]!],
      ['to', to[index]!],
    ] as const) {
      if (!(vertex >= 0 && vertex < vertexCount))
        return refused('bad-parameter', { field, index, value: vertex });
    }
  }
  return null;
}

function refusePlaces(field: string, { length }: NetworkEdges, { edge, at }: NetworkPlaces): Refusal | null {
  const bad = refuseNegative(field, at);
  if (bad) return bad;
  for (let index = 0; index < edge.length; index++) {
    if (!(edge[index]! >= 0 && edge[index]! < length.length))
      return refused('bad-parameter', { field, index, value: edge[index]! });
    if (at[index]! > length[edge[index]!]!)
      return refused('bad-parameter', { field, index, value: at[index]! });
  }
  return null;
}
