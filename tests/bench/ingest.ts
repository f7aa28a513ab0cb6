import { type ChildProcess, fork } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Database, openDatabase } from '../../data/database.ts';
import { migrate } from '../../data/migrate.ts';
import { loadReference } from '../../data/reference-load.ts';
import { startCluster } from '../setup/postgres-cluster.ts';
import type { IngestMeasured } from './ingest-process.ts';
import { writeIngestRows } from './ingest-rows.ts';

const SIZES = { server: [10_000, 30_000, 100_000, 300_000, 1_000_000], embedded: [10_000, 30_000, 100_000] };

/**
 * Rows a second and peak memory of an ingest, and how both grow with n: into a throw-away PostgreSQL server and into
 * the embedded database. `npm run bench -- ingest [--seed=1] [--server=10000,100000] [--embedded=]`
 */
export async function run(argv: string[]): Promise<void> {
  const flags = new Map(argv.map((word) => word.replace(/^-+/, '').split('=') as [string, string]));
  const seed = Number(flags.get('seed') ?? 1);
  const sizesOf = (engine: keyof typeof SIZES) =>
    flags.get(engine)?.split(',').filter(Boolean).map(Number) ?? SIZES[engine];
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-bench-'));
  try {
    print(`ingest, seed ${seed}, node ${process.version}; memory is the peak RSS of the process`);
    await benchServer(folder, sizesOf('server'), seed);
    await benchEmbedded(folder, sizesOf('embedded'), seed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchServer(folder: string, sizes: readonly number[], seed: number): Promise<void> {
  if (sizes.length === 0) return;
  const cluster = startCluster();
  try {
    print('\nserver PostgreSQL with PostGIS');
    const admin = await open(cluster.url('postgres'), folder);
    await admin.pool.query('create database template_of_bench');
    await fill(await open(cluster.url('template_of_bench'), folder));
    let before: IngestMeasured | null = null;
    for (const n of sizes) {
      const name = `bench_${n}`;
      await admin.pool.query(`create database ${name} template template_of_bench`);
      before = report(await measured(await rows(folder, n, seed), folder, cluster.url(name)), before);
      await admin.pool.query(`drop database ${name} with (force)`);
    }
    await admin.close();
  } finally {
    cluster.stop();
  }
}

async function benchEmbedded(folder: string, sizes: readonly number[], seed: number): Promise<void> {
  if (sizes.length === 0) return;
  print('\nembedded PostgreSQL with PostGIS, a process of its own');
  const template = path.join(folder, 'template');
  await fill(await open(null, template));
  let before: IngestMeasured | null = null;
  for (const n of sizes) {
    const dataDir = path.join(folder, `embedded-${n}`);
    cpSync(path.join(template, 'postgres'), path.join(dataDir, 'postgres'), { recursive: true });
    before = report(await measured(await rows(folder, n, seed), dataDir, ''), before);
    rmSync(dataDir, { recursive: true });
  }
}

async function rows(folder: string, n: number, seed: number): Promise<string> {
  const file = path.join(folder, `${n}.csv`);
  if (!statSync(file, { throwIfNoEntry: false })) await writeIngestRows(file, n, seed);
  return file;
}

async function open(databaseUrl: string | null, dataDir: string): Promise<Database> {
  const opened = await openDatabase({ databaseUrl, dataDir }, { join: false });
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  return opened.database;
}

async function fill(database: Database): Promise<void> {
  const migrated = await migrate(database);
  if (!migrated.ok) throw new Error(JSON.stringify(migrated));
  await loadReference(database);
  await database.close();
}

async function measured(file: string, dataDir: string, databaseUrl: string): Promise<IngestMeasured> {
  const child: ChildProcess = fork(
    new URL('./ingest-process.ts', import.meta.url),
    [file, dataDir, databaseUrl],
    {
      execArgv: ['--import', 'tsx'],
    },
  );
  return new Promise((resolve, reject) => {
    child.once('message', (message: IngestMeasured) => resolve(message));
    child.once('exit', (code, signal) => reject(new Error(`the ingest ended with ${signal ?? code}`)));
  });
}

/** One line; the growth is the exponent of n since the line before. */
function report(now: IngestMeasured, before: IngestMeasured | null): IngestMeasured {
  const { rowsRead, loaded, quarantined, merged, doubtful } = now.report;
  const growth = before
    ? Math.log(now.seconds / before.seconds) / Math.log(rowsRead / before.report.rowsRead)
    : null;
  print(
    [
      `  n ${rowsRead.toLocaleString('en').padStart(9)}`,
      `${Math.round(rowsRead / now.seconds)
        .toLocaleString('en')
        .padStart(6)} rows/s`,
      `${now.seconds.toFixed(1).padStart(6)} s (${now.stagingSeconds.toFixed(1)} s reading)`,
      `${Math.round(now.peakRssMb)} MB`,
      ...(now.databasePeakRssMb === null ? [] : [`database ${Math.round(now.databasePeakRssMb)} MB`]),
      ...(growth === null ? [] : [`grows like n^${growth.toFixed(2)}`]),
      `${loaded} loaded, ${quarantined} in quarantine, ${merged} joined, ${doubtful} doubtful`,
    ].join('  '),
  );
  return now;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
