import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isAlive } from '../../data/embedded-lock.ts';

const MEMORY = '/dev/shm';
const NAME = /^vigia-tests-(\d+)-/;
/** Some copies of databases at a time, a server with its own, and the profiles of a browser. */
const NEEDED_BYTES = 2 * 2 ** 30;

/**
 * Gives this process and those it starts a temporary folder of their own that goes with it: in memory where there is
 * room, since most of the time that a copy of a database takes is spent on the disk.
 */
export function setTemporaryFolder(): void {
  const parent = isMemoryLarge() ? MEMORY : os.tmpdir();
  for (const name of readdirSync(parent)) {
    const [, pid] = NAME.exec(name) ?? [];
    // A run that was killed could not tidy up.
    if (pid && !isAlive(Number(pid))) rmSync(path.join(parent, name), { recursive: true, force: true });
  }
  const folder = mkdtempSync(path.join(parent, `vigia-tests-${process.pid}-`));
  // The server of the tests runs as another user.
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
}

function isMemoryLarge(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > NEEDED_BYTES && os.freemem() > 2 * NEEDED_BYTES;
  } catch {
    return false;
  }
}
