import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../data/database.ts';
import { copyEmbedded, copyServer, type DatabasePlace } from '../databases.ts';
import { printed, startVigia, vigia } from './process.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** `kill -9` of real processes in the middle of their work; afterwards all starts and nothing acknowledged is lost. */
describe.each(['embedded', 'server'] as const)('killed, on the %s database,', (engine) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-kill-'));
  const file = path.join(folder, 'whole.backup');
  let place: DatabasePlace;
  let remove: () => Promise<void>;

  const env = (): Record<string, string> => ({
    VIGIA_DATA_DIR: place.databaseUrl === null ? place.dataDir : folder,
    ...(place.databaseUrl === null ? {} : { VIGIA_DATABASE_URL: place.databaseUrl }),
  });

  async function query<T>(sql: string): Promise<T[]> {
    const opened = await openDatabase(place, { join: false });
    if (!opened.ok) throw new Error(JSON.stringify(opened));
    const { rows } = await opened.database.pool.query(sql);
    await opened.database.close();
    return rows as T[];
  }

  /** The process and, where it runs the embedded database, that one too: as when the machine loses its power. */
  async function kill(child: ChildProcess): Promise<void> {
    const ended = new Promise((resolve) => child.once('close', resolve));
    const lock = path.join(place.dataDir, 'embedded.lock');
    const database =
      engine === 'embedded' && existsSync(lock) ? JSON.parse(readFileSync(lock, 'utf8')).pid : null;
    child.kill('SIGKILL');
    if (database) process.kill(database, 'SIGKILL');
    await ended;
  }

  beforeAll(async () => {
    const made = engine === 'embedded' ? copyEmbedded() : await copyServer();
    ({ place, remove } = made);
    await query(`insert into source (source_id, name) values ('kept', 'kept')`);
    const { code, stderr } = await vigia(['backup', file], env());
    if (code !== 0) throw new Error(stderr);
    await query(`insert into source (source_id, name) values ('later', 'later')`);
  });
  afterAll(async () => {
    await remove?.();
    rmSync(folder, { recursive: true, force: true });
  });

  it('in a backup, leaves no file of that name, and the next one is whole', async () => {
    const name = path.join(folder, 'second.backup');
    const part = () => readdirSync(folder).find((one) => one.startsWith('.second.backup.'));
    const child = startVigia(['backup', name], env());
    await vi.waitFor(() => expect(statSync(path.join(folder, part() ?? 'none')).size).toBeGreaterThan(0), {
      timeout: 120_000,
      interval: 5,
    });
    await kill(child);
    expect(existsSync(name)).toBe(false);
    const next = await vigia(['backup', name, '--json'], env());
    expect([next.code, part()]).toEqual([0, undefined]);
    expect(JSON.parse(next.stdout).bytes).toBe(statSync(name).size);
  });

  it('in a restore, leaves the database as it was, and the next one restores', async () => {
    const child = startVigia(['restore', file, '--replace'], env());
    await printed(child, /Restoring/);
    // Some tables are in by now, the last is not.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await kill(child);
    const sources = `select source_id from source order by 1`;
    expect(await query(sources)).toEqual([{ source_id: 'kept' }, { source_id: 'later' }]);
    const [counts] = await query<{ states: number; restored: number }>(
      `select (select count(*) from state)::int as states,
         (select count(*) from audit_entry where action = 'restored')::int as restored`,
    );
    expect(counts).toEqual({ states: 32, restored: 0 });
    const next = await vigia(['restore', file, '--replace'], env());
    expect([next.code, next.stderr.includes('Restoring')]).toEqual([0, true]);
    expect(await query(sources)).toEqual([{ source_id: 'kept' }]);
    expect((await vigia(['audit', 'verify'], env())).code).toBe(0);
  });
});
