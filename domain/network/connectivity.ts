import type { EdgeColumns } from './graph.ts';

/** The edges at each node, as compressed rows: those of node n from firstAt[n] up to firstAt[n + 1]. */
export function incidence(
  nodeCount: number,
  edges: EdgeColumns,
): { firstAt: Int32Array; edgesAt: Int32Array } {
  const firstAt = new Int32Array(nodeCount + 1);
  for (let e = 0; e < edges.count; e++) {
    firstAt[edges.from[e] + 1]++;
    firstAt[edges.to[e] + 1]++;
  }
  for (let n = 0; n < nodeCount; n++) firstAt[n + 1] += firstAt[n];
  const next = firstAt.slice();
  const edgesAt = new Int32Array(2 * edges.count);
  for (let e = 0; e < edges.count; e++) {
    edgesAt[next[edges.from[e]]++] = e;
    edgesAt[next[edges.to[e]]++] = e;
  }
  return { firstAt, edgesAt };
}

/** Connected components, the longest first, with their km. */
export function components(
  nodeCount: number,
  edges: EdgeColumns,
  firstAt: Int32Array,
  edgesAt: Int32Array,
): { componentOf: Int32Array; componentKm: number[] } {
  const raw = new Int32Array(nodeCount).fill(-1);
  const km: number[] = [];
  for (let start = 0; start < nodeCount; start++) {
    if (raw[start] !== -1) continue;
    const component = km.length;
    km.push(0);
    const open = [start];
    raw[start] = component;
    while (open.length > 0) {
      const node = open.pop() as number;
      for (let i = firstAt[node]; i < firstAt[node + 1]; i++) {
        const edge = edgesAt[i];
        // Each edge is met from both of its ends.
        km[component] += edges.lengthKm[edge] / 2;
        const other = edges.from[edge] === node ? edges.to[edge] : edges.from[edge];
        if (raw[other] !== -1) continue;
        raw[other] = component;
        open.push(other);
      }
    }
  }
  const order = km.map((_, i) => i).sort((a, b) => km[b] - km[a] || a - b);
  const rank = new Int32Array(km.length);
  order.forEach((component, i) => {
    rank[component] = i;
  });
  return { componentOf: raw.map((component) => rank[component]), componentKm: order.map((i) => km[i]) };
}
