import { scaleAt } from '../plane.ts';
import type { Mesh, SourceLine } from './mesh.ts';

/** Two pieces go on into each other at a junction where the way bends by less than this. */
const MOST_BEND_DEGREES = 45;

/** A line of the network: vertices in order. */
export interface Stroke {
  source: number;
  vertices: number[];
}

/**
 * Puts segments together to lines that go on through junctions as straight as they can ("strokes", Thomson &
 * Richardson 1999): of one name first, then those that bend least. Each segment is in exactly one line.
 */
export function strokesOf(mesh: Mesh, lines: readonly SourceLine[]): Stroke[] {
  const at = mesh.incidence();
  const partners = at.map((segments, vertex) => pairUp(mesh, lines, vertex, segments));
  const used = new Uint8Array(mesh.segments.length);
  const strokes: Stroke[] = [];
  const follow = (from: number, first: number): void => {
    const vertices = [from];
    const source = mesh.segments[first].source;
    let vertex = from;
    let segment: number | undefined = first;
    while (segment !== undefined && used[segment] === 0) {
      used[segment] = 1;
      const { a, b }: { a: number; b: number } = mesh.segments[segment];
      vertex = a === vertex ? b : a;
      vertices.push(vertex);
      segment = partners[vertex].get(segment);
    }
    strokes.push({ source, vertices });
  };
  // Lines that begin somewhere first; what is left are closed rings.
  mesh.segments.forEach((segment, index) => {
    if (used[index]) return;
    if (!partners[segment.a].has(index)) follow(segment.a, index);
    else if (!partners[segment.b].has(index)) follow(segment.b, index);
  });
  mesh.segments.forEach((segment, index) => {
    if (!used[index]) follow(segment.a, index);
  });
  return strokes;
}

/** Which segment each segment goes on into at a vertex. */
function pairUp(
  mesh: Mesh,
  lines: readonly SourceLine[],
  vertex: number,
  segments: readonly number[],
): Map<number, number> {
  const pairs: { p: number; q: number; sameName: boolean; bend: number }[] = [];
  for (let i = 0; i < segments.length; i++) {
    for (let j = i + 1; j < segments.length; j++) {
      const [p, q] = [segments[i], segments[j]];
      const [name, other] = [lines[mesh.segments[p].source].name, lines[mesh.segments[q].source].name];
      const bend = bendDegrees(mesh, vertex, p, q);
      const sameName = name === other;
      if (segments.length === 2 ? !sameName : bend > MOST_BEND_DEGREES) continue;
      if (!sameName && name !== '' && other !== '') continue;
      pairs.push({ p, q, sameName, bend });
    }
  }
  pairs.sort((a, b) => Number(b.sameName) - Number(a.sameName) || a.bend - b.bend || a.p - b.p || a.q - b.q);
  const partner = new Map<number, number>();
  for (const { p, q } of pairs) {
    if (partner.has(p) || partner.has(q)) continue;
    partner.set(p, q);
    partner.set(q, p);
  }
  return partner;
}

function bendDegrees(mesh: Mesh, vertex: number, p: number, q: number): number {
  const turn = Math.abs(bearing(mesh, vertex, p) - bearing(mesh, vertex, q));
  return Math.abs(180 - Math.min(turn, 360 - turn));
}

function bearing({ segments, lon, lat }: Mesh, vertex: number, segment: number): number {
  const { a, b } = segments[segment];
  const other = a === vertex ? b : a;
  const { east, north } = scaleAt(lat[vertex]);
  const angle = Math.atan2((lon[other] - lon[vertex]) * east, (lat[other] - lat[vertex]) * north);
  return (angle * 180) / Math.PI;
}
