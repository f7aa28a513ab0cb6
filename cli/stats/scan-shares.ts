import { replicateMaxima } from '../../domain/statistics/scan/replicates.ts';
import type { ScanWork } from './scan-threads.ts';

/** Replicates that are taken at once: few, so that no thread is left alone with many at the end. */
const SHARE = 16;

/** Takes shares until none is left. */
export function takeShares({ problem, seed, next, maxima }: ScanWork): void {
  for (;;) {
    const from = Atomics.add(next, 0, SHARE);
    if (from >= maxima.length) return;
    const to = Math.min(from + SHARE, maxima.length);
    maxima.set(replicateMaxima(problem, seed, from, to)!, from);
  }
}
