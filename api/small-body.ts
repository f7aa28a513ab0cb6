import type { IncomingMessage } from 'node:http';
import { RequestError } from './errors.ts';

const LIMIT_MB = 2;

/** The bytes of a body that is small enough to be read at once; refused where it is larger or empty. */
export async function smallBody(stream: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LIMIT_MB * 2 ** 20) {
      throw new RequestError(413, 'file_too_large', 'the file is over the limit', { limitMb: LIMIT_MB });
    }
    chunks.push(chunk);
  }
  if (bytes === 0) throw new RequestError(400, 'empty_file', 'the file is empty');
  return Buffer.concat(chunks);
}
