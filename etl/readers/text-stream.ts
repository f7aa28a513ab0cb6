import { createReadStream } from 'node:fs';
import type { BytesRead, ReportFile } from './reader.ts';

/** The text of a file, piece by piece, without its byte-order mark. */
export async function* textOf(
  filePath: string,
  encoding: ReportFile['encoding'],
  read: BytesRead,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(filePath) as AsyncIterable<Buffer>) {
    read.bytes += chunk.length;
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** The lines of a text, without their ends. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let open = '';
  for await (const piece of pieces) {
    const lines = (open + piece).split('\n');
    open = lines.pop() ?? '';
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  if (open !== '') yield open;
}
