import { type Answer, answered, refused } from './answer.ts';
import { classifyPattern, type EmergingPattern } from './emerging-patterns.ts';
import { giStarZ, moments, significance } from './gi-star.ts';
import { allEqual, refuseDegenerateCells } from './input-checks.ts';
import { mannKendall } from './mann-kendall.ts';
import type { Neighbours } from './neighbours.ts';

/** A trend over fewer slices is no evidence. */
export const MIN_SLICES = 10;

/** Trend of one cell's z over the slices; p is 1 where z never changes. */
export interface CellTrend {
  s: number;
  varianceS: number;
  z: number;
  p: number;
}

export interface EmergingHotspots {
  cells: number;
  slices: number;
  /** By slice, then cell: entry `slice * cells + cell`. */
  z: Float64Array;
  /** Two-sided, Benjamini-Hochberg over the whole cube. */
  q: Float64Array;
  trends: CellTrend[];
  patterns: EmergingPattern[];
}

/**
 * Emerging hotspots: Gi* of every cell and slice against the ENTIRE cube (n = cells x slices), where the
 * neighbourhood is the cell and its ring in slice t and in t - 1, then a Mann-Kendall trend of each cell's z and one
 * of eight hot and eight cold classes. Slices must not overlap: p would be optimistic.
 * Getis & Ord 1992 in the space-time form of Esri's emerging hot spot analysis (2014).
 * @param counts by slice, then cell: entry `slice * cells + cell`, oldest slice first
 * @param neighbours of the cells in space, the cell itself included
 */
export function emergingHotspots(
  counts: Float64Array,
  cells: number,
  neighbours: Neighbours,
  threshold = 0.05,
): Answer<EmergingHotspots> {
  const slices = counts.length / cells;
  const degenerate = refuseDegenerateCells('count', counts);
  if (degenerate) return degenerate;
  if (cells < 2) return refused('one-cell', { value: cells, needed: 2 });
  if (slices < MIN_SLICES) return refused('too-few-slices', { value: slices, needed: MIN_SLICES });
  const concentrated = refuseConcentrated(counts, cells, slices);
  if (concentrated) return concentrated;

  const z = spaceTimeZ(counts, cells, slices, neighbours);
  const { qTwoSided: q } = significance(z);
  const trends: CellTrend[] = [];
  const patterns: EmergingPattern[] = [];
  const zOfCell = new Float64Array(slices);
  const isSignificant = new Uint8Array(slices);
  for (let cell = 0; cell < cells; cell++) {
    for (let slice = 0; slice < slices; slice++) {
      zOfCell[slice] = z[slice * cells + cell]!;
      isSignificant[slice] = q[slice * cells + cell]! <= threshold ? 1 : 0;
    }
    const trend = trendOf(zOfCell);
    trends.push(trend);
    patterns.push(classifyPattern(zOfCell, isSignificant, trend, threshold));
  }
  return answered({ cells, slices, z, q, trends, patterns });
}

/** All incidents in one slice are no trend, all in one cell no pattern. */
function refuseConcentrated(counts: Float64Array, cells: number, slices: number): Answer<never> | null {
  const bySlice = new Float64Array(slices);
  const byCell = new Float64Array(cells);
  for (let index = 0; index < counts.length; index++) {
    bySlice[Math.floor(index / cells)]! += counts[index]!;
    byCell[index % cells]! += counts[index]!;
  }
  const occupiedSlices = bySlice.filter((sum) => sum > 0).length;
  if (occupiedSlices === 1) return refused('one-day', { field: 'count', value: Math.max(...bySlice) });
  const occupiedCells = byCell.filter((sum) => sum > 0).length;
  if (occupiedCells === 1) return refused('one-place', { field: 'count' });
  return null;
}

function spaceTimeZ(
  counts: Float64Array,
  cells: number,
  slices: number,
  neighbours: Neighbours,
): Float64Array {
  const { offsets, targets, weights } = neighbours;
  const { mean, standardDeviation } = moments(counts);
  const weightSum = new Float64Array(cells);
  const weightSquares = new Float64Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    for (let k = offsets[cell]!; k < offsets[cell + 1]!; k++) {
      const weight = weights ? weights[k]! : 1;
      weightSum[cell]! += weight;
      weightSquares[cell]! += weight * weight;
    }
  }
  const z = new Float64Array(counts.length);
  let before = new Float64Array(cells);
  let now = new Float64Array(cells);
  for (let slice = 0; slice < slices; slice++) {
    const start = slice * cells;
    // The first slice has no slice before it: its neighbourhood is half as large, not half empty.
    const layers = slice === 0 ? 1 : 2;
    for (let cell = 0; cell < cells; cell++) {
      let sum = 0;
      for (let k = offsets[cell]!; k < offsets[cell + 1]!; k++) {
        sum += (weights ? weights[k]! : 1) * counts[start + targets[k]!]!;
      }
      now[cell] = sum;
      z[start + cell] = giStarZ(
        sum + before[cell]!,
        layers * weightSum[cell]!,
        layers * weightSquares[cell]!,
        counts.length,
        mean,
        standardDeviation,
      );
    }
    [before, now] = [now, before];
  }
  return z;
}

function trendOf(z: Float64Array): CellTrend {
  if (allEqual(z)) return { s: 0, varianceS: 0, z: 0, p: 1 };
  const trend = mannKendall(z);
  // There are at least 10 slices, z is finite and not constant: nothing is left that could be refused.
  if (trend.status === 'refused') throw new Error(`no trend: ${trend.reason}`);
  const { s, varianceS, z: score, p } = trend.value;
  return { s, varianceS, z: score, p };
}
