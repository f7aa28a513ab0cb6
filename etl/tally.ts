import type { Rejection, Report, ReportRow } from '../domain/report.ts';
import type { FoundPlace } from './place.ts';

const SAMPLE_PROBLEMS = 20;

/** A thing wrong with a row, as it is shown; the cell without personal data, and cut. */
export interface ShownProblem {
  rowNumber: number;
  column: string;
  value: string;
  reason: string;
}

const SHOWN_CHARS = 120;

/** Counts what happens to the rows of a file as they are read. */
export class Tally {
  rowsRead = 0;
  skipped = 0;
  hazards = 0;
  unplaced: Record<string, number> = {};
  quarantinedBy: Record<string, number> = {};
  problems = 0;
  sample: ShownProblem[] = [];

  load(report: Report, place: FoundPlace): void {
    if (report.kind === 'hazard') this.hazards += 1;
    if (place.lon === null) this.unplaced[place.reason] = (this.unplaced[place.reason] ?? 0) + 1;
  }

  reject(row: ReportRow, rejection: Rejection): void {
    const [first] = rejection.problems;
    this.quarantinedBy[first.reason] = (this.quarantinedBy[first.reason] ?? 0) + 1;
    this.problems += rejection.problems.length;
    for (const { column, value, reason } of rejection.problems) {
      if (this.sample.length >= SAMPLE_PROBLEMS) return;
      const shown = value.length > SHOWN_CHARS ? `${value.slice(0, SHOWN_CHARS)}…` : value;
      this.sample.push({ rowNumber: row.rowNumber, column, value: shown, reason });
    }
  }
}
