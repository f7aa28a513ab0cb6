import type { TextRole } from '../../domain/personal-data/redact.ts';
import type { Rejection, Report, ReportRow } from '../../domain/report.ts';

/** What parsing may know beside the row. */
export interface ParseContext {
  /** ISO day of the ingest: nothing may lie after it. */
  today: string;
}

export type ParseResult = { ok: true; report: Report } | { ok: false; rejection: Rejection };

/** Reads one row; pure. */
export type RowParser = (row: ReportRow, context: ParseContext) => ParseResult;

/** A format of reports: one file each in this folder, one line in registry.ts. */
export interface Source {
  /** Short name, also the default source id: `camrd`, `iom-mmp`. */
  format: string;
  /** The parser for files with this header, or null when they are in another format. */
  parserFor(header: readonly string[]): RowParser | null;
  /** What the cells of a column are, so that the search for personal data asks them no more than they can answer. */
  textRole(column: string): TextRole;
  /** Columns that a mapping names, with their place in it, and that a header lacks. */
  missingColumns?(header: readonly string[]): { path: string; column: string }[];
  /** True for a row that is none of our subject: counted, and not loaded. */
  leavesOut?(row: ReportRow): boolean;
}
