import type { MultiPolygon, Polygon, Position } from 'geojson';
import { polygonsOf } from './polygon.ts';

/** A frame in degrees. */
export interface Frame {
  west: number;
  south: number;
  east: number;
  north: number;
}

interface Edge {
  axis: 0 | 1;
  at: number;
  /** +1 keeps what is above `at`, -1 what is below. */
  side: 1 | -1;
}

/**
 * Where the segment crosses the edge. The end points are taken in a fixed order: two countries walk their common
 * border in opposite directions and must get the same point to the last bit, or it is no common border any more.
 */
function crossing(from: Position, to: Position, { axis, at }: Edge): Position {
  const [a, b] = from[axis]! < to[axis]! ? [from, to] : [to, from];
  const other = axis === 0 ? 1 : 0;
  const t = (at - a[axis]!) / (b[axis]! - a[axis]!);
  const point: Position = [0, 0];
  point[axis] = at;
  point[other] = a[other]! + t * (b[other]! - a[other]!);
  return point;
}

function clipRing(ring: readonly Position[], edge: Edge): Position[] {
  const inside = (position: Position) => (position[edge.axis]! - edge.at) * edge.side >= 0;
  const result: Position[] = [];
  for (let i = 1; i < ring.length; i++) {
    const from = ring[i - 1]!;
    const to = ring[i]!;
    if (inside(from) !== inside(to)) result.push(crossing(from, to, edge));
    if (inside(to)) result.push(to);
  }
  if (result.length > 0) result.push(result[0]!);
  return result;
}

/**
 * What of the geometry lies in the frame, or null when nothing does (Sutherland & Hodgman 1974: parts cut off
 * from each other stay joined by lines along the frame, which no fill shows).
 */
export function clipToFrame(geometry: Polygon | MultiPolygon, frame: Frame): MultiPolygon | null {
  const edges: Edge[] = [
    { axis: 0, at: frame.west, side: 1 },
    { axis: 0, at: frame.east, side: -1 },
    { axis: 1, at: frame.south, side: 1 },
    { axis: 1, at: frame.north, side: -1 },
  ];
  const coordinates = polygonsOf(geometry)
    .map((rings) =>
      rings
        .map((ring) => edges.reduce<Position[]>((kept, edge) => clipRing(kept, edge), [...ring]))
        .filter((ring) => ring.length >= 4),
    )
    .filter((rings) => rings.length > 0);
  return coordinates.length === 0 ? null : { type: 'MultiPolygon', coordinates };
}
