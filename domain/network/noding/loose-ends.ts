import { cellsOf, type Mesh } from './mesh.ts';

/** A line end that was drawn short of another line, and how far. */
interface Join {
  end: number;
  segment: number;
  share: number;
  distanceM: number;
}

/**
 * Joins ends that stop within `withinM` of other track to it, nearest first, by a straight piece; an end never joins
 * the track it has just come along.
 *
 * @returns how many ends were joined, and how many still lead nowhere.
 */
export function joinLooseEnds(mesh: Mesh, withinM: number): { joined: number; loose: number } {
  const at = mesh.incidence();
  const cells = mesh.cells();
  const joins: Join[] = [];
  at.forEach((segments, vertex) => {
    if (segments.length !== 1) return;
    const join = nearestTrack(mesh, at, cells, vertex, withinM);
    if (join) joins.push(join);
  });
  joins.sort((a, b) => a.distanceM - b.distanceM || a.end - b.end);
  const cuts = new Map<number, number[]>();
  const added: { end: number; to: number; source: number }[] = [];
  const met = new Set<number>();
  for (const { end, segment, share } of joins) {
    // The other end reached this one already.
    if (met.has(end)) continue;
    const to = mesh.vertexOn(segment, share);
    cuts.set(segment, [...(cuts.get(segment) ?? []), to]);
    added.push({ end, to, source: mesh.segments[at[end][0]].source });
    met.add(end);
    met.add(to);
  }
  mesh.cut(cuts);
  for (const { end, to, source } of added) mesh.add(end, to, source);
  return { joined: added.length, loose: mesh.incidence().filter((segments) => segments.length === 1).length };
}

function nearestTrack(
  mesh: Mesh,
  at: readonly number[][],
  cells: ReadonlyMap<string, number[]>,
  end: number,
  withinM: number,
): Join | null {
  const [lon, lat] = [mesh.lon[end], mesh.lat[end]];
  const own = alongFrom(mesh, at, end, 3 * withinM);
  let best: Join | null = null;
  for (const key of cellsOf(lon, lat, lon, lat, withinM)) {
    for (const segment of cells.get(key) ?? []) {
      if (own.has(segment)) continue;
      const { share, distanceM } = mesh.footOn(segment, lon, lat);
      if (distanceM > withinM || (best && distanceM >= best.distanceM)) continue;
      best = { end, segment, share, distanceM };
    }
  }
  return best;
}

/** Segments that a walk of `limitM` from a vertex touches. */
function alongFrom(mesh: Mesh, at: readonly number[][], start: number, limitM: number): Set<number> {
  const touched = new Set<number>();
  const reached = new Map([[start, 0]]);
  const open = [start];
  while (open.length > 0) {
    const vertex = open.pop() as number;
    const so = reached.get(vertex) as number;
    if (so > limitM) continue;
    for (const segment of at[vertex]) {
      touched.add(segment);
      const { a, b } = mesh.segments[segment];
      const other = a === vertex ? b : a;
      const length = so + mesh.lengthM(a, b);
      if (length >= (reached.get(other) ?? Number.POSITIVE_INFINITY)) continue;
      reached.set(other, length);
      open.push(other);
    }
  }
  return touched;
}
