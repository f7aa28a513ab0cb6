import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse';
import { parse as parseSync } from 'csv-parse/sync';
import type { ReportRow } from '../domain/report.ts';

/** Why a file as a whole can't be read; nothing of it is loaded then. */
export interface FileProblem {
  file: string;
  reason:
    | 'file-missing'
    | 'file-is-a-folder'
    | 'file-unreadable'
    | 'file-empty'
    | 'file-binary'
    | 'file-not-utf8'
    | 'file-line-too-long'
    | 'file-malformed'
    | 'file-without-rows'
    | 'header-repeats'
    | 'format-unknown';
  /** 1 is the first data row, where one is to blame. */
  rowNumber?: number;
  detail?: string;
}

export interface ReportFile {
  /** As the user named it. */
  path: string;
  name: string;
  bytes: number;
  sha256: string;
  header: string[];
  delimiter: ',' | ';' | '\t';
}

export type RowOrBroken =
  | { ok: true; row: ReportRow }
  /** A row with more or fewer cells than the header: kept whole under the columns that it has. */
  | { ok: false; row: ReportRow; cells: number };

/** A line longer than this is no table: reading on would only fill memory. */
const LINE_LIMIT_BYTES = 16 * 1024 * 1024;
const RECORD_LIMIT_CHARS = 12 * 1024 * 1024;
const NEW_LINE = 10;

/**
 * Looks a file over once, in constant memory: that it is text in UTF-8, how long its lines are, its digest.
 *
 * @returns the file with its header, or the named reason why it can't be read.
 */
export async function openReportFile(filePath: string): Promise<ReportFile | FileProblem> {
  const found = await stat(filePath).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    const reason = found.code === 'ENOENT' || found.code === 'ENOTDIR' ? 'file-missing' : 'file-unreadable';
    return { file: filePath, reason, ...(reason === 'file-unreadable' ? { detail: found.message } : {}) };
  }
  if (found.isDirectory()) return { file: filePath, reason: 'file-is-a-folder' };
  if (!found.isFile()) return { file: filePath, reason: 'file-unreadable' };
  if (found.size === 0) return { file: filePath, reason: 'file-empty' };

  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lineBytes = 0;
  let head = '';
  try {
    for await (const chunk of createReadStream(filePath) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      if (chunk.includes(0)) return { file: filePath, reason: 'file-binary' };
      const text = decode(decoder, chunk);
      if (text === null) return { file: filePath, reason: 'file-not-utf8' };
      if (head.length < 65_536) head += text;
      lineBytes = longestOpenLine(chunk, lineBytes);
      if (lineBytes > LINE_LIMIT_BYTES) return { file: filePath, reason: 'file-line-too-long' };
    }
  } catch (error) {
    return { file: filePath, reason: 'file-unreadable', detail: (error as Error).message };
  }
  if (decode(decoder, undefined) === null) return { file: filePath, reason: 'file-not-utf8' };
  const delimiter = delimiterOf(head);
  const header = headerOf(head, delimiter);
  if (header.length < 2) return { file: filePath, reason: 'format-unknown' };
  const repeated = header.find((name, i) => name !== '' && header.indexOf(name) !== i);
  // Two columns of one name: either could be meant, so neither is read.
  if (repeated !== undefined) return { file: filePath, reason: 'header-repeats', detail: repeated };
  const name = path.basename(filePath);
  return { path: filePath, name, bytes: found.size, sha256: hash.digest('hex'), header, delimiter };
}

/** The rows of a file, one by one. A row whose quotes never close ends it with `file-malformed`. */
export async function* readRows(file: ReportFile): AsyncGenerator<RowOrBroken | FileProblem> {
  const parser = createReadStream(file.path).pipe(
    parse({
      bom: true,
      delimiter: file.delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: RECORD_LIMIT_CHARS,
      from: 2,
    }),
  );
  let rowNumber = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      rowNumber += 1;
      // A line of separators only is how spreadsheets write an empty row.
      if (cells.every((cell) => cell.trim() === '')) continue;
      const values: Record<string, string> = {};
      cells.forEach((cell, i) => {
        values[file.header[i] ?? `#${i + 1}`] = cell;
      });
      const row = { rowNumber, values };
      yield cells.length === file.header.length ? { ok: true, row } : { ok: false, row, cells: cells.length };
    }
  } catch (error) {
    yield {
      file: file.path,
      reason: 'file-malformed',
      rowNumber: rowNumber + 1,
      detail: (error as Error).message,
    };
  }
}

function decode(decoder: TextDecoder, chunk: Buffer | undefined): string | null {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    return null;
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

function delimiterOf(head: string): ReportFile['delimiter'] {
  const line = head.slice(0, endOfFirstRecord(head));
  const counted = ([',', ';', '\t'] as const).map((delimiter) => ({
    delimiter,
    n: line.split(delimiter).length,
  }));
  return counted.reduce((best, other) => (other.n > best.n ? other : best)).delimiter;
}

function headerOf(head: string, delimiter: string): string[] {
  try {
    const records: string[][] = parseSync(head, { delimiter, to: 1, bom: true });
    return (records[0] ?? []).map((cell) => cell.trim());
  } catch {
    return [];
  }
}

function endOfFirstRecord(head: string): number {
  let quoted = false;
  for (let i = 0; i < head.length; i++) {
    if (head[i] === '"') quoted = !quoted;
    else if (!quoted && (head[i] === '\n' || head[i] === '\r')) return i;
  }
  return head.length;
}
