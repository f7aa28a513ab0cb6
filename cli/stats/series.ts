import type { Refusal } from '../../domain/statistics/answer.ts';
import { done, failed, failedBy, type Outcome } from './outcome.ts';
import { columnNamed, lineOf, numberColumn, readTable, type Table, textColumn } from './table.ts';
import { type TimeColumn, timeColumn } from './times.ts';

/** One series of a file, in order of time. */
export interface Series {
  file: string;
  /** Empty where the file has no column that tells series apart. */
  name: string;
  /** As written in the file, and as numbers. */
  labels: string[];
  times: Float64Array;
  values: Float64Array;
  valueColumn: string;
  /** Line of the file of each value. */
  lines: number[];
}

const TIMES = ['t', 'time', 'week', 'period', 'date'];
const VALUES = ['y', 'count', 'n', 'cases', 'value', 'val', 'x'];
const NAMES = ['series', 'unit', 'cell', 'place', 'state'];

/**
 * Reads the series of a file, each sorted by time. Times are numbers or ISO dates (as days); without a column of times
 * the rows are taken in their order.
 */
export function readSeries(file: string | undefined, valueColumn?: string): Outcome<Series[]> {
  const read = readTable(file, '--series');
  if (!read.ok) return read;
  const table = read.value;
  const values = numberColumn(table, VALUES, valueColumn);
  if (!values.ok) return values;
  const hasTimes = columnNamed(table, TIMES) !== undefined;
  const time = hasTimes ? timeColumn(table, TIMES) : done(rowNumbers(table));
  if (!time.ok) return time;
  const { labels, times } = time.value;
  const nameColumn = columnNamed(table, NAMES);
  const names = nameColumn === undefined ? null : textColumn(table, [nameColumn]);
  if (names && !names.ok) return names;

  const rowsOf = new Map<string, number[]>();
  for (let row = 0; row < table.rows.length; row++) {
    const name = names ? names.value.values[row]! : '';
    const rows = rowsOf.get(name);
    if (rows) rows.push(row);
    else rowsOf.set(name, [row]);
  }
  const result: Series[] = [];
  for (const [name, rows] of rowsOf) {
    rows.sort((a, b) => times[a]! - times[b]!);
    const repeated = rows.find((row, k) => k > 0 && times[row] === times[rows[k - 1]!]);
    if (repeated !== undefined) {
      const value = labels[repeated]!;
      return failed({
        reason: 'duplicate-row',
        file: table.file,
        row: lineOf(repeated),
        column: time.value.name,
        value,
      });
    }
    result.push({
      file: table.file,
      name,
      labels: rows.map((row) => labels[row]!),
      times: Float64Array.from(rows, (row) => times[row]!),
      values: Float64Array.from(rows, (row) => values.value.values[row]!),
      valueColumn: values.value.name,
      lines: rows.map(lineOf),
    });
  }
  return done(result);
}

/** A refusal of a statistic of one series, as a fault at its line. */
export function seriesFault(refusal: Refusal, series: Series): ReturnType<typeof failedBy> {
  return failedBy(refusal, series.file, { y: series.valueColumn }, (index) => series.lines[index]);
}

function rowNumbers(table: Table): TimeColumn {
  const labels = table.rows.map((_, row) => String(row + 1));
  return { name: 't', labels, times: Float64Array.from(labels, Number) };
}
