import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findPostgres } from './setup/postgres-cluster.ts';
import { auditStep } from './supply-chain/audit.ts';

/**
 * `npm test`: sets up what the tests need (Debian's PostgreSQL with PostGIS, and Chromium), runs all of them,
 * and ends with a line that counts them. In CI a skipped test is a failure.
 */

const NEEDED: { packages: string[]; isThere(): boolean }[] = [
  { packages: ['postgresql-15-postgis-3'], isThere: () => findPostgres() !== null },
  { packages: ['chromium'], isThere: () => existsSync('/usr/bin/chromium') },
];

function setUp(): void {
  const missing = NEEDED.filter((need) => !need.isThere()).flatMap(({ packages }) => packages);
  if (missing.length === 0) return;
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!mayInstall) {
    process.stderr.write(`The tests need Debian packages. Install them and try again:\n  sudo ${install}\n`);
    process.exit(2);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  process.stdout.write(`Installing what the tests need: ${missing.join(' ')}\n`);
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  execFileSync(install.split(' ')[0], install.split(' ').slice(1), {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}

setUp();
const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-results-'));
const results = path.join(folder, 'results.json');
const args = process.argv.slice(2);
const run = spawnSync(
  process.execPath,
  [
    path.join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...args,
  ],
  { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, TZ: 'UTC' } },
);

interface Counts {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
}
if (!existsSync(results)) process.exit(run.status || 1);
const counts: Counts = JSON.parse(readFileSync(results, 'utf8'));
rmSync(folder, { recursive: true, force: true });
// All of it: what is known of the dependencies belongs to it.
const isSafe = args.length > 0 || auditStep((line) => process.stdout.write(`${line}\n`));
const skipped = counts.numPendingTests + counts.numTodoTests;
if (skipped > 0 && process.env.CI) {
  process.stdout.write(`${skipped} skipped: in CI every test runs, so this is a failure.\n`);
}
process.stdout.write(
  `${counts.numPassedTests} passed, ${counts.numFailedTests} failed, ${skipped} skipped\n`,
);
process.exit(run.status || (skipped > 0 && process.env.CI) || !isSafe ? 1 : 0);
