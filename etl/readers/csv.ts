import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { parse as parseSync } from 'csv-parse/sync';
import { type FileProblem, headerProblem, type ReportFile, type Table } from './reader.ts';
import { columnName, isEmptyRow, rowFromCells } from './row-from-cells.ts';
import { textOf } from './text-stream.ts';

const DELIMITERS = [',', ';', '\t'] as const;
type Delimiter = (typeof DELIMITERS)[number];

/** Reading on behind a quote that never closes would only fill memory. */
const RECORD_LIMIT_CHARS = 12 * 1024 * 1024;

/**
 * The table of a CSV file: comma, semicolon or tab, whichever its header has most of.
 *
 * @param head the first 64 KB or more of the text, without byte-order mark.
 */
export function openCsv(
  file: { path: string; bytes: number; encoding: ReportFile['encoding'] },
  head: string,
): Table | FileProblem {
  const delimiter = delimiterOf(head);
  const header = headerOf(head, delimiter);
  if (header.length < 2) return { file: file.path, reason: 'format-unknown' };
  return (
    headerProblem(file.path, header) ?? {
      name: '',
      header,
      totalBytes: file.bytes,
      rows: (read) => rowsOf(file, header, delimiter, read),
    }
  );
}

async function* rowsOf(
  file: { path: string; encoding: ReportFile['encoding'] },
  header: readonly string[],
  delimiter: Delimiter,
  read: { bytes: number },
): ReturnType<Table['rows']> {
  const text = Readable.from(textOf(file.path, file.encoding, read), { objectMode: false });
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: RECORD_LIMIT_CHARS,
    from: 2,
  });
  // Unlike pipe, this hands an error of the disk on to the reader of the rows, who throws it.
  pipeline(text, parser, () => {});
  let rowNumber = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      rowNumber += 1;
      if (!isEmptyRow(cells)) yield rowFromCells(header, cells, rowNumber);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield malformed(file.path, header, rowNumber + 1, error);
  } finally {
    text.destroy();
  }
}

/** The parser's message quotes the cell; its code does not. */
function malformed(file: string, header: readonly string[], rowNumber: number, error: CsvError): FileProblem {
  const index: unknown = error.column ?? error.index;
  return {
    file,
    reason: 'file-malformed',
    rowNumber,
    detail: error.code,
    ...(typeof index === 'number' ? { column: columnName(header, index) } : {}),
  };
}

/** The delimiter that the first record of a text has most of. */
export function delimiterOf(head: string): Delimiter {
  const line = head.slice(0, endOfFirstRecord(head));
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, n: line.split(delimiter).length }));
  return counted.reduce((best, other) => (other.n > best.n ? other : best)).delimiter;
}

function headerOf(head: string, delimiter: string): string[] {
  try {
    const records: string[][] = parseSync(head, { delimiter, to: 1, relax_column_count: true });
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
