import { type Answer, answered, refused } from './answer.ts';
import { refuseDegeneratePoints } from './input-checks.ts';
import { type PointGrid, pointGrid, span } from './point-grid.ts';

export interface DbscanOptions {
  /** Two points are neighbours at this distance or less, in the unit of the coordinates. */
  eps: number;
  /** A core has at least so many points within eps, itself counted. */
  minPoints: number;
  /** False for DBSCAN*: only cores belong to clusters (Campello, Moulavi & Sander 2013). */
  withBorder?: boolean;
}

export interface Dbscan {
  /** Cluster of each point from 1 on, in the order of their first core; 0 is noise. */
  labels: Int32Array;
  isCore: Uint8Array;
  clusters: number;
}

/**
 * DBSCAN of Ester, Kriegel, Sander & Xu, KDD 1996, exact, by the grid of Gunawan 2013 (also de Berg et al. 2017): in
 * squares of side eps / sqrt 2 all points of a square are neighbours, so that a crowded square is all core without
 * counting and two squares join at the first pair of cores that is near enough. A border point joins the cluster with
 * the lowest number among its cores, which is what expanding clusters in order of the points gives.
 */
export function dbscan(x: Float64Array, y: Float64Array, options: DbscanOptions): Answer<Dbscan> {
  const { eps, minPoints, withBorder = true } = options;
  const degenerate = refuseDegeneratePoints(x, y);
  if (degenerate) return degenerate;
  if (!(eps > 0) || !Number.isFinite(eps)) return refused('radius-zero', { field: 'eps', value: eps });
  if (!Number.isInteger(minPoints) || minPoints < 1) {
    return refused('bad-parameter', { field: 'minPoints', value: minPoints, needed: 1 });
  }
  const widest = Math.max(...[x, y].map(span));
  if (widest / eps > MAX_SQUARES_ACROSS) return refused('bad-parameter', { field: 'eps', value: eps });
  // A hair less than eps / sqrt 2, so that rounding never puts two points of a square further apart than eps.
  const space: Space = {
    x,
    y,
    epsSquared: eps * eps,
    grid: pointGrid(x, y, eps * Math.SQRT1_2 * (1 - 1e-9)),
  };
  const near = nearSquares(space.grid);
  const isCore = findCores(space, near, minPoints);
  const rootOf = joinSquares(space, near, isCore);

  // Number the clusters in the order of their first core.
  const { squareOf } = space.grid;
  const labels = new Int32Array(x.length);
  const numberOf = new Int32Array(space.grid.offsets.length - 1);
  let clusters = 0;
  for (let i = 0; i < x.length; i++) {
    if (!isCore[i]) continue;
    const root = rootOf[squareOf[i]!]!;
    if (numberOf[root] === 0) numberOf[root] = ++clusters;
    labels[i] = numberOf[root]!;
  }
  if (withBorder) labelBorder(space, near, isCore, labels);
  return answered({ labels, isCore, clusters });
}

interface Space {
  x: Float64Array;
  y: Float64Array;
  epsSquared: number;
  grid: PointGrid;
}

/** For each square, the occupied squares near enough to hold a neighbour, without itself; in compressed rows. */
interface NearSquares {
  offsets: Int32Array;
  squares: Int32Array;
}

/** Two squares away is as far as eps reaches. */
const REACH = 2;

function nearSquares(grid: PointGrid): NearSquares {
  const count = grid.offsets.length - 1;
  const offsets = new Int32Array(count + 1);
  const squares = new Int32Array(count * ((2 * REACH + 1) ** 2 - 1));
  let size = 0;
  for (let square = 0; square < count; square++) {
    const column = grid.columnOf[square]!;
    const row = grid.rowOf[square]!;
    for (let down = -REACH; down <= REACH; down++) {
      for (let right = -REACH; right <= REACH; right++) {
        if (down === 0 && right === 0) continue;
        const other = grid.squareAt(column + right, row + down);
        if (other >= 0) squares[size++] = other;
      }
    }
    offsets[square + 1] = size;
  }
  return { offsets, squares };
}

function findCores({ x, y, epsSquared, grid }: Space, near: NearSquares, minPoints: number): Uint8Array {
  const isCore = new Uint8Array(x.length);
  for (let square = 0; square + 1 < grid.offsets.length; square++) {
    const start = grid.offsets[square]!;
    const end = grid.offsets[square + 1]!;
    for (let at = start; at < end; at++) {
      const i = grid.points[at]!;
      let found = end - start;
      for (let k = near.offsets[square]!; found < minPoints && k < near.offsets[square + 1]!; k++) {
        const other = near.squares[k]!;
        for (let there = grid.offsets[other]!; there < grid.offsets[other + 1]!; there++) {
          const j = grid.points[there]!;
          const dx = x[i]! - x[j]!;
          const dy = y[i]! - y[j]!;
          if (dx * dx + dy * dy <= epsSquared && ++found >= minPoints) break;
        }
      }
      if (found >= minPoints) isCore[i] = 1;
    }
  }
  return isCore;
}

/** The root square of each square's cluster: squares with cores at most eps apart share one. */
function joinSquares(space: Space, near: NearSquares, isCore: Uint8Array): Int32Array {
  const count = space.grid.offsets.length - 1;
  const parent = Int32Array.from({ length: count }, (_, square) => square);
  const rootOf = (square: number): number => {
    let root = square;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  for (let square = 0; square < count; square++) {
    for (let k = near.offsets[square]!; k < near.offsets[square + 1]!; k++) {
      const other = near.squares[k]!;
      if (other > square) continue;
      const a = rootOf(square);
      const b = rootOf(other);
      if (a !== b && coresTouch(space, isCore, square, other)) parent[a] = b;
    }
  }
  return parent.map((_, square) => rootOf(square));
}

function coresTouch({ x, y, epsSquared, grid }: Space, isCore: Uint8Array, a: number, b: number): boolean {
  for (let at = grid.offsets[a]!; at < grid.offsets[a + 1]!; at++) {
    const i = grid.points[at]!;
    if (!isCore[i]) continue;
    for (let there = grid.offsets[b]!; there < grid.offsets[b + 1]!; there++) {
      const j = grid.points[there]!;
      if (!isCore[j]) continue;
      const dx = x[i]! - x[j]!;
      const dy = y[i]! - y[j]!;
      if (dx * dx + dy * dy <= epsSquared) return true;
    }
  }
  return false;
}

function labelBorder(
  { x, y, epsSquared, grid }: Space,
  near: NearSquares,
  isCore: Uint8Array,
  labels: Int32Array,
) {
  for (let i = 0; i < x.length; i++) {
    if (isCore[i]) continue;
    const square = grid.squareOf[i]!;
    let lowest = 0;
    for (let k = near.offsets[square]! - 1; k < near.offsets[square + 1]!; k++) {
      // The first turn is the point's own square, which isn't in the list.
      const other = k < near.offsets[square]! ? square : near.squares[k]!;
      for (let there = grid.offsets[other]!; there < grid.offsets[other + 1]!; there++) {
        const j = grid.points[there]!;
        if (!isCore[j] || (lowest > 0 && labels[j]! >= lowest)) continue;
        const dx = x[i]! - x[j]!;
        const dy = y[i]! - y[j]!;
        if (dx * dx + dy * dy <= epsSquared) lowest = labels[j]!;
      }
    }
    labels[i] = lowest;
  }
}

/** More squares across than this and their numbers would no longer be exact. */
const MAX_SQUARES_ACROSS = 2 ** 50;
