import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export type Received =
  | { ok: true; bytes: number; sha256: string }
  | { ok: false; reason: 'too-large' | 'broken-off' };

/**
 * Writes the body of a request to a new file that only this user of the system may read; in constant memory.
 *
 * @returns `broken-off` when the sender went away; no file is left then, nor when it was too large.
 */
export async function receive(
  request: IncomingMessage,
  filePath: string,
  limitBytes: number,
): Promise<Received> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return { ok: false, reason: 'too-large' };
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limitBytes) return done(new TooLarge());
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(request, counted, createWriteStream(filePath, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    await rm(filePath, { force: true });
    if (error instanceof TooLarge) return { ok: false, reason: 'too-large' };
    // A full disk is ours to tell; a sender that went away hears nothing anyway.
    if (!request.complete && (request.destroyed || request.errored))
      return { ok: false, reason: 'broken-off' };
    throw error;
  }
  return { ok: true, bytes, sha256: hash.digest('hex') };
}

class TooLarge extends Error {}
