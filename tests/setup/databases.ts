import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildProgram } from '../../cli/program-build.mjs';
import { type Database, openDatabase } from '../../data/database.ts';
import { migrate } from '../../data/migrate.ts';
import { loadReference } from '../../data/reference-load.ts';
import { SCRIPTS } from '../script.ts';
import { keptFolder } from './kept-folder.ts';
import { startCluster } from './postgres-cluster.ts';

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
  // Whatever a test starts as a process starts from a build, as for a user.
  process.env.PROGRAM_BUILD_DIR = await buildProgram(SCRIPTS);
  const [embedded, server] = await Promise.all([embeddedTemplate(), keptFolder('server', makeServer)]);
  const cluster = startCluster(server);
  project.provide('embeddedTemplate', embedded);
  project.provide('serverUrl', cluster.url('DATABASE'));
  return () => cluster.stop();
}

/** Folder of the embedded database, migrated and with reference tables. */
export function embeddedTemplate(): Promise<string> {
  return keptFolder('embedded', makeEmbedded);
}

async function makeEmbedded(): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-template-'));
  await fill(await openOrThrow(null, folder));
  return folder;
}

async function makeServer(): Promise<string> {
  const cluster = startCluster();
  const admin = await openOrThrow(cluster.url('postgres'), '');
  await admin.pool.query('create database vigia_template');
  await admin.close();
  await fill(await openOrThrow(cluster.url('vigia_template'), ''));
  return cluster.stopAndKeep();
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
