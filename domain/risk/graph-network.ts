import type { NetworkGraph } from '../network/graph.ts';
import { MODES } from '../network/modes.ts';
import type { RiskNetwork } from './risk-network.ts';

/** lon, lat of the middle of every lixel of a graph, in its order. */
export function lixelMiddles(graph: NetworkGraph): { lon: Float64Array; lat: Float64Array } {
  const { lixels, edges } = graph;
  const lon = new Float64Array(lixels.count);
  const lat = new Float64Array(lixels.count);
  for (let lixel = 0; lixel < lixels.count; lixel++) {
    const edge = lixels.edge[lixel]!;
    const middleKm = (lixels.fromKm[lixel]! + lixels.toKm[lixel]!) / 2;
    const [x, y] = graph.pointAt({ edge, alongKm: middleKm - edges.fromKm[edge]! });
    lon[lixel] = x;
    lat[lixel] = y;
  }
  return { lon, lat };
}

/**
 * A graph as risk sees it.
 * @param state INEGI code of the state of every lixel
 */
export function riskNetworkOf(graph: NetworkGraph, state: readonly string[]): RiskNetwork {
  const { lixels, edges } = graph;
  const middles = lixelMiddles(graph);
  return {
    edges: { vertexCount: graph.nodes.length, from: edges.from, to: edges.to, length: edges.lengthKm },
    lixels: {
      count: lixels.count,
      middle: {
        edge: lixels.edge,
        at: Float64Array.from(
          lixels.edge,
          (edge, lixel) => (lixels.fromKm[lixel]! + lixels.toKm[lixel]!) / 2 - edges.fromKm[edge]!,
        ),
      },
      lengthKm: lixels.fromKm.map((fromKm, lixel) => lixels.toKm[lixel]! - fromKm),
      ...middles,
      stretch: Int32Array.from(lixels.edge, (edge) => edges.stretch[edge]!),
      state,
      mode: Array.from(lixels.edge, (edge) => MODES[edges.mode[edge]!]!),
    },
    stretchCount: graph.stretches.length,
    lixelAt: (corridorId, km) => {
      const place = graph.placeOf(corridorId, km);
      return place && graph.lixelAt(place);
    },
  };
}
