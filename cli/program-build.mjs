import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * The program as JavaScript in few files: to load some hundred files of TypeScript one by one costs two to three
 * seconds of each command. Plain JavaScript, since it runs before anything can read TypeScript.
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUILDS = path.join(ROOT, 'dist', 'program');
const SOURCES = ['api', 'cli', 'data', 'domain', 'etl'];
/** What runs as a process or thread of its own; see data/program-file.ts. */
const ENTRIES = ['cli/vigia.ts', 'data/embedded-server.ts', 'etl/load-process.ts', 'api/jobs/worker.ts'];
/** A program that runs may load a part of an older build later. */
const KEPT_BUILDS = 8;

/**
 * Builds the program where that was not done since something it is made of changed; about half a second.
 *
 * @param {readonly string[]} moreEntries further files, relative to the project, that are to run as programs.
 * @returns {Promise<string>} the build's folder: `cli/vigia.mjs` there is cli/vigia.ts.
 */
export async function buildProgram(moreEntries = []) {
  const entries = [...ENTRIES, ...moreEntries];
  const folder = path.join(BUILDS, keyOf(entries));
  if (existsSync(folder)) return folder;
  const { build } = await import('esbuild');
  await mkdir(BUILDS, { recursive: true });
  const made = mkdtempSync(path.join(BUILDS, 'making-'));
  await build({
    absWorkingDir: ROOT,
    entryPoints: entries,
    outbase: ROOT,
    outdir: made,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'error',
    plugins: [{ name: 'where-it-was-written', setup: keepPlace }],
  });
  try {
    renameSync(made, folder);
  } catch (error) {
    // Another process was faster with the same.
    rmSync(made, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  removeOldest();
  return folder;
}

/**
 * Files that look for tables and texts beside them go on finding them where they were written.
 *
 * @param {import('esbuild').PluginBuild} build
 */
function keepPlace({ onLoad }) {
  onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
    const text = readFileSync(file, 'utf8');
    if (!text.includes('import.meta.')) return undefined;
    const contents = text
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href))
      .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file)));
    return { contents, loader: 'ts' };
  });
}

/**
 * Names a build by all that it is made of.
 *
 * @param {readonly string[]} entries
 */
function keyOf(entries) {
  const hash = createHash('sha256').update(JSON.stringify(entries));
  // A program from another folder, as those of the tests, is made of what stands beside it too.
  const folders = new Set([...SOURCES, ...entries.map((entry) => entry.slice(0, entry.indexOf('/')))]);
  const others = ['package-lock.json', 'cli/program-build.mjs'];
  for (const file of [...[...folders].flatMap((folder) => filesIn(folder)), ...others]) {
    const { mtimeMs, size } = statSync(path.join(ROOT, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * @param {string} folder relative to the project
 * @returns {string[]}
 */
function filesIn(folder) {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesIn(file);
    return /\.(ts|json)$/.test(entry.name) ? [file] : [];
  });
}

function removeOldest() {
  const builds = readdirSync(BUILDS).map((name) => path.join(BUILDS, name));
  const byAge = builds
    .map((build) => ({ build, at: statSync(build, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.at - a.at);
  for (const { build } of byAge.slice(KEPT_BUILDS)) rmSync(build, { recursive: true, force: true });
}
