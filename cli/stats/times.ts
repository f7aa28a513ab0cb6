import { done, failed, type Outcome } from './outcome.ts';
import { lineOf, type Table, textColumn } from './table.ts';

/** A column of times: as written, and as numbers. */
export interface TimeColumn {
  name: string;
  labels: string[];
  times: Float64Array;
}

/** The times of a column: numbers as they are, ISO dates (2022-01-31) as days since 1970; anything else is a fault. */
export function timeColumn(table: Table, names: readonly string[]): Outcome<TimeColumn> {
  const texts = textColumn(table, names);
  if (!texts.ok) return texts;
  const { name, values: labels } = texts.value;
  const times = new Float64Array(labels.length);
  for (const [index, label] of labels.entries()) {
    const time = timeOf(label);
    if (!Number.isFinite(time)) {
      return failed({ reason: 'bad-date', file: table.file, row: lineOf(index), column: name, value: label });
    }
    times[index] = time;
  }
  return done({ name, labels, times });
}

function timeOf(text: string): number {
  if (text === '') return Number.NaN;
  const number = Number(text);
  if (!Number.isNaN(number)) return number;
  return /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) / 86_400_000 : Number.NaN;
}
