import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import { BackupProblem } from './format.ts';

/** First bytes of an age file, and of a gzip one. */
const AGE = Buffer.from('age-encryption.org/v1\n');
const GZIP = Buffer.from([0x1f, 0x8b]);
/** No row is that long: a file that has such a line is no backup of ours. */
const LONGEST_LINE = 256 << 20;

/** Tells an encrypted backup from a plain one by its first bytes; null where it is neither. */
export async function containerOf(file: string): Promise<'encrypted' | 'plain' | null> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(AGE.length), 0, AGE.length, 0);
    if (buffer.subarray(0, bytesRead).equals(AGE)) return 'encrypted';
    return buffer.subarray(0, GZIP.length).equals(GZIP) ? 'plain' : null;
  } finally {
    await handle.close();
  }
}

/** Encrypts a stream with a passphrase: the age format, scrypt and ChaCha20-Poly1305 in chunks of 64 KiB. */
export function encrypting(passphrase: string) {
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array> {
    const encrypter = new Encrypter();
    encrypter.setPassphrase(passphrase);
    yield* chunksOf(await encrypter.encrypt(webStream(source)));
  };
}

/** The lines of a backup file, without their line breaks. Throws BackupProblem where it is not what it should be. */
export async function* backupLines(file: string, passphrase: string | null): AsyncGenerator<string> {
  const container = await containerOf(file);
  if (container === null) throw new BackupProblem('not-a-backup');
  if (container === 'encrypted' && passphrase === null) throw new BackupProblem('passphrase-needed');
  const bytes = createReadStream(file);
  const gunzip = createGunzip();
  const packed = container === 'encrypted' ? decrypted(bytes, passphrase ?? '') : bytes;
  const source = Readable.from(packed);
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  try {
    yield* linesOf(gunzip);
  } catch (error) {
    if (error instanceof BackupProblem || !String((error as NodeJS.ErrnoException).code).startsWith('Z_'))
      throw error;
    throw new BackupProblem('damaged', (error as Error).message);
  } finally {
    bytes.destroy();
    source.destroy();
    gunzip.destroy();
  }
}

async function* decrypted(source: Readable, passphrase: string): AsyncGenerator<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  let plain: AsyncIterable<Uint8Array>;
  try {
    plain = chunksOf(await decrypter.decrypt(webStream(source)));
  } catch (error) {
    const { message } = error as Error;
    throw new BackupProblem(/no identity matched/.test(message) ? 'passphrase-wrong' : 'damaged', message);
  }
  try {
    yield* plain;
  } catch (error) {
    throw new BackupProblem('damaged', (error as Error).message);
  }
}

async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, at));
      yield Buffer.concat(parts).toString('utf8');
      parts = [];
      length = 0;
      from = at + 1;
    }
    const rest = chunk.subarray(from);
    if (rest.length > 0) parts.push(rest);
    length += rest.length;
    if (length > LONGEST_LINE) throw new BackupProblem('damaged', 'a line without an end');
  }
  if (length > 0) throw new BackupProblem('damaged', 'the last line has no end');
}

function webStream(source: AsyncIterable<Buffer>) {
  return Readable.toWeb(Readable.from(source)) as Parameters<Encrypter['encrypt']>[0] &
    ReadableStream<Uint8Array>;
}

/** Node's own streams of the web can be iterated; the types of the DOM don't know. */
function chunksOf(stream: unknown): AsyncIterable<Uint8Array> {
  return stream as AsyncIterable<Uint8Array>;
}
