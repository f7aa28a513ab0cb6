import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { AuditActor, AuditEntry } from '../../domain/audit/entry.ts';
import { appendAudit } from '../audit.ts';
import type { Database } from '../database.ts';
import { isAlive } from '../embedded-lock.ts';
import { encrypting } from './container.ts';
import type { BackupSummary } from './format.ts';
import { snapshotLines } from './snapshot.ts';

export type BackupResult =
  | { ok: true; summary: BackupSummary; sha256: string; bytes: number }
  | { ok: false; reason: 'file-exists' | 'folder-missing' | 'cannot-write'; detail: string };

/**
 * Backs the database up into a new file that only its owner may read, while the server runs. Until it is whole it has
 * another name, so FILE is a whole backup or does not exist, whatever happens meanwhile.
 *
 * @param options.passphrase encrypts; null leaves the file readable to whoever has it.
 */
export async function backupTo(
  database: Database,
  file: string,
  options: { passphrase: string | null; actor: AuditActor; address: string; now: Date },
): Promise<BackupResult> {
  if (await exists(file)) return { ok: false, reason: 'file-exists', detail: file };
  const folder = path.dirname(path.resolve(file));
  if (!(await exists(folder))) return { ok: false, reason: 'folder-missing', detail: folder };
  await removeAbandoned(folder, path.basename(file));
  const part = path.join(folder, `.${path.basename(file)}.${process.pid}.part`);
  let summary: BackupSummary | null = null;
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  try {
    const lines = snapshotLines(database, options.now, (whole) => {
      summary = whole;
    });
    const out = createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true });
    const { passphrase } = options;
    if (passphrase === null) await pipeline(inPieces(lines), createGzip(), counted, out);
    else await pipeline(inPieces(lines), createGzip(), encrypting(passphrase), counted, out);
    if (summary === null) throw new Error('a snapshot that never ended');
    const sha256 = hash.digest('hex');
    // First the word that it was made, then its name: no copy of the data without its entry.
    await appendAudit(database.pool, entryOf(summary, file, sha256, options), options.now);
    await rename(part, file);
    await syncFolder(folder);
    return { ok: true, summary, sha256, bytes };
  } catch (error) {
    await rm(part, { force: true });
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (['EACCES', 'EPERM', 'ENOSPC', 'EROFS', 'EDQUOT', 'EIO'].includes(code))
      return { ok: false, reason: 'cannot-write', detail: message };
    throw error;
  }
}

function entryOf(
  { rows, tables }: BackupSummary,
  file: string,
  sha256: string,
  { actor, address, passphrase }: Parameters<typeof backupTo>[2],
): AuditEntry {
  const details = {
    file: path.basename(file),
    sha256,
    tables: tables.length,
    encrypted: passphrase !== null,
  };
  return { action: 'backup-made', actor, address, rows, details };
}

/** Lines joined to some 64 KiB: a stream of single rows would spend its time between them. */
async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let piece: string[] = [];
  let length = 0;
  for await (const line of lines) {
    piece.push(line);
    length += line.length;
    if (length < 65_536) continue;
    yield Buffer.from(piece.join(''));
    piece = [];
    length = 0;
  }
  yield Buffer.from(piece.join(''));
}

/** Parts of this file that processes left behind which are gone, as after `kill -9`. */
async function removeAbandoned(folder: string, name: string): Promise<void> {
  for (const found of await readdir(folder)) {
    if (!found.startsWith(`.${name}.`) || !found.endsWith('.part')) continue;
    const pid = Number(found.slice(name.length + 2, -'.part'.length));
    if (Number.isInteger(pid) && !isAlive(pid)) await rm(path.join(folder, found), { force: true });
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** The new name itself must outlive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
