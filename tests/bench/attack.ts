import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../data/database.ts';
import { migrate } from '../../data/migrate.ts';
import { loadReference } from '../../data/reference-load.ts';
import { attackAll } from '../attack/attack-all.ts';
import { openAttacked } from '../attack/world.ts';
import { startCluster } from '../setup/postgres-cluster.ts';

/**
 * Asks as whoever may not know of some incidents, before and after they are there, longer than the suite does:
 * `npm run bench -- attack --each=25000 --seed=7` is some 200,000 requests.
 */
export async function run(flags: string[]): Promise<void> {
  const number = (name: string, usual: number) =>
    Number(flags.find((flag) => flag.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
  const cluster = startCluster();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'vigia-attack-bench-'));
  try {
    const opened = await openDatabase({ databaseUrl: cluster.url('postgres'), dataDir }, { join: false });
    if (!opened.ok) throw new Error(JSON.stringify(opened));
    const { database } = opened;
    await migrate(database);
    await loadReference(database);
    const world = await openAttacked(database);
    const start = performance.now();
    const options = {
      each: number('each', 25_000),
      heavy: number('heavy', 4),
      step: number('step', 1),
      seed: number('seed', 1),
    };
    const results = await attackAll(world, options);
    const all = Object.values(results);
    const requests = all.reduce((sum, result) => sum + result.requests, 0);
    print(`${requests} requests in ${((performance.now() - start) / 1000).toFixed(0)} s`);
    for (const [name, { requests: n, differences, canaries, msByPath }] of Object.entries(results)) {
      print(`${name}: ${n} requests, ${differences.length} differences, ${canaries.length} canaries`);
      for (const told of [...differences, ...canaries].slice(0, 40)) print(told);
      const slowest = [...msByPath].sort((a, b) => b[1] - a[1]).slice(0, 6);
      for (const [of, ms] of slowest) print(`${(ms / 1000).toFixed(1)} s waited for ${of}`);
    }
    await world.server.stop();
    await database.close();
  } finally {
    cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
