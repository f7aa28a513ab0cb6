import type { NetworkGraph } from '../../network/graph.ts';
import type { BacktestNetwork } from './backtest.ts';

/** A patrol takes on some kilometres: edges are cut into equal pieces no longer than this. */
const UNIT_KM = 5;

/** Cuts a graph into units of track, and finds the units of incidents that have their place on it. */
export function trackUnits(
  graph: NetworkGraph,
  places: readonly ({ edge: number; alongKm: number } | null)[],
): BacktestNetwork {
  const { edges } = graph;
  const first = new Int32Array(edges.count + 1);
  for (let e = 0; e < edges.count; e++) {
    first[e + 1] = first[e]! + Math.max(1, Math.ceil(edges.lengthKm[e]! / UNIT_KM - 1e-9));
  }
  const count = first[edges.count]!;
  const edge = new Int32Array(count);
  const at = new Float64Array(count);
  const lengthKm = new Float64Array(count);
  const lon = new Float64Array(count);
  const lat = new Float64Array(count);
  for (let e = 0; e < edges.count; e++) {
    const pieces = first[e + 1]! - first[e]!;
    for (let unit = first[e]!; unit < first[e + 1]!; unit++) {
      lengthKm[unit] = edges.lengthKm[e]! / pieces;
      edge[unit] = e;
      at[unit] = (unit - first[e]! + 0.5) * lengthKm[unit]!;
      [lon[unit], lat[unit]] = graph.pointAt({ edge: e, alongKm: at[unit]! }) as [number, number];
    }
  }
  return {
    edges: {
      vertexCount: graph.nodes.length,
      from: edges.from,
      to: edges.to,
      length: edges.lengthKm,
    },
    middles: { edge, at },
    lengthKm,
    lon,
    lat,
    unitOf: Int32Array.from(places, (place) => {
      if (!place) return -1;
      const pieces = first[place.edge + 1]! - first[place.edge]!;
      const share = place.alongKm / edges.lengthKm[place.edge]!;
      return first[place.edge]! + Math.min(pieces - 1, Math.floor(share * pieces));
    }),
  };
}
