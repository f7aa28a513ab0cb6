import { type Answer, answered, refused } from './answer.ts';
import { refuseDegeneratePoints } from './input-checks.ts';
import { pointGrid, span } from './point-grid.ts';

/** Points a square of the grid holds in the mean. */
const POINTS_PER_SQUARE = 2;

/**
 * Distance of each point to its k-th nearest neighbour, itself not counted. Sorted and drawn, its bend is where to look
 * for the eps of DBSCAN with minPoints = k + 1 (Ester et al. 1996, section 4.2).
 */
export function knnDistances(x: Float64Array, y: Float64Array, k: number): Answer<Float64Array> {
  const degenerate = refuseDegeneratePoints(x, y);
  if (degenerate) return degenerate;
  const n = x.length;
  if (!Number.isInteger(k) || k < 1 || k >= n) {
    return refused('bad-parameter', { field: 'k', value: k, needed: n - 1 });
  }
  const width = span(x);
  const height = span(y);
  // Points on a line have no area: there the squares are as long as the line is divided.
  const across = Math.max(width, height);
  const area = Math.max(width * height, (across * across) / n);
  const side = Math.sqrt((area * POINTS_PER_SQUARE) / n);
  const grid = pointGrid(x, y, side);
  const furthestRing = Math.ceil(across / side) + 1;
  const nearest = new Float64Array(k);
  const distances = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const column = grid.columnOf[grid.squareOf[i]!]!;
    const row = grid.rowOf[grid.squareOf[i]!]!;
    let found = 0;
    for (let ring = 0; ring <= furthestRing; ring++) {
      // All points of rings not yet seen are at least (ring - 1) squares away.
      if (found === k && nearest[k - 1]! <= Math.max(0, ring - 1) * side) break;
      visitRing(column, row, ring, (c, r) => {
        const square = grid.squareAt(c, r);
        if (square < 0) return;
        for (let at = grid.offsets[square]!; at < grid.offsets[square + 1]!; at++) {
          const j = grid.points[at]!;
          if (j === i) continue;
          const dx = x[i]! - x[j]!;
          const dy = y[i]! - y[j]!;
          found = insert(nearest, found, Math.sqrt(dx * dx + dy * dy));
        }
      });
    }
    distances[i] = nearest[k - 1]!;
  }
  return answered(distances);
}

/** Keeps the smallest distances in order; returns how many there are. */
function insert(nearest: Float64Array, found: number, distance: number): number {
  const full = found === nearest.length;
  if (full && distance >= nearest[found - 1]!) return found;
  let at = full ? found - 1 : found;
  while (at > 0 && nearest[at - 1]! > distance) {
    nearest[at] = nearest[at - 1]!;
    at--;
  }
  nearest[at] = distance;
  return full ? found : found + 1;
}

/** The squares whose greater distance in columns or rows is exactly `ring`. */
function visitRing(column: number, row: number, ring: number, visit: (c: number, r: number) => void): void {
  for (let right = -ring; right <= ring; right++) {
    const step = Math.abs(right) === ring ? 1 : 2 * ring;
    for (let down = -ring; down <= ring; down += Math.max(1, step)) visit(column + right, row + down);
  }
}
