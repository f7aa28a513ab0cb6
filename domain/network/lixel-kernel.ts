import { kernelReach, type NetworkDensityOptions } from './kernel-density.ts';
import type { NetworkEdges, NetworkPlaces } from './kernel-paths.ts';

/** Spreads mass that lies at the middles of lixels along the network: mass by lixel in, density by lixel out. */
export type LixelKernel = (mass: Float64Array) => Float64Array;

/**
 * Network kernel density between the middles of lixels, worked out once for a network: what each lixel's mass adds to
 * every other's density is kept as a sparse matrix, so that a density costs one multiplication. An incident counts from
 * the middle of its lixel, at most 0.5 km off, which a bandwidth of kilometres does not see.
 */
export function lixelKernel(
  edges: NetworkEdges,
  middles: NetworkPlaces,
  options: NetworkDensityOptions,
): LixelKernel {
  const count = middles.edge.length;
  const reach = kernelReach(edges, middles, options);
  const offsets = new Int32Array(count + 1);
  const targets: number[] = [];
  const heights: number[] = [];
  const height = new Float64Array(count);
  let touched = new Set<number>();
  for (let source = 0; source < count; source++) {
    reach(middles.edge[source]!, middles.at[source]!, (place, added) => {
      touched.add(place);
      height[place]! += added;
    });
    for (const place of touched) {
      targets.push(place);
      heights.push(height[place]!);
      height[place] = 0;
    }
    touched = new Set();
    offsets[source + 1] = targets.length;
  }
  const target = Int32Array.from(targets);
  const heightOf = Float64Array.from(heights);
  return (mass) => {
    const density = new Float64Array(count);
    for (let source = 0; source < count; source++) {
      const there = mass[source]!;
      if (there === 0) continue;
      for (let k = offsets[source]!; k < offsets[source + 1]!; k++)
        density[target[k]!]! += there * heightOf[k]!;
    }
    return density;
  };
}
