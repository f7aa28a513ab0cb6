import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { appendAudit } from '../../data/audit.ts';
import { readAuditKey } from '../../data/audit-key.ts';
import { verifyAudit } from '../../data/audit-verify.ts';
import { backupTo } from '../../data/backup/backup-file.ts';
import { type Database, openDatabase } from '../../data/database.ts';
import { migrate, readMigrations } from '../../data/migrate.ts';
import { vigia } from '../cli/process.ts';
import { copyEmbedded, copyServer, type DatabasePlace } from '../databases.ts';
import { startScript } from '../script.ts';
import { LATER, LATER_ROWS } from './later-migration.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const NOW = new Date('2026-11-24T10:00:00Z');
const BY = { actor: { kind: 'terminal', id: 'root', name: 'root' } as const, address: 'terminal', now: NOW };
type Verb = 'backup' | 'restore' | 'migrate';
type When = 'sent' | 'done';
type Left = 'before' | 'after' | 'either';

/** The embedded database starts slowly: there the moments that differ from each other most. */
const onBoth = (engine: string, server: readonly [string, When, Left][], embedded: readonly number[]) =>
  engine === 'server' ? server : embedded.map((i) => server[i] as [string, When, Left]);

/** `kill -9` of real processes in the middle of their work: all starts again, and what was acknowledged is there. */
describe.each(['embedded', 'server'] as const)('killed, on the %s database,', (engine) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-kill-'));
  const whole = path.join(folder, 'whole.backup');
  let place: DatabasePlace;
  let remove: () => Promise<void>;
  /** What the next process to die finds. */
  let before: Awaited<ReturnType<typeof state>>;

  beforeAll(async () => {
    ({ place, remove } = engine === 'embedded' ? copyEmbedded() : await copyServer());
    await within(async (database) => {
      // Some of it is enough: what takes long here is only how much there is.
      await database.pool.query(
        'delete from gazetteer_place where id not in (select id from gazetteer_place order by id limit 500)',
      );
      await add(database, 'kept');
      expect(await backupTo(database, whole, { ...BY, passphrase: null })).toMatchObject({ ok: true });
      await add(database, 'later');
      before = await state(database);
    });
  });
  afterAll(async () => {
    await remove?.();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the database as a start does, asks, and closes it. */
  async function within<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const opened = await openDatabase(place, { join: false });
    if (!opened.ok) throw new Error(JSON.stringify(opened));
    return work(opened.database).finally(() => opened.database.close());
  }

  /** One source with its entry of the audit: acknowledged together. */
  const add = (database: Database, id: string) =>
    database.transaction(async (db) => {
      await db.query('insert into source (source_id, name) values ($1, $1)', [id]);
      await appendAudit(db, { action: 'source-changed', ...BY, subject: { kind: 'source', id } }, NOW);
    });

  /** Not in the backup: gone where a restore stands, there where it does not. */
  const addLater = ({ pool }: Database) =>
    pool.query(`insert into source (source_id, name) values ('later', 'later') on conflict do nothing`);

  async function dies(verb: Verb, file: string, statement: string, when: When): Promise<void> {
    const child = startScript(
      new URL('./dying-keeping.ts', import.meta.url),
      [JSON.stringify(place), verb, file, statement, when],
      ['ignore', 'pipe', 'inherit'],
    );
    let said = '';
    child.stdout?.on('data', (chunk) => {
      said += chunk;
    });
    const signal = await new Promise((resolve) => child.once('close', (_, signal) => resolve(signal)));
    expect(signal).toBe('SIGKILL');
    if (when === 'done') expect(said).toBe('');
  }

  async function state(database: Database) {
    const key = readAuditKey({ dataDir: folder, auditKeyFile: null });
    if (!key.ok) throw new Error(key.reason);
    const verdict = await verifyAudit(database.pool, key.key);
    const { rows } = await database.pool.query(
      `select array(select source_id from source order by 1) as sources,
         (select count(*) from state)::int as states,
         (select count(*) from gazetteer_place)::int as places,
         (select count(*) from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace)::int as keys,
         (select count(*) from audit_entry where action = 'source-changed')::int as changes,
         (select count(*) from audit_entry where action = 'restored')::int as restored`,
    );
    return { ...rows[0], audit: verdict.ok, problems: verdict.problems };
  }

  it.each(
    onBoth(
      engine,
      [
        ['declare backup_rows', 'done', 'before'],
        ['fetch', 'sent', 'before'],
        ['select chain_id', 'done', 'before'],
      ],
      [2],
    ),
  )('in a backup, at "%s" %s: no file of that name, and the next is whole', async (statement, when) => {
    const name = path.join(folder, 'second.backup');
    const parts = () => readdirSync(folder).filter((one) => one.startsWith('.second.backup.'));
    await dies('backup', name, statement, when);
    expect(existsSync(name)).toBe(false);
    expect(parts()).toHaveLength(1);
    await within(async (database) => {
      expect(await state(database)).toMatchObject({ sources: ['kept', 'later'], audit: true });
      expect(await backupTo(database, name, { ...BY, passphrase: null })).toMatchObject({ ok: true });
    });
    expect(parts()).toEqual([]);
    rmSync(name);
  });

  it.each(
    onBoth(
      engine,
      [
        ['truncate', 'done', 'before'],
        ['insert into "gazetteer_place"', 'sent', 'before'],
        ['select chain_id', 'done', 'before'],
        ['truncate > commit', 'sent', 'either'],
        ['truncate > commit', 'done', 'after'],
      ],
      [1, 4],
    ),
  )('in a restore, at "%s" %s: all of it or nothing (%s)', async (statement, when, left) => {
    await dies('restore', whole, statement, when);
    await within(async (database) => {
      const after = await state(database);
      const isDone = after.restored > before.restored;
      if (left !== 'either') expect(isDone).toBe(left === 'after');
      expect(after).toEqual(
        isDone ? { ...before, sources: ['kept'], restored: before.restored + 1 } : before,
      );
      // No entry of the audit is lost by a restore either.
      expect(after).toMatchObject({ states: 32, changes: 2, audit: true });
      await addLater(database);
      before = await state(database);
    });
  });

  it.each(
    onBoth(
      engine,
      [
        ['create table later', 'sent', 'before'],
        ['insert into schema_migration', 'done', 'before'],
        ['create table later > commit', 'sent', 'either'],
        ['create table later > commit', 'done', 'after'],
      ],
      [0],
    ),
  )(
    'in a migration, at "%s" %s: it is there whole or not at all, and the next start ends it',
    async (statement, when, left) => {
      await dies('migrate', '', statement, when);
      await within(async (database) => {
        const { rows } = await database.pool.query(
          `select to_regclass('later') is not null as made,
           exists (select from pg_attribute where attrelid = 'source'::regclass and attname = 'later') as altered,
           exists (select from schema_migration where version = 998) as noted`,
        );
        const { made } = rows[0];
        expect(rows[0]).toEqual({ made, altered: made, noted: made });
        if (left !== 'either') expect(made).toBe(left === 'after');
        const again = await migrate(database, [...readMigrations(), LATER]);
        expect(again).toEqual({ ok: true, applied: made ? [] : [LATER.name] });
        const { rows: whole } = await database.pool.query('select count(*)::int as n from later');
        expect(whole).toEqual([{ n: LATER_ROWS }]);
        expect(await state(database)).toEqual(before);
        await database.pool.query(
          `drop table later; alter table source drop column later; delete from schema_migration where version = 998`,
        );
      });
    },
  );

  // A start of the embedded database takes ten seconds of a busy machine; each case above has made two. The program
  // above the database is the same for both.
  if (engine === 'embedded') return;

  it('in the migrations that make a new database, goes on where it was', async () => {
    await within(async ({ pool }) => {
      await pool.query('drop schema public cascade; create schema public; create extension postgis');
    });
    await dies('migrate', '', '-- The audit:', 'sent');
    const applied = await within(async (database) => {
      const result = await migrate(database);
      if (!result.ok) throw new Error(result.reason);
      return result.applied;
    });
    const names = readMigrations().map(({ name }) => name);
    expect(applied).toEqual(names.slice(-applied.length));
    expect(applied.length).toBeGreaterThan(0);
  });

  it('after all of these the program starts as ever, its audit is intact, and the backup comes back', async () => {
    const env = { VIGIA_DATA_DIR: folder, VIGIA_DATABASE_URL: place.databaseUrl ?? '' };
    const verified = await vigia(['audit', 'verify'], env);
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining('intact')]);
    const restored = await vigia(['restore', whole, '--replace'], env);
    expect([restored.code, restored.stderr]).toEqual([0, expect.any(String)]);
    expect(await within(state)).toMatchObject({ sources: ['kept'], states: 32, audit: true });
  });
});
