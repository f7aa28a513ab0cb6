import { isPersonalColumn } from '../domain/personal-data/columns.ts';
import { type PersonalDataKind, redactionMark } from '../domain/personal-data/found.ts';
import { type Redacted, redact, type TextRole } from '../domain/personal-data/redact.ts';
import type { Problem, ReportRow } from '../domain/report.ts';
import { plainWords } from './plain-words.ts';
import type { RowOrBroken } from './readers/reader.ts';
import { columnName } from './readers/row-from-cells.ts';

/** What was taken out of a file: counts only, and the names of columns. */
export interface PersonalDataReport {
  /** Columns whose cells were dropped whole. */
  columns: readonly string[];
  /** Findings in the text of other columns. */
  found: Partial<Record<PersonalDataKind, number>>;
  /** Rows with any of both. */
  rows: number;
}

/** Takes personal data out of rows as they are read, before anything is stored, shown or logged. */
export interface Scrubber {
  scrub(row: RowOrBroken): RowOrBroken;
  report(): PersonalDataReport;
}

/** Cells whose findings are remembered: some five megabytes, in memory only and as long as the file is read. */
const REMEMBERED_CELLS = 20_000;
const REMEMBERED_CHARS = 60;

/** A code of several words is no code: somebody wrote a sentence there. */
const SENTENCE = /\p{L}\s+\p{L}/u;

/**
 * @param roleOf what the source says a column's cells are.
 * @param isPlaceName tells whether the gazetteer knows a place of this name.
 */
export function createScrubber(
  header: readonly string[],
  roleOf: (column: string) => TextRole,
  isPlaceName: (name: string) => boolean,
): Scrubber {
  const columns = header.map((_, i) => columnName(header, i));
  const refused = new Set(columns.filter((column) => isPersonalColumn(plainWords(column))));
  const roles = new Map(columns.map((column) => [column, roleOf(column)]));
  const found: Partial<Record<PersonalDataKind, number>> = {};
  let rows = 0;
  let findings = 0;

  // States, dates, crimes, publishers: the same short cells come again and again.
  const known = new Map<string, Redacted>();
  const search = (text: string, role: TextRole): Redacted => {
    const key = `${role} ${text}`;
    const before = text.length <= REMEMBERED_CHARS ? known.get(key) : undefined;
    if (before) return before;
    const result = redact(text, role === 'code' && SENTENCE.test(text) ? 'free' : role, isPlaceName);
    if (text.length <= REMEMBERED_CHARS) {
      if (known.size >= REMEMBERED_CELLS) known.clear();
      known.set(key, result);
    }
    return result;
  };

  const scrubText = (text: string, role: TextRole): string => {
    const result = search(text, role);
    for (const kind of result.found) found[kind] = (found[kind] ?? 0) + 1;
    findings += result.found.length;
    return result.text;
  };

  const scrubRow = (row: ReportRow, isBroken: boolean): ReportRow => {
    const before = findings;
    // With its cells shifted, what a refused column holds may stand under any other.
    const dropAll = isBroken && refused.size > 0;
    let dropped = false;
    const values: Record<string, string> = Object.create(null);
    for (const column in row.values) {
      const cell = row.values[column];
      if (cell !== '' && (dropAll || refused.has(column))) {
        values[column] = redactionMark('column');
        dropped = true;
      } else values[column] = scrubText(cell, roles.get(column) ?? 'free');
    }
    if (dropped || findings > before) rows += 1;
    return { rowNumber: row.rowNumber, values };
  };

  return {
    scrub: (item) => {
      if (item.ok) return { ok: true, row: scrubRow(item.row, false) };
      const problems = item.problems.map(
        (problem): Problem => ({ ...problem, value: scrubText(problem.value, 'free') }),
      );
      return { ok: false, row: scrubRow(item.row, true), problems };
    },
    report: () => ({ columns: [...refused], found: { ...found }, rows }),
  };
}
