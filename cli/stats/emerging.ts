import { emergingHotspots } from '../../domain/statistics/emerging-hotspots.ts';
import type { EmergingPattern } from '../../domain/statistics/emerging-patterns.ts';
import { readNeighbours } from './neighbour-list.ts';
import { all, numberOption } from './options.ts';
import { done, failed, failedBy, type Outcome } from './outcome.ts';
import type { Result } from './result.ts';
import { lineOf, numberColumn, readTable, textColumn } from './table.ts';
import { timeColumn } from './times.ts';
import { given, type Options, type Verb } from './verb.ts';

export const emergingVerb: Verb = {
  name: 'emerging',
  key: 'emerging',
  flags: ['--cube <file>', '--neighbours <file>', '--value-column <name>', '--threshold <q>'],
  example:
    'vigia stats emerging --cube tests/reference/mann-kendall/h3_cube.csv --neighbours tests/reference/gi-star/h3_neighbours.csv',
  run: runEmerging,
};

/** A cube as read: counts by slice, then cell, and the line of the file each came from. */
interface Cube {
  file: string;
  cells: string[];
  slices: number;
  counts: Float64Array;
  lines: Int32Array;
  valueColumn: string;
}

function runEmerging(options: Options): Outcome<Result> {
  const read = all(
    readCube(given(options, 'cube'), given(options, 'valueColumn')),
    numberOption('--threshold', given(options, 'threshold'), 0.05, { min: 0 }),
  );
  if (!read.ok) return read;
  const [cube, threshold] = read.value;
  const { file, cells, slices } = cube;
  if (cells.length < 2) return failed({ reason: 'one-cell', file, value: cells.length, needed: 2 });
  const neighbours = readNeighbours(given(options, 'neighbours'), cells, 1);
  if (!neighbours.ok) return neighbours;
  const found = emergingHotspots(cube.counts, cells.length, neighbours.value, threshold);
  if (found.status === 'refused') {
    return failedBy(found, file, { count: cube.valueColumn }, (index) => cube.lines[index]);
  }
  const { z, q, trends, patterns } = found.value;
  const numbers = Array.from({ length: slices }, (_, slice) => slice + 1);
  const columns = [
    'cell',
    ...numbers.map((t) => `z${t}`),
    ...numbers.map((t) => `qBH${t}`),
    ...['S', 'varS', 'z_nocc', 'p_nocc', 'class'],
  ];
  const rows = cells.map((cell, c) => [
    cell,
    ...numbers.map((t) => z[(t - 1) * cells.length + c]!),
    ...numbers.map((t) => q[(t - 1) * cells.length + c]!),
    ...[trends[c]!.s, trends[c]!.varianceS, trends[c]!.z, trends[c]!.p, className(patterns[c]!)],
  ]);
  return done({
    columns,
    rows,
    summary: { cells: cells.length, slices, n: cells.length * slices, threshold },
  });
}

/** Machine names of the classes as the reference writes them. */
function className(pattern: EmergingPattern): string {
  if (pattern === 'none') return 'no pattern detected';
  const [kind, side] = pattern.split('-');
  return `${kind} ${side}spot`;
}

function readCube(path: string | undefined, asked: string | undefined): Outcome<Cube> {
  const table = readTable(path, '--cube');
  if (!table.ok) return table;
  const { file } = table.value;
  const read = all(
    textColumn(table.value, ['cell', 'id', 'h3']),
    timeColumn(table.value, ['t', 'slice', 'time', 'period', 'date']),
    numberColumn(table.value, ['count', 'n', 'value', 'y', 'x'], asked),
  );
  if (!read.ok) return read;
  const [cellTexts, times, counts] = read.value;
  const cells = [...new Set(cellTexts.values)];
  const ordered = [...new Set(times.times)].sort((a, b) => a - b);
  const sliceOf = new Map(ordered.map((time, slice) => [time, slice]));
  const cellOf = new Map(cells.map((cell, index) => [cell, index]));
  const size = cells.length * ordered.length;
  const cube = new Float64Array(size);
  const lines = new Int32Array(size);
  for (let row = 0; row < cellTexts.values.length; row++) {
    const at = sliceOf.get(times.times[row]!)! * cells.length + cellOf.get(cellTexts.values[row]!)!;
    if (lines[at] !== 0) {
      return failed({ reason: 'duplicate-row', file, row: lineOf(row), value: cellTexts.values[row]! });
    }
    lines[at] = lineOf(row);
    cube[at] = counts.values[row]!;
  }
  const missing = lines.indexOf(0);
  if (missing >= 0) {
    const value = `${cells[missing % cells.length]} / ${ordered[Math.floor(missing / cells.length)]}`;
    return failed({ reason: 'incomplete-cube', file, value });
  }
  return done({ file, cells, slices: ordered.length, counts: cube, lines, valueColumn: counts.name });
}
