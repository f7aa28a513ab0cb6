/** Class limits of the hexagon ramp. */

/** The lowest count of each of five classes; the first is 1, each next one larger than the one before. */
export type ClassLimits = readonly [number, number, number, number, number];

const ROUND_STEPS = [1, 2, 3, 4, 5, 8, 10, 15, 20, 25, 30, 40, 50, 60, 80];

/**
 * Five classes for counts that are mostly small with a few very large: limits grow geometrically from 1 to about
 * the largest count and are rounded to numbers that one can say. Zero belongs to no class: it is not drawn.
 */
export function classLimits(counts: readonly number[]): ClassLimits {
  const largest = counts.reduce((a, b) => Math.max(a, b), 1);
  const ratio = largest ** (1 / 5);
  const limits: [number, number, number, number, number] = [1, 2, 3, 4, 5];
  for (let i = 1; i < 5; i++) {
    const before = limits[i - 1] as number;
    limits[i] = Math.max(before + 1, roundNumber(ratio ** i));
  }
  return limits;
}

/** The class (0 to 4) of a count of at least 1. */
export function classOf(limits: ClassLimits, count: number): number {
  let step = 0;
  while (step < 4 && count >= (limits[step + 1] as number)) step++;
  return step;
}

function roundNumber(value: number): number {
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  const scaled = value / scale;
  let best = 1;
  for (const step of ROUND_STEPS) if (Math.abs(step - scaled) < Math.abs(best - scaled)) best = step;
  return best * scale;
}
