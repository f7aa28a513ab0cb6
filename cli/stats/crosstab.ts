import { basename } from 'node:path';
import { type Contingency, contingency } from '../../domain/statistics/contingency.ts';
import { chiSquaredMonteCarloP, MAX_SHARE_UNDER_5 } from '../../domain/statistics/contingency-monte-carlo.ts';
import { all, numberOption } from './options.ts';
import { done, failed, failedBy, type Outcome } from './outcome.ts';
import type { Field, Result } from './result.ts';
import { columnNamed, lineOf, numberColumn, readTable, textColumn } from './table.ts';
import { given, type Options, type Verb } from './verb.ts';

export const crosstabVerb: Verb = {
  name: 'crosstab',
  key: 'crosstab',
  flags: [
    '--table <file>',
    '--row-column <name>',
    '--col-column <name>',
    '--value-column <name>',
    '--tests',
    '--monte-carlo',
    '--replicates <n>',
    '--seed <n>',
  ],
  example: 'vigia stats crosstab --table tests/reference/crosstabs/synth_small60_input.csv --tests --seed 1',
  run: runCrosstab,
};

interface CountTable {
  file: string;
  rows: string[];
  columns: string[];
  /** Row-major. */
  counts: Float64Array;
  /** Line of the file of each count; 0 where the file has none, which counts as 0. */
  lines: Int32Array;
  valueColumn: string;
}

function runCrosstab(options: Options): Outcome<Result> {
  const read = all(
    readCounts(options),
    numberOption('--replicates', given(options, 'replicates'), 9999, { min: 1, whole: true }),
    numberOption('--seed', given(options, 'seed'), 1, { min: 0, whole: true }),
  );
  if (!read.ok) return read;
  const [table, replicates, seed] = read.value;
  const tested = contingency(table.counts, table.rows.length, table.columns.length);
  if (tested.status === 'refused') {
    if (tested.reason === 'empty-margin') {
      const value = (tested.field === 'row' ? table.rows : table.columns)[tested.index!]!;
      return failed({ reason: tested.reason, file: table.file, column: tested.field!, value });
    }
    return failedBy(tested, table.file, { n: table.valueColumn }, (index) => table.lines[index] || undefined);
  }
  const t = tested.value;
  const isSparse = t.shareExpectedUnder5 > MAX_SHARE_UNDER_5;
  let simulated: number | null = null;
  if (isSparse || options.monteCarlo === true) {
    const answer = chiSquaredMonteCarloP(t, { replicates, seed });
    if (answer.status === 'refused') return failedBy(answer, table.file);
    simulated = answer.value;
  }
  const summary: Record<string, Field> = {
    table: basename(table.file).replace(/(_input)?\.\w+$/, ''),
    N: t.total,
    X2: t.chiSquared,
    df: t.degrees,
    p_asym: t.pAsymptotic,
    [`p_MC_${replicates}`]: simulated,
    // The p to believe: the asymptotic one, unless over a fifth of the cells have E < 5.
    p: isSparse ? simulated : t.pAsymptotic,
    G2: t.g2,
    p_G2: t.pG2,
    CramerV: t.cramersV,
    CramerV_biascorr: t.cramersVCorrected,
    frac_exp_lt5: t.shareExpectedUnder5,
    seed,
  };
  if (options.tests === true) {
    return done({ columns: Object.keys(summary), rows: [Object.values(summary)], summary });
  }
  return done({ columns: CELL_COLUMNS, rows: cellRows(table, t), summary });
}

const CELL_COLUMNS = [
  ...['row', 'col', 'n', 'expected', 'pearson_res', 'adj_std_res', 'p_cell_two', 'q_BH', 'p_bonf'],
  ...['LQ', 'LQ_shown', 'p_hyper_ge', 'p_hyper_le', 'q_hyper'],
];

/** By column, then row, each in the order in which they first appear. */
function cellRows(table: CountTable, { cells, columns }: Contingency): Field[][] {
  return table.columns.flatMap((column, c) =>
    table.rows.map((row, r) => {
      const k = r * columns + c;
      return [
        ...[row, column, table.counts[k]!, cells.expected[k]!, cells.pearsonResidual[k]!],
        ...[cells.adjustedResidual[k]!, cells.p[k]!, cells.q[k]!, cells.pBonferroni[k]!],
        ...[cells.locationQuotient[k]!, cells.quotientShown[k]!],
        ...[cells.pAtLeast[k]!, cells.pAtMost[k]!, cells.qHypergeometric[k]!],
      ];
    }),
  );
}

/** Counts by row and column; a file without a column of counts has one row an incident. */
function readCounts(options: Options): Outcome<CountTable> {
  const table = readTable(given(options, 'table'), '--table');
  if (!table.ok) return table;
  const { file } = table.value;
  const read = all(
    textColumn(table.value, ['row', 'i'], given(options, 'rowColumn')),
    textColumn(table.value, ['col', 'column', 'j'], given(options, 'colColumn')),
  );
  if (!read.ok) return read;
  const [rowTexts, columnTexts] = read.value;
  const asked = given(options, 'valueColumn');
  const isCounted = asked !== undefined || columnNamed(table.value, VALUES) !== undefined;
  const values = isCounted ? numberColumn(table.value, VALUES, asked) : null;
  if (values && !values.ok) return values;
  const rows = [...new Set(rowTexts.values)];
  const columns = [...new Set(columnTexts.values)];
  const rowOf = new Map(rows.map((row, index) => [row, index]));
  const columnOf = new Map(columns.map((column, index) => [column, index]));
  const counts = new Float64Array(rows.length * columns.length);
  const lines = new Int32Array(counts.length);
  for (let index = 0; index < rowTexts.values.length; index++) {
    const k =
      rowOf.get(rowTexts.values[index]!)! * columns.length + columnOf.get(columnTexts.values[index]!)!;
    if (values && lines[k] !== 0) {
      const value = `${rowTexts.values[index]} / ${columnTexts.values[index]}`;
      return failed({ reason: 'duplicate-row', file, row: lineOf(index), value });
    }
    lines[k] = lineOf(index);
    counts[k]! += values ? values.value.values[index]! : 1;
  }
  return done({ file, rows, columns, counts, lines, valueColumn: values ? values.value.name : 'n' });
}

const VALUES = ['n', 'count', 'value'];
