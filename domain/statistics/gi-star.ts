import { benjaminiHochberg } from './adjust.ts';
import { type Answer, answered } from './answer.ts';
import { refuseDegenerateCells } from './input-checks.ts';
import type { Neighbours } from './neighbours.ts';
import { normalTwoSided, normalUpper } from './special/normal.ts';

/** Getis-Ord scores, each array one entry a cell. */
export interface GiStar {
  /** Cells of the study area, zeros included. */
  n: number;
  mean: number;
  /** Over n, not n - 1. */
  standardDeviation: number;
  /** Number of neighbours, self included where the neighbours include it. */
  neighbourCount: Int32Array;
  /** Sum of the weights, and of w x: what was found in and around the cell. */
  weightSum: Float64Array;
  localSum: Float64Array;
  z: Float64Array;
  pTwoSided: Float64Array;
  pUpper: Float64Array;
  /** Benjamini-Hochberg over all cells. */
  qTwoSided: Float64Array;
  qUpper: Float64Array;
}

/**
 * Getis-Ord Gi*: is the value in and around a cell higher than the whole study area would lead one to expect?
 * z = (sum w x - mean W) / (s sqrt((n S1 - W^2) / (n - 1))), W = sum w, S1 = sum w^2, s^2 = sum (x - mean)^2 / n.
 * Ord & Getis, Geographical Analysis 27 (1995), equation 14; q after Caldas de Castro & Singer 2006.
 * @param values counts (or rates) by cell of the fixed study area, zeros included
 * @param neighbours the cell itself included
 */
export function giStar(values: Float64Array, neighbours: Neighbours): Answer<GiStar> {
  const degenerate = refuseDegenerateCells('count', values);
  if (degenerate) return degenerate;
  const n = values.length;
  const { mean, standardDeviation } = moments(values);
  const scored = scoreCells(values, neighbours, mean, standardDeviation);
  return answered({ n, mean, standardDeviation, ...scored, ...significance(scored.z) });
}

/** Mean and standard deviation over n. */
export function moments(values: Float64Array): { mean: number; standardDeviation: number } {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2;
  return { mean, standardDeviation: Math.sqrt(squares / n) };
}

/**
 * z of one neighbourhood. A neighbourhood that is the whole study area with equal weights can't differ from it:
 * the formula is 0/0 there and the answer 0.
 */
export function giStarZ(
  localSum: number,
  weightSum: number,
  weightSquares: number,
  n: number,
  mean: number,
  standardDeviation: number,
): number {
  const spread = (n * weightSquares - weightSum * weightSum) / (n - 1);
  if (spread <= 1e-12 * weightSum * weightSum) return 0;
  return (localSum - mean * weightSum) / (standardDeviation * Math.sqrt(spread));
}

/** Normal p of each z, two-sided and upper tail, and their q over all of them. */
export function significance(z: Float64Array): Pick<GiStar, 'pTwoSided' | 'pUpper' | 'qTwoSided' | 'qUpper'> {
  const pTwoSided = new Float64Array(z.length);
  const pUpper = new Float64Array(z.length);
  for (let i = 0; i < z.length; i++) {
    pTwoSided[i] = normalTwoSided(z[i]!);
    pUpper[i] = normalUpper(z[i]!);
  }
  return { pTwoSided, pUpper, qTwoSided: benjaminiHochberg(pTwoSided), qUpper: benjaminiHochberg(pUpper) };
}

function scoreCells(
  values: Float64Array,
  neighbours: Neighbours,
  mean: number,
  standardDeviation: number,
): Pick<GiStar, 'neighbourCount' | 'weightSum' | 'localSum' | 'z'> {
  const { offsets, targets, weights } = neighbours;
  const n = values.length;
  const neighbourCount = new Int32Array(n);
  const weightSums = new Float64Array(n);
  const localSums = new Float64Array(n);
  const z = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const start = offsets[i]!;
    const end = offsets[i + 1]!;
    let localSum = 0;
    let weightSum = 0;
    let weightSquares = 0;
    for (let k = start; k < end; k++) {
      const weight = weights ? weights[k]! : 1;
      localSum += weight * values[targets[k]!]!;
      weightSum += weight;
      weightSquares += weight * weight;
    }
    neighbourCount[i] = end - start;
    weightSums[i] = weightSum;
    localSums[i] = localSum;
    z[i] = giStarZ(localSum, weightSum, weightSquares, n, mean, standardDeviation);
  }
  return { neighbourCount, weightSum: weightSums, localSum: localSums, z };
}
