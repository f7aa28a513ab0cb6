import type { JobControl } from './jobs.ts';
import type { WorkerPool } from './pool.ts';

/** Work on a pool that nobody follows or calls off: of the command line, of benches. */
export function controlOf(pool: WorkerPool): JobControl {
  return {
    run: async (task, input) => {
      const run = pool.run(task, input);
      if (run === null) throw new Error('nobody else uses this pool');
      const outcome = await run.outcome;
      if (!outcome.ok) throw new Error('nobody calls this off');
      return outcome.value;
    },
  };
}
