import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from '../../data/embedded-lock.ts';

/**
 * The folder in which this process keeps uploaded files until they are loaded, for this user of the system alone.
 * Folders of processes that ended without tidying up are removed.
 */
export function openUploadFolder(dataDir: string): string {
  const all = path.join(dataDir, 'uploads');
  const own = path.join(all, String(process.pid));
  mkdirSync(all, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(all)) {
    const pid = Number(name);
    if (Number.isInteger(pid) && !isAlive(pid))
      rmSync(path.join(all, name), { recursive: true, force: true });
  }
  mkdirSync(own, { recursive: true, mode: 0o700 });
  return own;
}
