/**
 * Points of a plane sorted into the squares of a grid, only the occupied squares kept. Square s holds the points
 * points[offsets[s]] .. points[offsets[s + 1] - 1].
 */
export interface PointGrid {
  /** Point indices, by square. */
  points: Int32Array;
  offsets: Int32Array;
  /** Square of each point. */
  squareOf: Int32Array;
  /** Index of the square in column `column` and row `row` of the plane, or -1 where it is empty. */
  squareAt(column: number, row: number): number;
  columnOf: Float64Array;
  rowOf: Float64Array;
}

/** Sorts n points into squares of the given side (> 0), in the unit of the coordinates. */
export function pointGrid(x: Float64Array, y: Float64Array, side: number): PointGrid {
  const n = x.length;
  let westmost = Number.POSITIVE_INFINITY;
  let southmost = Number.POSITIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    westmost = Math.min(westmost, x[i]!);
    southmost = Math.min(southmost, y[i]!);
  }
  // An open-addressing table twice the number of points: far quicker than a Map of text keys.
  const capacity = 2 ** Math.ceil(Math.log2(2 * n + 2));
  const table = new Int32Array(capacity).fill(-1);
  const columnOf = new Float64Array(n);
  const rowOf = new Float64Array(n);
  const squareOf = new Int32Array(n);
  let squares = 0;
  const slotOf = (column: number, row: number): number => {
    let slot = (Math.imul(column | 0, 0x9e3779b1) ^ Math.imul(row | 0, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & (capacity - 1);
    while (true) {
      const square = table[slot]!;
      if (square < 0 || (columnOf[square] === column && rowOf[square] === row)) return slot;
      slot = (slot + 1) & (capacity - 1);
    }
  };
  for (let i = 0; i < n; i++) {
    const column = Math.floor((x[i]! - westmost) / side);
    const row = Math.floor((y[i]! - southmost) / side);
    const slot = slotOf(column, row);
    if (table[slot]! < 0) {
      columnOf[squares] = column;
      rowOf[squares] = row;
      table[slot] = squares++;
    }
    squareOf[i] = table[slot]!;
  }
  const offsets = new Int32Array(squares + 1);
  for (let i = 0; i < n; i++) offsets[squareOf[i]! + 1]!++;
  for (let s = 0; s < squares; s++) offsets[s + 1]! += offsets[s]!;
  const next = offsets.slice(0, squares);
  const points = new Int32Array(n);
  for (let i = 0; i < n; i++) points[next[squareOf[i]!]!++] = i;
  return {
    points,
    offsets,
    squareOf,
    squareAt: (column, row) => table[slotOf(column, row)]!,
    columnOf: columnOf.slice(0, squares),
    rowOf: rowOf.slice(0, squares),
  };
}

/** Greatest minus least value; there is at least one. */
export function span(values: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return most - least;
}
