import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { type Database, openDatabase } from '../../data/database.ts';
import { migrate } from '../../data/migrate.ts';
import { loadReference } from '../../data/reference-load.ts';
import { startCluster } from './postgres-cluster.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of an embedded database, migrated and with reference tables, to be copied by each test file. */
    embeddedTemplate: string;
    /** Connection string with DATABASE for the name; the database `vigia_template` is migrated and loaded. */
    serverUrl: string;
  }
}

/** Makes both databases once for all test files. */
export default async function setup(project: TestProject): Promise<() => void> {
  const cluster = startCluster();
  const admin = await openOrThrow(cluster.url('postgres'), '');
  await admin.pool.query('create database vigia_template');
  await admin.close();
  const [folder] = await Promise.all([
    embeddedTemplate(),
    openOrThrow(cluster.url('vigia_template'), '').then(fill),
  ]);
  project.provide('embeddedTemplate', folder);
  project.provide('serverUrl', cluster.url('DATABASE'));
  return () => cluster.stop();
}

/** What an empty embedded database with reference tables is made of. */
const INGREDIENTS = ['data', 'domain/network', 'package-lock.json'];

/** Making it takes a quarter of a minute of a core, so it is kept until something that it is made of changes. */
async function embeddedTemplate(): Promise<string> {
  const kept = path.join(ROOT, 'node_modules', '.cache', 'vigia-test-template');
  const folder = path.join(kept, digest(INGREDIENTS.map((name) => path.join(ROOT, name))));
  if (existsSync(folder)) return folder;
  rmSync(kept, { recursive: true, force: true });
  const making = mkdtempSync(path.join(os.tmpdir(), 'vigia-template-'));
  await fill(await openOrThrow(null, making));
  mkdirSync(kept, { recursive: true });
  // Copied beside it first: a broken-off copy must never look whole.
  cpSync(making, `${folder}.part`, { recursive: true });
  renameSync(`${folder}.part`, folder);
  rmSync(making, { recursive: true, force: true });
  return folder;
}

function digest(roots: readonly string[]): string {
  const hash = createHash('sha256');
  for (const root of roots) {
    const isFolder = statSync(root).isDirectory();
    const names = isFolder ? readdirSync(root, { recursive: true, encoding: 'utf8' }).sort() : [''];
    for (const file of names.map((name) => path.join(root, name))) {
      if (statSync(file).isFile()) hash.update(file).update('\0').update(readFileSync(file));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

async function openOrThrow(databaseUrl: string | null, dataDir: string): Promise<Database> {
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
