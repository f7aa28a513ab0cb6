import { type Answer, answered, type Refusal, refused } from './answer.ts';
import { refuseNegative } from './input-checks.ts';
import type { Neighbours } from './neighbours.ts';

/** Counts and the exposure they come from, such as residents, or kilometres x time. */
export interface RateInput {
  counts: Float64Array;
  /** All above 0. */
  exposure: Float64Array;
}

export interface MarshallRates {
  /** Prior mean and variance of the rate. */
  mean: number;
  variance: number;
  /** Shrunk rate of each unit, counts per exposure. */
  rates: Float64Array;
}

/**
 * Rates shrunk towards the overall rate, the more the smaller the exposure. Method of moments of Marshall, Appl.
 * Statist. 40 (1991): with m = sum y / sum e and s2 = sum e (r - m)^2 / sum e, the prior variance is
 * a = max(0, s2 - m / mean e) and the rate m + a (r - m) / (a + m / e).
 */
export function marshallGlobal(input: RateInput): Answer<MarshallRates> {
  const bad = refuseRateInput(input);
  if (bad) return bad;
  const { counts, exposure } = input;
  const all = Int32Array.from(counts, (_, i) => i);
  const exposed = sumOver(exposure, all);
  const mean = sumOver(counts, all) / exposed;
  const squares = counts.map((y, i) => exposure[i]! * (y / exposure[i]! - mean) ** 2);
  const variance = Math.max(0, sumOver(squares, all) / exposed - mean / (exposed / counts.length));
  const rates = counts.map((_, i) => shrunk(input, i, mean, variance));
  return answered({ mean, variance, rates });
}

/**
 * As marshallGlobal, but each unit shrinks towards the mean of its neighbourhood. The variance around a unit is taken
 * over its neighbours, each against the mean of its own neighbourhood, as in spdep's EBlocal (after Bailey & Gatrell
 * 1995, page 306).
 * @param neighbours the unit itself included
 */
export function marshallLocal(input: RateInput, neighbours: Neighbours): Answer<Float64Array> {
  const bad = refuseRateInput(input);
  if (bad) return bad;
  const { counts, exposure } = input;
  const around = (i: number): Int32Array =>
    neighbours.targets.subarray(neighbours.offsets[i]!, neighbours.offsets[i + 1]!);
  const means = counts.map((_, i) => sumOver(counts, around(i)) / sumOver(exposure, around(i)));
  const squares = counts.map((y, i) => exposure[i]! * (y / exposure[i]! - means[i]!) ** 2);
  const rates = counts.map((_, i) => {
    const units = around(i);
    const exposed = sumOver(exposure, units);
    const variance = sumOver(squares, units) / exposed - means[i]! / (exposed / units.length);
    return shrunk(input, i, means[i]!, Math.max(0, variance));
  });
  return answered(rates);
}

/** Refuses counts that are negative, exposures that are not above 0, fewer than two units, and no counts at all. */
export function refuseRateInput({ counts, exposure }: RateInput): Refusal | null {
  const bad = refuseNegative('y', counts) ?? refuseNegative('exposure', exposure);
  if (bad) return bad;
  const index = exposure.indexOf(0);
  if (index >= 0) return refused('no-exposure', { field: 'exposure', index, value: 0 });
  if (counts.length < 2) return refused('one-cell', { value: counts.length, needed: 2 });
  if (counts.every((y) => y === 0)) return refused('empty-baseline', { field: 'y', value: 0 });
  return null;
}

function sumOver(values: Float64Array, units: Int32Array): number {
  let sum = 0;
  for (const i of units) sum += values[i]!;
  return sum;
}

function shrunk({ counts, exposure }: RateInput, i: number, mean: number, variance: number): number {
  // No incident around and no variance: the rate is 0, where the formula would be 0/0.
  if (variance === 0) return mean;
  const rate = counts[i]! / exposure[i]!;
  return mean + (variance * (rate - mean)) / (variance + mean / exposure[i]!);
}
