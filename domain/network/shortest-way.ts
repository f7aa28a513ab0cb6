import type { NetworkGraph } from './graph.ts';

/** A part of a stretch that is travelled, from one km to another: falling km where it is travelled backwards. */
export interface Leg {
  stretch: number;
  fromKm: number;
  toKm: number;
  /** Its lixels, in the order they are met. */
  lixels: number[];
}

/** Nodes that are stations of a name; several where a name is a place of two networks. */
export function stationsNamed({ nodes }: NetworkGraph, name: string): number[] {
  return nodes.flatMap((node, index) => (node.kind === 'station' && node.name === name ? [index] : []));
}

/**
 * The shortest way by km between two stations (Dijkstra 1959); of two equally long, the one over the edges that
 * come first in the graph. It takes no notice of risk: Vigía shows the danger of a way and offers no other.
 *
 * @returns the legs in order, or null where no track joins them.
 */
export function shortestWay(graph: NetworkGraph, from: number, to: number): Leg[] | null {
  const { edges, firstAt, edgesAt, nodes } = graph;
  const km = new Float64Array(nodes.length).fill(Number.POSITIVE_INFINITY);
  const by = new Int32Array(nodes.length).fill(-1);
  const done = new Uint8Array(nodes.length);
  km[from] = 0;
  const open = new Set([from]);
  while (open.size > 0) {
    let nearest = -1;
    for (const node of open) {
      if (nearest === -1 || km[node] < km[nearest] || (km[node] === km[nearest] && node < nearest))
        nearest = node;
    }
    open.delete(nearest);
    done[nearest] = 1;
    if (nearest === to) return legsOf(graph, from, to, by);
    for (let i = firstAt[nearest]; i < firstAt[nearest + 1]; i++) {
      const edge = edgesAt[i];
      const other = edges.from[edge] === nearest ? edges.to[edge] : edges.from[edge];
      const length = km[nearest] + edges.lengthKm[edge];
      if (done[other] || length > km[other] || (length === km[other] && edge >= by[other])) continue;
      km[other] = length;
      by[other] = edge;
      open.add(other);
    }
  }
  return null;
}

function legsOf({ edges, lixels }: NetworkGraph, from: number, to: number, by: Int32Array): Leg[] {
  const way: { edge: number; forward: boolean }[] = [];
  for (let node = to; node !== from; ) {
    const edge = by[node];
    const forward = edges.to[edge] === node;
    way.push({ edge, forward });
    node = forward ? edges.from[edge] : edges.to[edge];
  }
  const legs: Leg[] = [];
  for (const { edge, forward } of way.reverse()) {
    const [start, end] = forward ? [edges.fromKm, edges.toKm] : [edges.toKm, edges.fromKm];
    const own = Array.from({ length: lixels.firstOfEdge[edge + 1] - lixels.firstOfEdge[edge] }, (_, i) =>
      forward ? lixels.firstOfEdge[edge] + i : lixels.firstOfEdge[edge + 1] - 1 - i,
    );
    const last = legs.at(-1);
    if (last && last.stretch === edges.stretch[edge] && last.toKm === start[edge]) {
      last.toKm = end[edge];
      last.lixels.push(...own);
    } else {
      legs.push({ stretch: edges.stretch[edge], fromKm: start[edge], toKm: end[edge], lixels: own });
    }
  }
  return legs;
}
