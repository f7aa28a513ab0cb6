import { type Answer, answered } from './answer.ts';
import { refuseDegenerateCells } from './input-checks.ts';
import type { Neighbours } from './neighbours.ts';

/**
 * z of Gi, the statistic without the cell itself: mean and variance leave it out too. One entry a cell; 0 where
 * all the other cells are alike or all of them are neighbours, since nothing can then differ.
 * Getis & Ord, Geographical Analysis 24 (1992); Ord & Getis 1995, equation 11.
 * @param neighbours the cell itself NOT included
 */
export function giWithoutSelf(values: Float64Array, neighbours: Neighbours): Answer<Float64Array> {
  const degenerate = refuseDegenerateCells('count', values);
  if (degenerate) return degenerate;
  const { offsets, targets, weights } = neighbours;
  const n = values.length;
  let total = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    total += values[i]!;
    squares += values[i]! * values[i]!;
  }
  const z = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let localSum = 0;
    let weightSum = 0;
    let weightSquares = 0;
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) {
      const weight = weights ? weights[k]! : 1;
      localSum += weight * values[targets[k]!]!;
      weightSum += weight;
      weightSquares += weight * weight;
    }
    const mean = (total - values[i]!) / (n - 1);
    const variance = (squares - values[i]! ** 2) / (n - 1) - mean * mean;
    const spread = ((n - 1) * weightSquares - weightSum * weightSum) / (n - 2);
    const scale = variance * spread;
    z[i] = scale > 1e-12 * squares ? (localSum - mean * weightSum) / Math.sqrt(scale) : 0;
  }
  return answered(z);
}
