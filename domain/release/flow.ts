/**
 * A table with its margins as a circulation: every cell is an arc that carries its count, and at every node what comes
 * in goes out, which says that parts add up to their margin. The tables that agree with what is published are the
 * circulations that carry the same on published arcs and no less than zero on the others (Cox, "Network models for
 * complementary cell suppression", JASA 90, 1995): how far a withheld cell can move is a maximal flow.
 */
export interface Arc {
  from: number;
  to: number;
  /** The true count. */
  count: number;
  isPublished: boolean;
}

/** A way that a push may take: along an arc, or back along it by as much as it carries. */
const FORWARD = 1;
const BACK = -1;

const UNREACHED = -2;
const BEGIN = -1;

export class Circulation {
  readonly arcs: readonly Arc[];
  /** Of every node: 2 x arc along it, 2 x arc + 1 back. */
  private readonly ways: number[][];
  /** What the arcs carry while one looks for other tables. */
  private readonly carried: Int32Array;
  /** Of the search under way: nodes that it came to, by which way, in which order. */
  private readonly cameBy: Int32Array;
  private readonly queue: Int32Array;

  /** @throws where counts don't add up at a node, which is a bug */
  constructor(nodes: number, arcs: readonly Arc[]) {
    this.arcs = arcs;
    this.ways = Array.from({ length: nodes }, () => []);
    const surplus = new Int32Array(nodes);
    arcs.forEach(({ from, to, count }, at) => {
      this.ways[from].push(2 * at);
      this.ways[to].push(2 * at + 1);
      surplus[from] -= count;
      surplus[to] += count;
    });
    if (surplus.some((rest) => rest !== 0)) throw new Error('parts do not add up to their margins');
    this.carried = new Int32Array(arcs.length);
    this.cameBy = new Int32Array(nodes);
    this.queue = new Int32Array(nodes);
  }

  /** Begins from the true table again. */
  reset(): void {
    this.arcs.forEach(({ count }, at) => {
      this.carried[at] = count;
    });
  }

  /** What an arc carries in the table that was last found. */
  countOf(arc: number): number {
    return this.carried[arc];
  }

  /**
   * Moves a withheld arc by as much as the published ones allow, at most `most`; the table found stands.
   *
   * @param direction 1 for more, -1 for less
   * @param held arcs that must stay as they are meanwhile
   * @returns by how much it moved, and the nodes that were reached at the end: a published arc between a reached node
   * and another is what stopped it
   */
  push(
    arc: number,
    direction: 1 | -1,
    most: number,
    held: readonly number[] = [arc],
  ): { moved: number; reached: Uint8Array | null } {
    const { from, to } = this.arcs[arc];
    const [start, end] = direction === 1 ? [to, from] : [from, to];
    let left = direction === 1 ? most : Math.min(most, this.carried[arc]);
    const asked = left;
    while (left > 0) {
      const { way, reached } = this.findWay(start, end, held);
      if (way === null) return { moved: asked - left, reached };
      const amount = Math.min(left, ...way.map(([at, along]) => (along === BACK ? this.carried[at] : left)));
      for (const [at, along] of way) this.carried[at] += along * amount;
      this.carried[arc] += direction * amount;
      left -= amount;
    }
    return { moved: asked, reached: null };
  }

  /** Breadth first; published arcs carry neither more nor less. */
  private findWay(start: number, end: number, held: readonly number[]) {
    const { cameBy, queue } = this;
    cameBy.fill(UNREACHED);
    cameBy[start] = BEGIN;
    queue[0] = start;
    for (let head = 0, tail = 1; head < tail; head++) {
      for (const way of this.ways[queue[head]]) {
        const at = way >> 1;
        const isBack = (way & 1) === 1;
        const arc = this.arcs[at];
        if (arc.isPublished || (isBack && this.carried[at] === 0) || held.includes(at)) continue;
        const next = isBack ? arc.from : arc.to;
        if (cameBy[next] !== UNREACHED) continue;
        cameBy[next] = way;
        if (next === end) return { way: this.traced(cameBy, start, end), reached: null };
        queue[tail++] = next;
      }
    }
    return { way: null, reached: Uint8Array.from(cameBy, (by) => (by === UNREACHED ? 0 : 1)) };
  }

  private traced(cameBy: Int32Array, start: number, end: number): [arc: number, along: 1 | -1][] {
    const way: [number, 1 | -1][] = [];
    for (let node = end; node !== start; ) {
      const by = cameBy[node];
      const at = by >> 1;
      const isBack = (by & 1) === 1;
      way.push([at, isBack ? BACK : FORWARD]);
      node = isBack ? this.arcs[at].to : this.arcs[at].from;
    }
    return way;
  }
}
