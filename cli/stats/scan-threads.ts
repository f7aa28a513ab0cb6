import { availableParallelism } from 'node:os';
import { createWorkerPool } from '../../api/jobs/pool.ts';
import type { ScanProblem } from '../../domain/statistics/scan/problem.ts';
import { replicateMaxima } from '../../domain/statistics/scan/replicates.ts';

/** Places looked at in all replicates, up to which a thread takes longer to start than the work itself. */
const SMALL = 1e7;

/**
 * The replicates' greatest ratios, shared out among threads, one a core. Every replicate has its own random stream:
 * the answer doesn't depend on how many threads there are.
 */
export async function maximaOnAllCores(
  problem: ScanProblem,
  seed: number,
  replicates: number,
  threads = problem.zones.members.length * replicates > SMALL ? availableParallelism() : 1,
): Promise<Float64Array> {
  if (threads === 1) return replicateMaxima(problem, seed, 0, replicates)!;
  const pool = createWorkerPool(threads);
  // Two shares a thread: whoever is done first takes what is left.
  const shares = Math.min(replicates, 2 * threads);
  const edge = (share: number) => Math.round((replicates * share) / shares);
  try {
    const runs = Array.from({ length: shares }, (_, share) => {
      const run = pool.run('scanMaxima', { problem, seed, from: edge(share), to: edge(share + 1) });
      if (!run) throw new Error('the pool of this program alone is full');
      return run.outcome;
    });
    const parts = (await Promise.all(runs)).map((outcome) => (outcome.ok ? outcome.value : null));
    return Float64Array.from(
      parts.flatMap((part) => {
        if (!part) throw new Error('nobody calls a share off here');
        return [...part];
      }),
    );
  } finally {
    await pool.close();
  }
}
