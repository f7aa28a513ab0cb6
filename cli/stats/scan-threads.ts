import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ScanProblem } from '../../domain/statistics/scan/problem.ts';
import { takeShares } from './scan-shares.ts';

/** Places looked at in all replicates, up to which a thread takes longer to start than the work itself. */
const SMALL = 1e7;

/** What a thread is sent: the problem, and the memory that all share. */
export interface ScanWork {
  problem: ScanProblem;
  seed: number;
  /** The first replicate that nobody has taken yet. */
  next: Int32Array;
  /** The greatest ratio of each replicate. */
  maxima: Float64Array;
}

/**
 * The replicates' greatest ratios on all cores: this thread works, and others beside it as soon as they have started,
 * each taking the next few replicates that nobody has. Every replicate has its own random stream: the answer doesn't
 * depend on how many threads there are, or on which is quick.
 */
export async function maximaOnAllCores(
  problem: ScanProblem,
  seed: number,
  replicates: number,
  threads = problem.zones.members.length * replicates > SMALL ? availableParallelism() : 1,
): Promise<Float64Array> {
  const work: ScanWork = {
    problem,
    seed,
    next: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
    maxima: new Float64Array(new SharedArrayBuffer(replicates * Float64Array.BYTES_PER_ELEMENT)),
  };
  const helpers = Array.from({ length: threads - 1 }, () => {
    const worker = new Worker(new URL('./scan-worker.mjs', import.meta.url), {
      workerData: work,
      execArgv: [],
    });
    return new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`a thread ended with ${code}`)),
      );
    });
  });
  takeShares(work);
  await Promise.all(helpers);
  return Float64Array.from(work.maxima);
}
