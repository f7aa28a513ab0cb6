import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type Database, SETUP_LOCK } from './database.ts';

export interface Migration {
  version: number;
  name: string;
  sql: string;
  checksum: string;
}

export type MigrationResult =
  | { ok: true; applied: string[] }
  | { ok: false; reason: 'changed' | 'unknown'; name: string };

const FOLDER = new URL('./schema/', import.meta.url);

/** The numbered SQL files of `data/schema/`, in order. */
export function readMigrations(folder: URL = FOLDER): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{3}_.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(new URL(name, folder), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      return { version: Number(name.slice(0, 3)), name, sql, checksum };
    });
}

/**
 * Brings the schema up to date: each migration in a transaction of its own, under a lock, so that two
 * processes may start at once.
 *
 * @returns `changed` when an applied file reads otherwise today, `unknown` when the database is newer than
 * this program. Nothing is applied then.
 */
export async function migrate(database: Database, migrations = readMigrations()): Promise<MigrationResult> {
  await database.transaction(async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [SETUP_LOCK]);
    await client.query(`
      create table if not exists schema_migration (
        version int primary key,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null default now()
      )`);
  });
  const applied = await database.pool.query<{ version: number; name: string; checksum: string }>(
    'select version, name, checksum from schema_migration order by version',
  );
  for (const row of applied.rows) {
    const file = migrations.find((migration) => migration.version === row.version);
    if (!file) return { ok: false, reason: 'unknown', name: row.name };
    if (file.checksum !== row.checksum) return { ok: false, reason: 'changed', name: row.name };
  }
  const done: string[] = [];
  for (const migration of migrations) {
    const ran = await database.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [SETUP_LOCK]);
      const { rowCount } = await client.query('select from schema_migration where version = $1', [
        migration.version,
      ]);
      if (rowCount) return false;
      await client.query(migration.sql);
      await client.query('insert into schema_migration (version, name, checksum) values ($1, $2, $3)', [
        migration.version,
        migration.name,
        migration.checksum,
      ]);
      return true;
    });
    if (ran) done.push(migration.name);
  }
  return { ok: true, applied: done };
}
