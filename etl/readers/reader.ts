import type { Problem, ReportRow } from '../../domain/report.ts';

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
    | 'file-utf16'
    | 'file-old-workbook'
    | 'file-line-too-long'
    | 'file-malformed'
    | 'file-changed'
    | 'file-without-rows'
    | 'workbook-unreadable'
    | 'workbook-too-large'
    | 'header-repeats'
    | 'too-many-columns'
    | 'format-unknown'
    | 'mapping-missing'
    | 'mapping-not-json'
    | 'mapping-wrong'
    | 'mapping-column-missing'
    | 'mapping-column-refused';
  /** 1 is the first data row, where one is to blame. */
  rowNumber?: number;
  column?: string;
  /** A machine's word for it, without any text of the file. */
  detail?: string;
}

export type RowOrBroken =
  | { ok: true; row: ReportRow }
  /** A row that is no row of its table: kept under the columns that it has, for quarantine. */
  | { ok: false; row: ReportRow; problems: readonly Problem[] };

/** Bytes of a table handed out so far, for progress; counted before decompression has any say in it. */
export interface BytesRead {
  bytes: number;
}

/** One table of a file: a CSV or JSON Lines file is one, a workbook has one a sheet. */
export interface Table {
  /** Name of the sheet; empty where a file has no name for it. */
  name: string;
  header: readonly string[];
  /** What `BytesRead` grows to. */
  totalBytes: number;
  /** The rows one by one, in constant memory; a file problem ends them. */
  rows(read: BytesRead): AsyncGenerator<RowOrBroken | FileProblem>;
}

export const CONTAINERS = ['csv', 'xlsx', 'jsonl'] as const;

export interface ReportFile {
  /** As the user named it. */
  path: string;
  name: string;
  bytes: number;
  sha256: string;
  container: (typeof CONTAINERS)[number];
  encoding: 'utf-8' | 'windows-1252';
  tables: readonly Table[];
  /** True when it is no longer what was looked over: an ingest that read it is worth nothing. */
  hasChanged(): Promise<boolean>;
}

/** More columns than any report has: a file of something else. */
export const COLUMN_LIMIT = 1000;

/** The reason why a header can't head a table, or null. */
export function headerProblem(filePath: string, header: readonly string[]): FileProblem | null {
  if (header.length > COLUMN_LIMIT) return { file: filePath, reason: 'too-many-columns' };
  const seen = new Set<string>();
  for (const [i, name] of header.entries()) {
    // Two columns of one name: either could be meant, so neither is read.
    if (name !== '' && seen.has(name)) {
      return { file: filePath, reason: 'header-repeats', detail: `#${i + 1}` };
    }
    seen.add(name);
  }
  return null;
}
