/** Class limits of the hexagon ramp. */

/** The lowest count of each class, at most five; the first is 1, each next one larger than the one before. */
export type ClassLimits = readonly number[];

const CLASSES = 5;
const ROUND_STEPS = [1, 2, 3, 4, 5, 8, 10, 15, 20, 25, 30, 40, 50, 60, 80];

/**
 * Classes for counts that are mostly small with a few very large: limits grow geometrically from 1 to about the
 * largest count and are rounded to numbers that one can say. A class that no count reaches is left out; zero
 * belongs to no class: it is not drawn.
 */
export function classLimits(counts: readonly number[]): ClassLimits {
  const largest = counts.reduce((a, b) => Math.max(a, b), 1);
  const ratio = largest ** (1 / CLASSES);
  const limits = [1];
  for (let step = 1; step < CLASSES; step++) {
    const limit = Math.max((limits[step - 1] as number) + 1, roundNumber(ratio ** step));
    if (limit > largest) break;
    limits.push(limit);
  }
  return limits;
}

/** The class (0 is the first) of a count of at least 1. */
export function classOf(limits: ClassLimits, count: number): number {
  let step = 0;
  while (step + 1 < limits.length && count >= (limits[step + 1] as number)) step++;
  return step;
}

function roundNumber(value: number): number {
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  const scaled = value / scale;
  let best = 1;
  for (const step of ROUND_STEPS) if (Math.abs(step - scaled) < Math.abs(best - scaled)) best = step;
  return best * scale;
}
