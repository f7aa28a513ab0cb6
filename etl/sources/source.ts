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
}
