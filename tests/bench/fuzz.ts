import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../data/database.ts';
import { migrate } from '../../data/migrate.ts';
import { loadReference } from '../../data/reference-load.ts';
import { fuzz } from '../fuzz/fuzz.ts';
import { openTarget } from '../fuzz/target.ts';
import { startCluster } from '../setup/postgres-cluster.ts';

/**
 * Asks every operation of the OpenAPI document anything, longer than the suite does:
 * `npm run bench -- fuzz --seed=7 --runs=100`.
 */
export async function run(flags: string[]): Promise<void> {
  const number = (name: string, usual: number) =>
    Number(flags.find((flag) => flag.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
  const options = { seed: number('seed', 1), runs: number('runs', 60), atOnce: 8 };
  const cluster = startCluster();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'vigia-fuzz-bench-'));
  try {
    const opened = await openDatabase({ databaseUrl: cluster.url('postgres'), dataDir }, { join: false });
    if (!opened.ok) throw new Error(JSON.stringify(opened));
    const { database } = opened;
    await migrate(database);
    await loadReference(database);
    const target = await openTarget(database);
    const start = performance.now();
    const result = await fuzz(target, options);
    const seconds = (performance.now() - start) / 1000;
    print(
      `fuzz, seed ${options.seed}, ${options.runs} runs: ${result.requests} requests in ${seconds.toFixed(0)} s`,
    );
    print(`statuses: ${JSON.stringify(result.statuses)}`);
    print(`operations that only refused: ${result.neverAnswered.join(', ') || 'none'}`);
    print(`${result.faults.length} faults`);
    for (const fault of result.faults) print(fault);
    await target.server.stop();
    await database.close();
  } finally {
    cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
