import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../data/database.ts';
import { findEmbedded } from '../../data/embedded.ts';
import { copyEmbedded } from '../databases.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function openOrThrow(dataDir: string, options = { join: false }): Promise<Database> {
  const opened = await openDatabase({ databaseUrl: null, dataDir }, options);
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  open.push({ close: () => opened.database.close() });
  return opened.database;
}

function newFolder(): string {
  const { place, remove } = copyEmbedded();
  open.push({ close: remove });
  return place.dataDir;
}

function lockHolder(dataDir: string): { pid: number } {
  return JSON.parse(readFileSync(path.join(dataDir, 'embedded.lock'), 'utf8'));
}

async function until<T>(attempt: () => Promise<T>, withinMs: number): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

describe('the embedded database', () => {
  it('refuses a second server on the same folder and names the process that has it', async () => {
    const dataDir = newFolder();
    await openOrThrow(dataDir);
    const second = await openDatabase({ databaseUrl: null, dataDir }, { join: false });
    expect(second).toMatchObject({ ok: false, reason: 'embedded-in-use', holder: lockHolder(dataDir) });
  });

  it('lets a command join the running one, and runs on when the command is done', async () => {
    const dataDir = newFolder();
    const first = await openOrThrow(dataDir);
    const joined = await openDatabase({ databaseUrl: null, dataDir }, { join: true });
    if (!joined.ok) throw new Error(joined.reason);
    expect(joined.joined).toBe(true);
    await joined.database.pool.query(`insert into source (source_id, name) values ('joined', 'joined')`);
    await joined.database.close();
    const { rows } = await first.pool.query(`select name from source where source_id = 'joined'`);
    expect(rows).toEqual([{ name: 'joined' }]);
  });

  it('is started again when its process dies, and has lost nothing that was acknowledged', async () => {
    const dataDir = newFolder();
    const database = await openOrThrow(dataDir);
    await database.pool.query(`insert into source (source_id, name) values ('kept', 'kept')`);
    process.kill(lockHolder(dataDir).pid, 'SIGKILL');
    const rows = await until(
      async () => (await database.pool.query(`select name from source where source_id = 'kept'`)).rows,
      30_000,
    );
    expect(rows).toEqual([{ name: 'kept' }]);
  });

  it('ends with the process that started it, so that the next start is not refused', async () => {
    const dataDir = newFolder();
    const script = `
      import { openDatabase } from '${new URL('../../data/database.ts', import.meta.url)}';
      const opened = await openDatabase({ databaseUrl: null, dataDir: ${JSON.stringify(dataDir)} }, { join: false });
      process.stdout.write(opened.ok ? 'ready' : 'failed');
      setInterval(() => {}, 1000);`;
    const starter = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    await new Promise((resolve) => starter.stdout.once('data', resolve));
    starter.kill('SIGKILL');
    const database = await openOrThrow(dataDir);
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('removes a socket that a killed process left behind', async () => {
    const dataDir = newFolder();
    const first = await openOrThrow(dataDir);
    await first.close();
    open.pop();
    expect(findEmbedded(dataDir)).toBeNull();
    const second = await openOrThrow(dataDir);
    expect((await second.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('is made anew where a kill left it half-made', async () => {
    const dataDir = newFolder();
    rmSync(path.join(dataDir, 'postgres', 'global'), { recursive: true });
    writeFileSync(path.join(dataDir, 'postgres.making'), '');
    const bundles = () => readdirSync(dataDir).filter((name) => name.startsWith('postgis-'));
    // That of the PostGIS before the last update is of no use any more.
    renameSync(path.join(dataDir, bundles()[0] as string), path.join(dataDir, 'postgis-1-1.tar.gz'));
    const database = await openOrThrow(dataDir);
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    expect(existsSync(path.join(dataDir, 'postgres.making'))).toBe(false);
    expect(bundles()).toEqual([expect.not.stringContaining('postgis-1-1')]);
    const bytes = statSync(path.join(dataDir, bundles()[0] as string)).size;
    expect([bytes > 5_000_000, bytes < 12_000_000]).toEqual([true, true]);
  });

  it('works in a folder whose path is too long for a socket', async () => {
    const folder = newFolder();
    const long = path.join(folder, 'x'.repeat(90));
    mkdirSync(long);
    renameSync(path.join(folder, 'postgres'), path.join(long, 'postgres'));
    const database = await openOrThrow(long);
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    open.push({ close: async () => rmSync(long, { recursive: true, force: true }) });
    open.reverse();
  });
});
