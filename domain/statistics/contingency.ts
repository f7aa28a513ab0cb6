import { benjaminiHochberg, bonferroni } from './adjust.ts';
import { type Answer, answered, MIN_INCIDENTS, type Refusal, refused } from './answer.ts';
import { refuseNotCounts } from './input-checks.ts';
import { normalTwoSided } from './special/normal.ts';
import { chiSquaredUpper, hypergeometricTails } from './special/tails.ts';

/** Cell by cell, row-major; every array has rows x columns entries. */
export interface ContingencyCells {
  expected: Float64Array;
  /** (O - E) / sqrt E */
  pearsonResidual: Float64Array;
  /** (O - E) / sqrt(E (1 - r/N)(1 - c/N)); over 2 unadjusted it is no evidence. */
  adjustedResidual: Float64Array;
  /** Normal p of the adjusted residual, two-sided, with Benjamini-Hochberg and Bonferroni over the cells. */
  p: Float64Array;
  q: Float64Array;
  pBonferroni: Float64Array;
  /** (n_ij / row) / (column / N). Show it only where `quotientShown` is 1: with E < 1 it means nothing. */
  locationQuotient: Float64Array;
  quotientShown: Uint8Array;
  /** Exact tails with all margins fixed, P(n_ij >= observed) and P(n_ij <= observed). */
  pAtLeast: Float64Array;
  pAtMost: Float64Array;
  /** Twice the smaller tail, at most 1, with Benjamini-Hochberg over the cells: the evidence to show. */
  qHypergeometric: Float64Array;
}

export interface Contingency {
  total: number;
  rows: number;
  columns: number;
  rowSums: Float64Array;
  columnSums: Float64Array;
  /** Pearson's X2, without Yates' correction. */
  chiSquared: number;
  degrees: number;
  pAsymptotic: number;
  /** Likelihood-ratio statistic and its p. */
  g2: number;
  pG2: number;
  cramersV: number;
  /** Bias-corrected: Bergsma, J. Korean Statist. Soc. 42 (2013). */
  cramersVCorrected: number;
  /** Share of cells with E < 5; over a fifth, the asymptotic p is not to be trusted. */
  shareExpectedUnder5: number;
  cells: ContingencyCells;
}

/** Below this a location quotient is hidden. */
const MIN_EXPECTED_FOR_QUOTIENT = 1;

/**
 * Who does what where: which cells of a two-way table hold more than their margins lead one to expect. Agresti,
 * Categorical Data Analysis (2013), chapter 3; adjusted residuals: Haberman, Biometrics 29 (1973).
 * @param counts whole, row-major, of independent cases: one incident counts once
 */
export function contingency(counts: Float64Array, rows: number, columns: number): Answer<Contingency> {
  const bad = refuseTable(counts, rows, columns);
  if (bad) return bad;
  const rowSums = new Float64Array(rows);
  const columnSums = new Float64Array(columns);
  let total = 0;
  for (let k = 0; k < counts.length; k++) {
    rowSums[Math.floor(k / columns)]! += counts[k]!;
    columnSums[k % columns]! += counts[k]!;
    total += counts[k]!;
  }
  const empty = refuseEmptyMargin('row', rowSums) ?? refuseEmptyMargin('column', columnSums);
  if (empty) return empty;

  const cells = cellStatistics(counts, rowSums, columnSums, total);
  let chiSquared = 0;
  let g2 = 0;
  let under5 = 0;
  for (let k = 0; k < counts.length; k++) {
    chiSquared += cells.pearsonResidual[k]! ** 2;
    if (counts[k]! > 0) g2 += 2 * counts[k]! * Math.log(counts[k]! / cells.expected[k]!);
    if (cells.expected[k]! < 5) under5++;
  }
  const degrees = (rows - 1) * (columns - 1);
  const phi2 = chiSquared / total;
  const phi2Corrected = Math.max(0, phi2 - degrees / (total - 1));
  const shrunk = (count: number): number => count - (count - 1) ** 2 / (total - 1);
  return answered({
    total,
    rows,
    columns,
    rowSums,
    columnSums,
    chiSquared,
    degrees,
    pAsymptotic: chiSquaredUpper(chiSquared, degrees),
    g2: Math.max(0, g2),
    pG2: chiSquaredUpper(g2, degrees),
    cramersV: Math.sqrt(phi2 / (Math.min(rows, columns) - 1)),
    cramersVCorrected: Math.sqrt(phi2Corrected / (Math.min(shrunk(rows), shrunk(columns)) - 1)),
    shareExpectedUnder5: under5 / counts.length,
    cells,
  });
}

function cellStatistics(
  counts: Float64Array,
  rowSums: Float64Array,
  columnSums: Float64Array,
  total: number,
): ContingencyCells {
  const columns = columnSums.length;
  const size = counts.length;
  const expected = new Float64Array(size);
  const pearsonResidual = new Float64Array(size);
  const adjustedResidual = new Float64Array(size);
  const locationQuotient = new Float64Array(size);
  const quotientShown = new Uint8Array(size);
  const pAtLeast = new Float64Array(size);
  const pAtMost = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    const observed = counts[k]!;
    const row = rowSums[Math.floor(k / columns)]!;
    const column = columnSums[k % columns]!;
    const e = (row * column) / total;
    expected[k] = e;
    pearsonResidual[k] = (observed - e) / Math.sqrt(e);
    adjustedResidual[k] = (observed - e) / Math.sqrt(e * (1 - row / total) * (1 - column / total));
    locationQuotient[k] = observed / row / (column / total);
    quotientShown[k] = e >= MIN_EXPECTED_FOR_QUOTIENT ? 1 : 0;
    const tails = hypergeometricTails(observed, row, column, total);
    pAtLeast[k] = tails.atLeast;
    pAtMost[k] = tails.atMost;
  }
  const p = adjustedResidual.map(normalTwoSided);
  const pHypergeometric = pAtLeast.map((atLeast, k) => Math.min(1, 2 * Math.min(atLeast, pAtMost[k]!)));
  return {
    expected,
    pearsonResidual,
    adjustedResidual,
    p,
    q: benjaminiHochberg(p),
    pBonferroni: bonferroni(p),
    locationQuotient,
    quotientShown,
    pAtLeast,
    pAtMost,
    qHypergeometric: benjaminiHochberg(pHypergeometric),
  };
}

function refuseTable(counts: Float64Array, rows: number, columns: number): Refusal | null {
  const bad = refuseNotCounts('n', counts);
  if (bad) return bad;
  if (rows < 2 || columns < 2) {
    return refused('one-row-or-column', { value: Math.min(rows, columns), needed: 2 });
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total < MIN_INCIDENTS)
    return refused('too-few-incidents', { field: 'n', value: total, needed: MIN_INCIDENTS });
  return null;
}

function refuseEmptyMargin(field: 'row' | 'column', sums: Float64Array): Refusal | null {
  const index = sums.indexOf(0);
  return index < 0 ? null : refused('empty-margin', { field, index, value: 0 });
}
