import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { openCsv } from './readers/csv.ts';
import { openJsonLines } from './readers/json-lines.ts';
import type { FileProblem, ReportFile } from './readers/reader.ts';
import { openXlsx } from './readers/xlsx.ts';

/** A line longer than this is no table: reading on would only fill memory. */
const LINE_LIMIT_BYTES = 16 * 1024 * 1024;
const HEAD_BYTES = 65_536;
const NEW_LINE = 10;

/** How the two kinds of workbook begin: a ZIP, and the compound file of old or encrypted ones. */
const ZIP_MARK = Buffer.from([0x50, 0x4b, 3, 4]);
const COMPOUND_MARK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** Bytes that mean nothing in Windows-1252. */
const UNDEFINED_IN_1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * Looks a file over once, in constant memory: what it is by its first bytes, its digest, that text is in a known
 * encoding and how long its lines are.
 *
 * Text that is not UTF-8 is taken for Windows-1252 where each of its bytes means something there; the caller
 * believes it only when a source then recognises the header (etl/recognise.ts).
 *
 * @returns the file with the headers of its tables, or the named reason why it can't be read.
 */
export async function openReportFile(filePath: string): Promise<ReportFile | FileProblem> {
  const found = await stat(filePath).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    const reason = found.code === 'ENOENT' || found.code === 'ENOTDIR' ? 'file-missing' : 'file-unreadable';
    return { file: filePath, reason, ...(found.code ? { detail: found.code } : {}) };
  }
  if (found.isDirectory()) return { file: filePath, reason: 'file-is-a-folder' };
  if (!found.isFile()) return { file: filePath, reason: 'file-unreadable' };
  if (found.size === 0) return { file: filePath, reason: 'file-empty' };

  const survey = await surveyed(filePath);
  if ('reason' in survey) return survey;
  const { sha256, encoding, container } = survey;
  const base = { path: filePath, name: path.basename(filePath), bytes: found.size, sha256, encoding };
  const opened =
    container === 'xlsx'
      ? await openXlsx(filePath)
      : container === 'jsonl'
        ? await openJsonLines(base)
        : openCsv(base, new TextDecoder(encoding).decode(survey.head));
  if ('reason' in opened) return opened;
  return {
    ...base,
    container,
    tables: Array.isArray(opened) ? opened : [opened],
    hasChanged: () => hasChanged(filePath, sha256),
  };
}

async function hasChanged(filePath: string, sha256: string): Promise<boolean> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(filePath) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex') !== sha256;
}

type Survey = Pick<ReportFile, 'sha256' | 'encoding' | 'container'> & { head: Buffer };

async function surveyed(filePath: string): Promise<Survey | FileProblem> {
  const hash = createHash('sha256');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let is1252 = true;
  let isZip = false;
  let lineBytes = 0;
  let head = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(filePath) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      if (head.length === 0) {
        if (startsWith(chunk, COMPOUND_MARK)) return { file: filePath, reason: 'file-old-workbook' };
        if (isUtf16(chunk)) return { file: filePath, reason: 'file-utf16' };
        isZip = startsWith(chunk, ZIP_MARK);
      }
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]);
      if (isZip) continue;
      if (chunk.includes(0)) return { file: filePath, reason: 'file-binary' };
      isUtf8 &&= decodes(utf8, chunk);
      is1252 &&= !chunk.some((byte) => UNDEFINED_IN_1252.has(byte));
      if (!isUtf8 && !is1252) return { file: filePath, reason: 'file-not-utf8' };
      lineBytes = longestOpenLine(chunk, lineBytes);
      if (lineBytes > LINE_LIMIT_BYTES) return { file: filePath, reason: 'file-line-too-long' };
    }
  } catch (error) {
    return { file: filePath, reason: 'file-unreadable', detail: (error as NodeJS.ErrnoException).code ?? '' };
  }
  isUtf8 &&= isZip || decodes(utf8, undefined);
  if (!isUtf8 && !is1252) return { file: filePath, reason: 'file-not-utf8' };
  return {
    sha256: hash.digest('hex'),
    encoding: isUtf8 ? 'utf-8' : 'windows-1252',
    container: isZip ? 'xlsx' : /^\ufeff?\s*\{/.test(head.toString('utf8', 0, 1000)) ? 'jsonl' : 'csv',
    head,
  };
}

function startsWith(chunk: Buffer, mark: Buffer): boolean {
  return chunk.subarray(0, mark.length).equals(mark);
}

function isUtf16(chunk: Buffer): boolean {
  return (chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff);
}

function decodes(decoder: TextDecoder, chunk: Buffer | undefined): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

/** Bytes since the last line break, or the longest line inside the chunk when that is longer than the limit. */
function longestOpenLine(chunk: Buffer, before: number): number {
  let open = before;
  let from = 0;
  for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, from)) {
    if (open + at - from > LINE_LIMIT_BYTES) return open + at - from;
    open = 0;
    from = at + 1;
  }
  return open + chunk.length - from;
}
