import { type Answer, answered, refused } from './answer.ts';
import { refuseNegative } from './input-checks.ts';

export type CusumTransform = 'standard' | 'rossi';

export interface CusumOptions {
  /** How many counts at the start make the expected mean and are not judged. */
  training: number;
  transform?: CusumTransform;
  /** Reference value: what is taken off each standardised count. */
  k?: number;
  /** Decision boundary. */
  h?: number;
}

export interface CusumStep {
  /** The sum after this count; it is not reset by an alarm. */
  sum: number;
  isAlarm: boolean;
  /** The smallest count that would have alarmed here, whole with `standard`, never below 0. */
  upperBound: number;
}

/**
 * One-sided cumulative sums, for display only. S_t = max(0, S_(t-1) + z_t - k), alarm where S_t >= h.
 * `standard`: z = (y - m) / sqrt m. `rossi`: z = (y - 3m + 2 sqrt(m y)) / (2 sqrt m), nearer to normal for small
 * counts: Rossi, Lampugnani & Marchi, Statist. Med. 18 (1999). m is the mean of the training counts.
 * @returns one step a count after the training
 */
export function cusum(counts: Float64Array, options: CusumOptions): Answer<CusumStep[]> {
  const { training, transform = 'standard', k = 1.04, h = 2.26 } = options;
  const bad = refuseNegative('y', counts);
  if (bad) return bad;
  if (!Number.isInteger(training) || training < 1) {
    return refused('bad-parameter', { field: 'training', value: training, needed: 1 });
  }
  if (counts.length <= training) {
    return refused('series-too-short', { field: 'y', value: counts.length, needed: training + 1 });
  }
  let total = 0;
  for (let t = 0; t < training; t++) total += counts[t]!;
  const mean = total / training;
  if (mean === 0) return refused('empty-baseline', { field: 'y', value: 0 });

  const rootMean = Math.sqrt(mean);
  let sum = 0;
  const steps = Array.from(counts.subarray(training), (y): CusumStep => {
    const needed = h + k - sum;
    const upperBound = Math.max(
      0,
      transform === 'standard' ? Math.ceil(rootMean * needed + mean) : rossiCount(needed, mean),
    );
    const z =
      transform === 'standard'
        ? (y - mean) / rootMean
        : (y - 3 * mean + 2 * Math.sqrt(mean * y)) / (2 * rootMean);
    sum = Math.max(0, sum + z - k);
    return { sum, isAlarm: sum >= h, upperBound };
  });
  return answered(steps);
}

/** The count whose Rossi score is z: with r = sqrt y, r^2 + 2 sqrt(m) r = 2 z sqrt m + 3m, solved for r^2. */
function rossiCount(z: number, mean: number): number {
  const rootMean = Math.sqrt(mean);
  const square = 4 * mean + 2 * z * rootMean;
  if (square <= mean) return 0;
  return (Math.sqrt(square) - rootMean) ** 2;
}
