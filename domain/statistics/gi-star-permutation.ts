import { randomStream } from '../random.ts';
import { type Answer, answered, type KeepGoing, refused } from './answer.ts';
import { refuseDegenerateCells } from './input-checks.ts';
import type { Neighbours } from './neighbours.ts';

/**
 * Upper-tail p of Gi* by permutation, for counts so sparse that the normal p is poor: the values are dealt out to
 * the cells anew, p = (number of deals with sum w x >= observed, + 1) / (permutations + 1). The deals of cell i
 * only matter through its own neighbourhood, so that one shuffle serves all cells. Replicate r draws from stream r
 * of the seed.
 * @returns one p a cell, never 0
 */
export function giStarPermutationP(
  values: Float64Array,
  neighbours: Neighbours,
  { permutations, seed, keepGoing }: { permutations: number; seed: number; keepGoing?: KeepGoing },
): Answer<Float64Array> {
  const degenerate = refuseDegenerateCells('count', values);
  if (degenerate) return degenerate;
  const { offsets, targets, weights } = neighbours;
  const n = values.length;
  const sumAround = (dealt: Float64Array, i: number): number => {
    let sum = 0;
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) {
      sum += (weights ? weights[k]! : 1) * dealt[targets[k]!]!;
    }
    return sum;
  };
  const observed = new Float64Array(n);
  for (let i = 0; i < n; i++) observed[i] = sumAround(values, i);

  const reached = new Int32Array(n);
  const dealt = new Float64Array(n);
  for (let replicate = 0; replicate < permutations; replicate++) {
    if (keepGoing && !keepGoing(replicate, permutations)) return refused('cancelled', { value: replicate });
    dealt.set(values);
    randomStream(seed, replicate).shuffle(dealt);
    for (let i = 0; i < n; i++) {
      // Weighted sums of the same values in another order differ in the last bits; that is a tie.
      if (sumAround(dealt, i) >= observed[i]! * (1 - 1e-12)) reached[i]!++;
    }
  }
  return answered(Float64Array.from(reached, (count) => (count + 1) / (permutations + 1)));
}
