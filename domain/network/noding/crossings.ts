import { cellsOf, type Mesh, SAME_PLACE_M } from './mesh.ts';

/**
 * Puts a vertex wherever segments cross or touch, so that what runs over the same ground is there once: vertices
 * that lie on another segment first (touching ends, lines partly on one another), then proper crossings.
 *
 * @returns how many places two lines, and one line with itself, crossed.
 */
export function cutAtCrossings(mesh: Mesh): { crossings: number; selfCrossings: number } {
  mesh.cut(touching(mesh));
  const cells = mesh.cells();
  const cuts = new Map<number, number[]>();
  const seen = new Set<string>();
  let crossings = 0;
  let selfCrossings = 0;
  for (const cell of cells.values()) {
    for (let i = 0; i < cell.length; i++) {
      for (let j = i + 1; j < cell.length; j++) {
        const [p, q] = cell[i] < cell[j] ? [cell[i], cell[j]] : [cell[j], cell[i]];
        const share = crossingShare(mesh, p, q);
        if (share === null || seen.has(`${p},${q}`)) continue;
        seen.add(`${p},${q}`);
        const vertex = mesh.vertexOn(p, share);
        push(cuts, p, vertex);
        push(cuts, q, vertex);
        if (mesh.segments[p].source === mesh.segments[q].source) selfCrossings++;
        else crossings++;
      }
    }
  }
  mesh.cut(cuts);
  return { crossings, selfCrossings };
}

/** Vertices that lie on a segment between its ends, by segment. */
function touching(mesh: Mesh): Map<number, number[]> {
  const cells = mesh.cells();
  const cuts = new Map<number, number[]>();
  for (let vertex = 0; vertex < mesh.lon.length; vertex++) {
    const [lon, lat] = [mesh.lon[vertex], mesh.lat[vertex]];
    const near = new Set(cellsOf(lon, lat, lon, lat, SAME_PLACE_M).flatMap((key) => cells.get(key) ?? []));
    for (const segment of near) {
      const { a, b } = mesh.segments[segment];
      if (a === vertex || b === vertex) continue;
      if (mesh.footOn(segment, lon, lat).distanceM < SAME_PLACE_M) push(cuts, segment, vertex);
    }
  }
  return cuts;
}

/** Share of the way along `p` where it crosses `q`; null where they have an end in common or don't cross. */
function crossingShare({ segments, lon, lat }: Mesh, p: number, q: number): number | null {
  const [s, t] = [segments[p], segments[q]];
  if (s.a === t.a || s.a === t.b || s.b === t.a || s.b === t.b) return null;
  const [ax, ay] = [lon[s.b] - lon[s.a], lat[s.b] - lat[s.a]];
  const [bx, by] = [lon[t.b] - lon[t.a], lat[t.b] - lat[t.a]];
  const [cx, cy] = [lon[t.a] - lon[s.a], lat[t.a] - lat[s.a]];
  const cross = ax * by - ay * bx;
  if (cross === 0) return null;
  const along = (cx * by - cy * bx) / cross;
  const across = (cx * ay - cy * ax) / cross;
  return along > 0 && along < 1 && across > 0 && across < 1 ? along : null;
}

function push(cuts: Map<number, number[]>, segment: number, vertex: number): void {
  const known = cuts.get(segment);
  if (known) known.push(vertex);
  else cuts.set(segment, [vertex]);
}
