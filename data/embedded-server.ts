import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { type LockHolder, releaseLock, takeLock } from './embedded-lock.ts';
import { usedPostgis } from './embedded-postgis.ts';
import { sayReadyOnce } from './embedded-protocol.ts';

/**
 * The process of the embedded database: PGlite with PostGIS behind a Unix socket (a loopback port where
 * sockets don't exist). A query holds its event loop, hence a process of its own. Started by embedded.ts with
 * three arguments: data folder, host (the socket's folder, or 127.0.0.1), port.
 */

/** What this process tells the one that started it. */
export type EmbeddedMessage =
  | { type: 'creating' }
  | { type: 'opening' }
  | { type: 'ready' }
  | { type: 'refused'; holder: LockHolder }
  | { type: 'failed'; message: string };

const [dataDir, host, portText] = process.argv.slice(2);
if (!dataDir || !host || !portText) throw new Error('arguments: data folder, host, port');
const port = Number(portText);

function tell(message: EmbeddedMessage): void {
  if (process.connected) process.send?.(message);
}

// A signal from the terminal reaches the whole group; the parent decides when it is time.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

async function main(): Promise<void> {
  const holder = await takeLock(dataDir, { host, port });
  if (holder) {
    tell({ type: 'refused', holder });
    process.exitCode = 3;
    process.disconnect();
    return;
  }
  const folder = path.join(dataDir, 'postgres');
  const making = path.join(dataDir, 'postgres.making');
  // Killed while it was made: half a database would never open, and nobody has written to it yet.
  if (exists(making)) rmSync(folder, { recursive: true, force: true });
  const isNew = !exists(path.join(folder, 'PG_VERSION'));
  tell({ type: isNew ? 'creating' : 'opening' });
  if (isNew) writeFileSync(making, '');
  const db = await PGlite.create({ dataDir: folder, extensions: { postgis: usedPostgis(dataDir) } });
  rmSync(making, { force: true });
  sayReadyOnce(db);
  const server = new PGLiteSocketServer({ db, maxConnections: 64, ...listenOn() });
  await server.start();
  tell({ type: 'ready' });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await server.stop();
    await db.close();
    releaseLock(dataDir);
    process.exit(0);
  };
  // Whatever the parent sends means stop.
  process.on('message', stop);
  process.on('disconnect', stop);
  if (!process.connected) await stop();
}

function listenOn(): { path: string } | { host: string; port: number } {
  if (process.platform === 'win32') return { host, port };
  mkdirSync(host, { recursive: true, mode: 0o700 });
  const socket = path.join(host, `.s.PGSQL.${port}`);
  // A killed process leaves its socket behind; the lock says that it is ours to remove.
  rmSync(socket, { force: true });
  return { path: socket };
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

main().catch((error: Error) => {
  tell({ type: 'failed', message: error.message });
  releaseLock(dataDir);
  process.exit(1);
});
