import type { KernelShape } from './kernels.ts';

/** A network as edges between vertices; lengths in any one unit. Loops and parallel edges are allowed. */
export interface NetworkEdges {
  vertexCount: number;
  /** Vertex at which each edge begins, and at which it ends. */
  from: Int32Array;
  to: Int32Array;
  length: Float64Array;
}

/** Places on a network: which edge, and how far from its beginning. */
export interface NetworkPlaces {
  edge: Int32Array;
  at: Float64Array;
}

/**
 * How a kernel's mass is divided where n edges meet (Okabe, Satoh & Sugihara, IJGIS 23 (2009)).
 * - `discontinuous`: 1/(n-1) to each edge ahead; at a dead end the mass that would go on is lost.
 * - `continuous`: 2/n to each edge ahead and 2/n - 1 back, which reflects all of it at a dead end.
 * Both keep the mass at every other vertex, so a junction never counts an incident twice.
 */
export const SPLIT_RULES = ['discontinuous', 'continuous'] as const;
export type SplitRule = (typeof SPLIT_RULES)[number];

/** Paths whose share of the mass falls below this are followed no further. */
const LEAST_SHARE = 1e-13;

/**
 * Walks every path from a place as far as the kernel reaches.
 * @param visit called for each piece of a path: the edge, where on it the piece begins (distance from the edge's
 * beginning), +1 or -1 for its direction, the distance already walked there, and the path's share of the mass
 */
export type Walk = (
  edge: number,
  at: number,
  visit: (edge: number, start: number, direction: 1 | -1, walked: number, share: number) => void,
) => void;

/** Makes the walk of a network; the result is reusable and allocates little. */
export function pathWalk(edges: NetworkEdges, rule: SplitRule, { reach }: Pick<KernelShape, 'reach'>): Walk {
  const { first, halves } = halfEdgesByVertex(edges);
  const queue = new ArrivalQueue();
  // Walking the same loops in another order gives the same length up to rounding: such paths go on as one.
  const same = 1e-11 * reach;

  return (edge, at, visit) => {
    visit(edge, at, 1, 0, 1);
    visit(edge, at, -1, 0, 1);
    queue.push(edges.length[edge]! - at, 2 * edge + 1, 1);
    queue.push(at, 2 * edge, 1);
    const arrived: { half: number; share: number }[] = [];
    while (queue.size > 0) {
      const distance = queue.nearest();
      if (distance >= reach) break;
      arrived.length = 0;
      while (queue.size > 0 && queue.nearest() <= distance + same) {
        const { half, share } = queue.pop();
        const known = arrived.find((other) => other.half === half);
        if (known) known.share += share;
        else arrived.push({ half, share });
      }
      for (const { half, share } of arrived) if (Math.abs(share) > LEAST_SHARE) goOn(half, distance, share);
    }
    queue.clear();

    /** From the end of an edge into all that meet there. */
    function goOn(arrivedBy: number, distance: number, share: number): void {
      const vertex = arrivedBy & 1 ? edges.to[arrivedBy >> 1]! : edges.from[arrivedBy >> 1]!;
      const begin = first[vertex]!;
      const end = first[vertex + 1]!;
      const degree = end - begin;
      const ahead = rule === 'continuous' ? 2 / degree : 1 / (degree - 1);
      const back = rule === 'continuous' ? 2 / degree - 1 : 0;
      for (let k = begin; k < end; k++) {
        const half = halves[k]!;
        const next = share * (half === arrivedBy ? back : ahead);
        if (next === 0) continue;
        const nextEdge = half >> 1;
        const isFromEnd = (half & 1) === 1;
        const length = edges.length[nextEdge]!;
        visit(nextEdge, isFromEnd ? length : 0, isFromEnd ? -1 : 1, distance, next);
        queue.push(distance + length, half ^ 1, next);
      }
    }
  };
}

/** Both ends of every edge (2 edge for its beginning, 2 edge + 1 for its end), grouped by vertex. */
function halfEdgesByVertex({ vertexCount, from, to }: NetworkEdges): {
  first: Int32Array;
  halves: Int32Array;
} {
  const first = new Int32Array(vertexCount + 1);
  for (let edge = 0; edge < from.length; edge++) {
    first[from[edge]! + 1]!++;
    first[to[edge]! + 1]!++;
  }
  for (let vertex = 0; vertex < vertexCount; vertex++) first[vertex + 1]! += first[vertex]!;
  const next = first.slice();
  const halves = new Int32Array(2 * from.length);
  for (let edge = 0; edge < from.length; edge++) {
    halves[next[from[edge]!]!++] = 2 * edge;
    halves[next[to[edge]!]!++] = 2 * edge + 1;
  }
  return { first, halves };
}

/** A binary heap of arrivals at the ends of edges, the nearest first. */
class ArrivalQueue {
  private distance = new Float64Array(64);
  private half = new Int32Array(64);
  private share = new Float64Array(64);
  size = 0;

  nearest(): number {
    return this.distance[0]!;
  }

  clear(): void {
    this.size = 0;
  }

  push(distance: number, half: number, share: number): void {
    if (this.size === this.distance.length) this.grow();
    let hole = this.size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (this.distance[parent]! <= distance) break;
      this.move(parent, hole);
      hole = parent;
    }
    this.put(hole, distance, half, share);
  }

  pop(): { half: number; share: number } {
    const top = { half: this.half[0]!, share: this.share[0]! };
    const last = --this.size;
    const distance = this.distance[last]!;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= last) break;
      if (child + 1 < last && this.distance[child + 1]! < this.distance[child]!) child++;
      if (this.distance[child]! >= distance) break;
      this.move(child, hole);
      hole = child;
    }
    this.put(hole, distance, this.half[last]!, this.share[last]!);
    return top;
  }

  private move(from: number, to: number): void {
    this.put(to, this.distance[from]!, this.half[from]!, this.share[from]!);
  }

  private put(at: number, distance: number, half: number, share: number): void {
    this.distance[at] = distance;
    this.half[at] = half;
    this.share[at] = share;
  }

  private grow(): void {
    const bigger = <A extends Float64Array | Int32Array>(old: A, empty: A): A => {
      empty.set(old);
      return empty;
    };
    const size = 2 * this.distance.length;
    this.distance = bigger(this.distance, new Float64Array(size));
    this.half = bigger(this.half, new Int32Array(size));
    this.share = bigger(this.share, new Float64Array(size));
  }
}
