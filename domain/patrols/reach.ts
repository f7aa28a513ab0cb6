import type { GraphPlace, NetworkGraph } from '../network/graph.ts';

/** A place to start from, with km that are behind one already there. */
export interface Start {
  place: GraphPlace;
  km: number;
}

/** Km along the track from the nearest of some starts. */
export interface Distances {
  /** To each node; infinite beyond the limit and where no track leads. */
  node: Float64Array;
  /** Index of the start that is nearest to each node, the first of equal ones; -1 where there is none. */
  nearest: Int32Array;
}

/** Shortest ways along the track, junctions taken (Dijkstra 1959), as far as `limitKm`. */
export function distancesFrom(
  { edges, firstAt, edgesAt, nodes }: NetworkGraph,
  starts: readonly Start[],
  limitKm: number,
): Distances {
  const node = new Float64Array(nodes.length).fill(Number.POSITIVE_INFINITY);
  const nearest = new Int32Array(nodes.length).fill(-1);
  const done = new Uint8Array(nodes.length);
  const open = new Set<number>();
  const reach = (at: number, km: number, start: number) => {
    if (km > limitKm || done[at] === 1) return;
    if (km > node[at]! || (km === node[at] && nearest[at]! <= start)) return;
    node[at] = km;
    nearest[at] = start;
    open.add(at);
  };
  starts.forEach(({ place: { edge, alongKm }, km }, start) => {
    reach(edges.from[edge]!, km + alongKm, start);
    reach(edges.to[edge]!, km + edges.lengthKm[edge]! - alongKm, start);
  });
  while (open.size > 0) {
    let next = -1;
    for (const at of open) if (next < 0 || node[at]! < node[next]!) next = at;
    open.delete(next);
    done[next] = 1;
    for (let i = firstAt[next]!; i < firstAt[next + 1]!; i++) {
      const edge = edgesAt[i]!;
      const other = edges.from[edge] === next ? edges.to[edge]! : edges.from[edge]!;
      reach(other, node[next]! + edges.lengthKm[edge]!, nearest[next]!);
    }
  }
  return { node, nearest };
}

/** Km along the track to a place, and from which start; null beyond the limit. */
export function distanceTo(
  { edges }: NetworkGraph,
  starts: readonly Start[],
  { node, nearest }: Distances,
  { edge, alongKm }: GraphPlace,
): { km: number; start: number } | null {
  const [from, to] = [edges.from[edge]!, edges.to[edge]!];
  const ways = [
    { km: node[from]! + alongKm, start: nearest[from]! },
    { km: node[to]! + edges.lengthKm[edge]! - alongKm, start: nearest[to]! },
  ];
  starts.forEach(({ place, km }, start) => {
    if (place.edge === edge) ways.push({ km: km + Math.abs(place.alongKm - alongKm), start });
  });
  const best = ways.reduce((a, b) => (b.km < a.km || (b.km === a.km && b.start < a.start) ? b : a));
  return Number.isFinite(best.km) ? best : null;
}

/** Lixels whose middle is within `km` of a place along the track, rising. */
export function lixelsWithin(graph: NetworkGraph, place: GraphPlace, km: number): Int32Array {
  const { edges, lixels } = graph;
  const { node } = distancesFrom(graph, [{ place, km: 0 }], km);
  const found: number[] = [];
  for (let edge = 0; edge < edges.count; edge++) {
    const [ahead, behind] = [node[edges.from[edge]!]!, node[edges.to[edge]!]!];
    if (ahead > km && behind > km && edge !== place.edge) continue;
    for (let lixel = lixels.firstOfEdge[edge]!; lixel < lixels.firstOfEdge[edge + 1]!; lixel++) {
      const along = (lixels.fromKm[lixel]! + lixels.toKm[lixel]!) / 2 - edges.fromKm[edge]!;
      const direct = edge === place.edge ? Math.abs(along - place.alongKm) : Number.POSITIVE_INFINITY;
      const away = Math.min(ahead + along, behind + edges.lengthKm[edge]! - along, direct);
      if (away <= km + 1e-9) found.push(lixel);
    }
  }
  return Int32Array.from(found);
}
