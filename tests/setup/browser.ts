import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildPage, isPageStale } from '../../cli/page-build.ts';
import { openDatabase } from '../../data/database.ts';
import { loadSampleOnce } from '../../etl/sample.ts';
import databases, { embeddedTemplate } from './databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of an embedded database with the sample loaded, to be copied by each test file. */
    embeddedSample: string;
  }
}

type Project = Parameters<typeof databases>[0];

/** Both databases, and the page and the sample as a user would get them. */
export default async function setup(project: Project): Promise<() => void> {
  if (isPageStale()) await buildPage();
  const stop = await databases(project);
  const sample = await makeSample();
  project.provide('embeddedSample', sample);
  return () => {
    rmSync(sample, { recursive: true, force: true });
    stop();
  };
}

/** Loaded once for all files: it takes longer than most tests. */
async function makeSample(): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-sample-'));
  cpSync(await embeddedTemplate(), folder, { recursive: true });
  const opened = await openDatabase({ databaseUrl: null, dataDir: folder }, { join: false });
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  await loadSampleOnce(opened.database, '2026-11-23', () => {});
  await opened.database.close();
  return folder;
}
