import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { isAlive, type LockHolder, readLock } from './embedded-lock.ts';
import type { EmbeddedMessage } from './embedded-server.ts';
import { programFile } from './program-file.ts';

/** Where `pg` finds the embedded database: `host` is the socket's folder or 127.0.0.1. */
export interface EmbeddedAddress {
  host: string;
  port: number;
}

export type EmbeddedStep = 'creating' | 'opening' | 'restarting';

export type EmbeddedStart =
  | { status: 'started'; address: EmbeddedAddress; stop: () => Promise<void> }
  | { status: 'refused'; holder: LockHolder };

/** Longest path of a Unix socket that every system takes. */
const SOCKET_PATH_LIMIT = 100;
const RESTART_DELAYS_MS = [200, 1000, 3000, 10_000];
/** A holder whose parent died ends by itself; this long we wait for it. */
const ORPHAN_WAIT_MS = 20_000;

async function chooseAddress(dataDir: string): Promise<EmbeddedAddress> {
  if (process.platform === 'win32') return { host: '127.0.0.1', port: await freePort() };
  const inside = path.join(dataDir, 'run');
  if (path.join(inside, '.s.PGSQL.5432').length < SOCKET_PATH_LIMIT) return { host: inside, port: 5432 };
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return { host: path.join(os.tmpdir(), `vigia-${os.userInfo().uid}-${name}`), port: 5432 };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(address)));
    });
  });
}

/**
 * Starts the embedded database of a folder in a process of its own and keeps it running: when it dies it is
 * started again, and `pg.Pool` connects anew by itself.
 *
 * @param dataDir absolute folder; made when absent.
 * @param onStep told what is going on, since the first start takes some ten seconds.
 * @returns `refused` with the holder when another live process runs the database of this folder.
 * @throws when the database can't be started at all.
 */
export async function startEmbedded(
  dataDir: string,
  onStep: (step: EmbeddedStep) => void = () => {},
): Promise<EmbeddedStart> {
  await waitForOrphan(dataDir);
  const address = await chooseAddress(dataDir);
  let child: ChildProcess;
  let stopping = false;
  let deaths = 0;

  const launch = (): Promise<LockHolder | null> => {
    const { file, execArgv } = programFile(new URL('./embedded-server.ts', import.meta.url));
    child = fork(file, [dataDir, address.host, String(address.port)], {
      execArgv,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return new Promise((resolve, reject) => {
      let ready = false;
      child.on('message', (message: EmbeddedMessage) => {
        if (message.type === 'creating' || message.type === 'opening') onStep(message.type);
        else if (message.type === 'refused') resolve(message.holder);
        else if (message.type === 'failed') reject(new Error(message.message));
        else {
          ready = true;
          resolve(null);
        }
      });
      child.once('exit', (code, signal) => {
        if (stopping) return;
        if (!ready) reject(new Error(`the embedded database ended at start (${signal ?? code})`));
        else relaunch();
      });
    });
  };

  const relaunch = (): void => {
    const delayMs = RESTART_DELAYS_MS[Math.min(deaths, RESTART_DELAYS_MS.length - 1)];
    deaths += 1;
    setTimeout(() => {
      if (stopping) return;
      onStep('restarting');
      launch().catch(relaunch);
    }, delayMs);
  };

  const holder = await launch();
  if (holder) return { status: 'refused', holder };
  const stop = async (): Promise<void> => {
    stopping = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      if (child.connected) child.send('stop');
      else child.kill('SIGKILL');
    });
  };
  return { status: 'started', address, stop };
}

/** The embedded database of a folder that another live process runs, once it listens; null when none does. */
export function findEmbedded(dataDir: string): EmbeddedAddress | null {
  const holder = readLock(dataDir);
  return holder && isAlive(holder.parentPid) ? { host: holder.host, port: holder.port } : null;
}

async function waitForOrphan(dataDir: string): Promise<void> {
  const until = Date.now() + ORPHAN_WAIT_MS;
  while (Date.now() < until) {
    const holder = readLock(dataDir);
    if (!holder || isAlive(holder.parentPid)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
