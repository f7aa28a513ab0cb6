import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { type Database, type DatabasePlace, openDatabase } from '../data/database.ts';

export type { DatabasePlace };

/** A migrated database with reference tables and no reports, for one test file. */
export interface TestDatabase {
  readonly engine: 'embedded' | 'server';
  readonly place: DatabasePlace;
  /** Open from beforeAll to afterAll. */
  readonly database: Database;
}

/**
 * Runs the tests once on the embedded PostGIS and once on a real server, each with a database of its own.
 *
 * @param tests defines the tests; `db.database` is open while they run.
 */
export function describeOnBothDatabases(name: string, tests: (db: TestDatabase) => void): void {
  describe.each(['embedded', 'server'] as const)(`${name}, on the %s database`, (engine) => {
    let place: DatabasePlace;
    let database: Database;
    let remove: () => Promise<void>;

    beforeAll(async () => {
      const made = engine === 'embedded' ? copyEmbedded() : await copyServer();
      place = made.place;
      remove = made.remove;
      const opened = await openDatabase(place, { join: false });
      if (!opened.ok) throw new Error(JSON.stringify(opened));
      database = opened.database;
    });

    afterAll(async () => {
      await database?.close();
      await remove?.();
    });

    tests({
      engine,
      get place() {
        return place;
      },
      get database() {
        return database;
      },
    });
  });
}

/** A copy of an embedded database in a folder of its own, the template unless told; nothing is opened. */
export function copyEmbedded(template: string = inject('embeddedTemplate')): {
  place: DatabasePlace;
  remove: () => Promise<void>;
} {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'vigia-test-'));
  cpSync(template, dataDir, { recursive: true });
  return {
    place: { databaseUrl: null, dataDir },
    remove: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

/** A new database of the server, made from the template; nothing is opened. */
export async function copyServer(): Promise<{ place: DatabasePlace; remove: () => Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: inject('serverUrl').replace('DATABASE', 'postgres') });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`create database ${name} template vigia_template`);
  return {
    place: { databaseUrl: inject('serverUrl').replace('DATABASE', name), dataDir: os.tmpdir() },
    remove: () => run(`drop database ${name} with (force)`),
  };
}
