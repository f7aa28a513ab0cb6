import type { Timeline } from '../../api/contract-timeline.ts';
import type { Bin } from '../../domain/time-bins.ts';
import type { BinWindow } from './dayWindow.ts';

export interface Counts {
  crimes: number;
  hazards: number;
}

/**
 * Counts by hexagon and bin as running sums, so that the counts of any window are two look-ups a cell. A date known
 * as an interval is in a window when the interval touches it, as in the server's filter: those that begin by its
 * end, less those that end before it begins.
 */
export interface TimeCube {
  bin: Bin;
  resolution: number;
  cells: readonly string[];
  /** The bins there are; every window lies in them. */
  all: BinWindow;
  /** A row of sums for each cell, and a last one for what lies in none: how many begin (end) before a bin. */
  begun: Record<keyof Counts, Int32Array>;
  ended: Record<keyof Counts, Int32Array>;
  /** By bin, of dates known to the bin. */
  bars: Record<keyof Counts, Int32Array>;
  /** Dates known less well than a bin is long: in no bar, in every window they touch. */
  undated: Counts;
}

const KINDS = ['crimes', 'hazards'] as const;

/** @param span bins that the axis shows; what lies outside is added to its ends. */
export function timeCube(timeline: Timeline, span: BinWindow): TimeCube {
  const { cells, cell, first, last } = timeline;
  const bins = span.last - span.first + 1;
  const width = bins + 1;
  const rows = cells.length + 1;
  const sums = () => ({ crimes: new Int32Array(rows * width), hazards: new Int32Array(rows * width) });
  const cube: TimeCube = {
    bin: timeline.bin,
    resolution: timeline.resolution,
    cells,
    all: span,
    begun: sums(),
    ended: sums(),
    bars: { crimes: new Int32Array(bins), hazards: new Int32Array(bins) },
    undated: { crimes: 0, hazards: 0 },
  };
  const within = (bin: number) => Math.min(Math.max(bin - span.first, 0), bins - 1);
  for (let i = 0; i < cell.length; i++) {
    const row = cell[i] === -1 ? cells.length : (cell[i] as number);
    const begin = within(first[i] as number);
    const end = within(last[i] as number);
    for (const kind of KINDS) {
      const count = timeline[kind][i] as number;
      if (count === 0) continue;
      add(cube.begun[kind], row * width + begin + 1, count);
      add(cube.ended[kind], row * width + end + 1, count);
      if (first[i] === last[i]) add(cube.bars[kind], begin, count);
      else cube.undated[kind] += count;
    }
  }
  for (const kind of KINDS) {
    accumulate(cube.begun[kind], rows, width);
    accumulate(cube.ended[kind], rows, width);
  }
  return cube;
}

/** What each cell counts in a window; the last entry is what lies in none. */
export function countsInWindow(cube: TimeCube, { first, last }: BinWindow): Record<keyof Counts, Int32Array> {
  const width = cube.all.last - cube.all.first + 2;
  const rows = cube.cells.length + 1;
  const from = first - cube.all.first;
  const until = last - cube.all.first + 1;
  const countOf = (kind: keyof Counts) => {
    const counts = new Int32Array(rows);
    for (let row = 0; row < rows; row++) {
      counts[row] =
        (cube.begun[kind][row * width + until] as number) - (cube.ended[kind][row * width + from] as number);
    }
    return counts;
  };
  return { crimes: countOf('crimes'), hazards: countOf('hazards') };
}

/** All that a window counts. */
export function totalInWindow(cube: TimeCube, window: BinWindow): Counts {
  const counts = countsInWindow(cube, window);
  const sum = (column: Int32Array) => column.reduce((total, count) => total + count, 0);
  return { crimes: sum(counts.crimes), hazards: sum(counts.hazards) };
}

/**
 * The largest number of crimes that any cell counts in any window of so many bins: class limits made of it hold for
 * all of them, so that a colour means the same in every frame of a window that moves.
 */
export function mostInAnyWindow(cube: TimeCube, bins: number): number {
  const { begun, ended, all, cells } = cube;
  const width = all.last - all.first + 2;
  let most = 0;
  for (let row = 0; row < cells.length; row++) {
    for (let from = 0; from + bins < width; from++) {
      const count =
        (begun.crimes[row * width + from + bins] as number) - (ended.crimes[row * width + from] as number);
      if (count > most) most = count;
    }
  }
  return most;
}

function add(column: Int32Array, index: number, count: number): void {
  column[index] = (column[index] as number) + count;
}

function accumulate(sums: Int32Array, rows: number, width: number): void {
  for (let row = 0; row < rows; row++) {
    for (let i = 1; i < width; i++) add(sums, row * width + i, sums[row * width + i - 1] as number);
  }
}
