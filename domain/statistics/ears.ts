import { type Answer, answered, type Refusal, refused } from './answer.ts';
import { refuseNegative } from './input-checks.ts';
import { normalQuantile } from './special/normal.ts';

export type EarsMethod = 'C1' | 'C2' | 'C3';

export interface EarsOptions {
  method: EarsMethod;
  /** Values in the moving baseline, at least 3. */
  baseline?: number;
  /** A floor for the standard deviation: without it one case after a quiet week alarms. */
  minSigma?: number;
  /** One-sided probability of a false alarm; .001 for C1 and C2, .025 for C3. */
  alpha?: number;
}

/** Upper bound and alarm of one time; null where the history is too short or the rule is 0/0. */
export interface Bound {
  upperBound: number | null;
  isAlarm: boolean | null;
}

/** The baseline of C2 and C3 ends this many values before the one judged. */
const GUARD = 2;

/**
 * The EARS rules of the CDC, for display only: alone they raise 2 to 6 % false alarms a week. C1 and C2 alarm where
 * y > mean + z sd of the baseline (n - 1), which for C2 ends two values earlier; C3 adds up the excess of C2 over 1
 * of the two values before. Hutwagner et al., J. Urban Health 80 (2003); Fricker, Hegler & Dunfee 2008, in the form of
 * Salmon, Schumacher & Höhle, J. Stat. Softw. 70 (2016), whose C3 bound is y + sd (z - excess), not below 0.
 * @param counts in order of time
 * @returns one entry a count
 */
export function ears(counts: Float64Array, options: EarsOptions): Answer<Bound[]> {
  const { method, baseline = 7, minSigma = 0, alpha = method === 'C3' ? 0.025 : 0.001 } = options;
  const bad = refuseNegative('y', counts) ?? refuseOptions(baseline, minSigma, alpha);
  if (bad) return bad;
  const lag = method === 'C1' ? baseline : method === 'C2' ? baseline + GUARD : baseline + 2 * GUARD;
  if (counts.length <= lag) {
    return refused('series-too-short', { field: 'y', value: counts.length, needed: lag + 1 });
  }
  const z = normalQuantile(1 - alpha);
  const guard = method === 'C1' ? 0 : GUARD;
  const bounds = Array.from(counts, (y, t): Bound => {
    if (t < lag) return { upperBound: null, isAlarm: null };
    const { mean, deviation } = baselineOf(counts, t - guard, baseline, minSigma);
    if (method !== 'C3') return bound(y, mean + z * deviation);
    const excess = [t - 2, t - 1].map((before) => {
      const past = baselineOf(counts, before - guard, baseline, minSigma);
      return Math.max(0, (counts[before]! - past.mean) / past.deviation - 1);
    });
    return bound(y, Math.max(0, y + deviation * (z - (excess[0]! + excess[1]!))));
  });
  return answered(bounds);
}

/** Where every value of a baseline is the same, sd is 0 and C3 can come out as 0/0: no bound, rather than NaN. */
function bound(y: number, upperBound: number): Bound {
  if (!Number.isFinite(upperBound)) return { upperBound: null, isAlarm: null };
  return { upperBound, isAlarm: y > upperBound };
}

/** Mean and standard deviation (n - 1) of the `size` counts before `end`. */
function baselineOf(counts: Float64Array, end: number, size: number, minSigma: number) {
  let sum = 0;
  for (let t = end - size; t < end; t++) sum += counts[t]!;
  const mean = sum / size;
  let squares = 0;
  for (let t = end - size; t < end; t++) squares += (counts[t]! - mean) ** 2;
  return { mean, deviation: Math.max(Math.sqrt(squares / (size - 1)), minSigma) };
}

function refuseOptions(baseline: number, minSigma: number, alpha: number): Refusal | null {
  if (!Number.isInteger(baseline) || baseline < 3) {
    return refused('bad-parameter', { field: 'baseline', value: baseline, needed: 3 });
  }
  if (!(minSigma >= 0)) return refused('bad-parameter', { field: 'minSigma', value: minSigma });
  if (!(alpha > 0 && alpha < 1)) return refused('bad-parameter', { field: 'alpha', value: alpha });
  return null;
}
