import { type Answer, answered } from '../statistics/answer.ts';
import { type Contingency, contingency } from '../statistics/contingency.ts';
import { chiSquaredMonteCarloP, MAX_SHARE_UNDER_5 } from '../statistics/contingency-monte-carlo.ts';

/** Cells are marked where chance would rarely give as much or as little: share of false marks among them. */
const MARKED_Q = 0.05;
const SEED = 198;
const REPLICATES = 999;

export interface CrosstabCell {
  n: number;
  expected: number;
  adjustedResidual: number;
  /** Null where fewer than one is expected: it would mean nothing. */
  locationQuotient: number | null;
  /** Exact, with false-discovery control over all cells of the table. */
  q: number;
  /** Only what survives that control. */
  mark: 'more' | 'fewer' | null;
}

export interface CrosstabView {
  /** Words of the rows and columns that have incidents, in the order given. */
  rows: string[];
  columns: string[];
  rowSums: number[];
  columnSums: number[];
  total: number;
  /** Row-major. */
  counts: number[];
  /** Row-major like the counts; refused where the table is too small to say anything, null where it was not asked. */
  tested: Answer<{
    cells: CrosstabCell[];
    chiSquared: number;
    degrees: number;
    cramersV: number;
    /** Of independence: simulated where over a fifth of the cells expect fewer than five. */
    p: number;
    isSimulated: boolean;
  }> | null;
}

/**
 * A two-way table as it is shown: rows and columns without incidents left out, each cell against what its margins lead
 * one to expect. Tests hold where an incident is in one cell only (principals); where all crimes of an incident count,
 * pass `independent: false` and get the counts without them.
 * @param counts row-major, rows x columns
 */
export function crosstabView(
  counts: ArrayLike<number>,
  rowWords: readonly string[],
  columnWords: readonly string[],
  { independent }: { independent: boolean },
): CrosstabView {
  const at = (row: number, column: number) => counts[row * columnWords.length + column] ?? 0;
  const rowAt = rowWords.map((_, r) => r).filter((r) => columnWords.some((_, c) => at(r, c) > 0));
  const columnAt = columnWords.map((_, c) => c).filter((c) => rowWords.some((_, r) => at(r, c) > 0));
  const kept = Float64Array.from(rowAt.flatMap((r) => columnAt.map((c) => at(r, c))));
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  return {
    rows: rowAt.map((r) => rowWords[r]!),
    columns: columnAt.map((c) => columnWords[c]!),
    rowSums: rowAt.map((r) => sum(columnAt.map((c) => at(r, c)))),
    columnSums: columnAt.map((c) => sum(rowAt.map((r) => at(r, c)))),
    total: sum([...kept]),
    counts: [...kept],
    tested: independent ? test(kept, rowAt.length, columnAt.length) : null,
  };
}

function test(counts: Float64Array, rows: number, columns: number): NonNullable<CrosstabView['tested']> {
  const found = contingency(counts, rows, columns);
  if (found.status === 'refused') return found;
  const table = found.value;
  const isSimulated = table.shareExpectedUnder5 > MAX_SHARE_UNDER_5;
  const simulated = isSimulated ? chiSquaredMonteCarloP(table, { replicates: REPLICATES, seed: SEED }) : null;
  return answered({
    cells: Array.from(counts, (n, k) => cellOf(table, n, k)),
    chiSquared: table.chiSquared,
    degrees: table.degrees,
    cramersV: table.cramersVCorrected,
    p: simulated?.status === 'answered' ? simulated.value : table.pAsymptotic,
    isSimulated,
  });
}

function cellOf({ cells }: Contingency, n: number, k: number): CrosstabCell {
  const expected = cells.expected[k]!;
  const q = cells.qHypergeometric[k]!;
  return {
    n,
    expected,
    adjustedResidual: cells.adjustedResidual[k]!,
    locationQuotient: cells.quotientShown[k] === 1 ? cells.locationQuotient[k]! : null,
    q,
    mark: q >= MARKED_Q ? null : n > expected ? 'more' : 'fewer',
  };
}
