import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Who runs the embedded database of a folder, and where it listens (what `pg` takes as host and port). */
export interface LockHolder {
  pid: number;
  /** The process that started the database and for which it runs. */
  parentPid: number;
  /** Start of `pid` in clock ticks where /proc tells: a pid alone may have been given to another process. */
  startTicks: string;
  host: string;
  port: number;
}

const LOCK_FILE = 'embedded.lock';

function startTicks(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name may hold spaces and brackets, so count fields from behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** True while a process with this id exists (also one of another user). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The live holder of a folder's lock, or null when there is none or it died without letting go. */
export function readLock(dataDir: string): LockHolder | null {
  let holder: LockHolder;
  try {
    holder = JSON.parse(readFileSync(path.join(dataDir, LOCK_FILE), 'utf8'));
  } catch {
    return null;
  }
  const same = isAlive(holder.pid) && startTicks(holder.pid) === holder.startTicks;
  return same ? holder : null;
}

/**
 * Takes the folder's lock for this process.
 *
 * @returns null on success, else the live holder.
 */
export async function takeLock(
  dataDir: string,
  where: { host: string; port: number },
): Promise<LockHolder | null> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, LOCK_FILE);
  const mine: LockHolder = {
    pid: process.pid,
    parentPid: process.ppid,
    startTicks: startTicks(process.pid),
    ...where,
  };
  try {
    writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = readLock(dataDir);
  if (holder) return holder;
  // The last holder died. Several processes may find that at once: each renames its claim over the stale
  // file, the last one wins, and all look again once the others have had time to write.
  const claim = `${file}.${process.pid}`;
  writeFileSync(claim, JSON.stringify(mine), { mode: 0o600 });
  renameSync(claim, file);
  await new Promise((resolve) => setTimeout(resolve, 150));
  const winner = readLock(dataDir);
  return winner && winner.pid !== process.pid ? winner : null;
}

/** Lets go of the lock if this process holds it. */
export function releaseLock(dataDir: string): void {
  if (readLock(dataDir)?.pid === process.pid) rmSync(path.join(dataDir, LOCK_FILE), { force: true });
}
