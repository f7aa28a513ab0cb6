import { gammaQuantile } from './special/incomplete-gamma.ts';

/** An interval for the mean of a Poisson count. */
export interface CountInterval {
  low: number;
  high: number;
}

/** Garwood's exact interval, Biometrika 28 (1936), by gamma quantiles; y is a count from 0 on. */
export function garwood(y: number, level = 0.95): CountInterval {
  const tail = (1 - level) / 2;
  return { low: y === 0 ? 0 : gammaQuantile(tail, y), high: gammaQuantile(1 - tail, y + 1) };
}

/**
 * Byar's approximation to it: Breslow & Day, Statistical Methods in Cancer Research II (1987), page 69, with their
 * rounded normal quantile 1.96 for 95 %.
 */
export function byar(y: number, z = 1.96): CountInterval {
  const cube = (count: number, side: number): number =>
    count * (1 - 1 / (9 * count) + (side * z) / (3 * Math.sqrt(count))) ** 3;
  return { low: y === 0 ? 0 : Math.max(0, cube(y, -1)), high: cube(y + 1, 1) };
}
