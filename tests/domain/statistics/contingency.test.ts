import { describe, expect, it } from 'vitest';
import { contingency } from '../../../domain/statistics/contingency.ts';
import { chiSquaredMonteCarloP } from '../../../domain/statistics/contingency-monte-carlo.ts';
import { answerOf, column, greatestDifference, referenceRows } from './fixture.ts';

const TOLERANCE = 1e-10;

function readTable(name: string) {
  const rows = referenceRows(`crosstabs/${name}_input.csv`);
  const rowNames = [...new Set(rows.map((row) => row.row!))];
  const columnNames = [...new Set(rows.map((row) => row.col!))];
  const at = (row: string, col: string) =>
    rowNames.indexOf(row) * columnNames.length + columnNames.indexOf(col);
  const counts = new Float64Array(rows.length);
  for (const row of rows) counts[at(row.row!, row.col!)] = Number(row.n);
  return { counts, at, rows: rowNames.length, columns: columnNames.length };
}

describe('contingency tables against R', () => {
  it.each(['caith', 'synth_zone_type', 'synth_small60'])(
    'agree cell by cell and as a whole on %s',
    (name) => {
      const { counts, at, rows, columns } = readTable(name);
      const found = answerOf(contingency(counts, rows, columns));
      const expected = referenceRows(`crosstabs/${name}_cells.csv`);
      const inOrder = (values: Float64Array) => expected.map((row) => values[at(row.row!, row.col!)]!);
      const { cells } = found;
      const close = (ours: Float64Array, theirs: string, kind: 'absolute' | 'relative' = 'absolute') =>
        expect(greatestDifference(inOrder(ours), column(expected, theirs), kind)).toBeLessThan(TOLERANCE);
      close(cells.expected, 'expected');
      close(cells.pearsonResidual, 'pearson_res');
      close(cells.adjustedResidual, 'adj_std_res');
      close(cells.locationQuotient, 'LQ');
      close(cells.p, 'p_cell_two', 'relative');
      close(cells.q, 'q_BH', 'relative');
      close(cells.pBonferroni, 'p_bonf', 'relative');
      close(cells.pAtLeast, 'p_hyper_ge', 'relative');
      close(cells.pAtMost, 'p_hyper_le', 'relative');

      const tests = referenceRows('crosstabs/tests.csv').find((row) => row.table === name)!;
      expect(found.degrees).toBe(Number(tests.df));
      const whole = Float64Array.of(found.chiSquared, found.pAsymptotic, found.g2, found.cramersV);
      const theirs = Float64Array.of(...[tests.X2, tests.p_asym, tests.G2, tests.CramerV].map(Number));
      expect(greatestDifference(whole, theirs, 'relative')).toBeLessThan(TOLERANCE);
      expect(Math.abs(found.cramersVCorrected - Number(tests.CramerV_biascorr))).toBeLessThan(TOLERANCE);
      expect(found.shareExpectedUnder5).toBeCloseTo(Number(tests.frac_exp_lt5), 12);
    },
  );

  it.each(['synth_zone_type', 'synth_small60'])('agree in the Monte Carlo p on %s', (name) => {
    const { counts, rows, columns } = readTable(name);
    const table = answerOf(contingency(counts, rows, columns));
    const p = answerOf(chiSquaredMonteCarloP(table, { replicates: 4999, seed: 3 }));
    const expected = Number(
      referenceRows('crosstabs/tests.csv').find((row) => row.table === name)!.p_MC_99999,
    );
    expect(Math.abs(p - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / 4999));
  });
});

describe('contingency tables', () => {
  it('mark the location quotients that rest on less than one expected incident', () => {
    const { counts, rows, columns } = readTable('synth_small60');
    const { cells } = answerOf(contingency(counts, rows, columns));
    expect(cells.quotientShown).toEqual(Uint8Array.from(cells.expected, (e) => (e >= 1 ? 1 : 0)));
    expect(cells.quotientShown).toContain(0);
  });

  it('have a simulated p that is never 0 and stops when told to', () => {
    const { counts, rows, columns } = readTable('caith');
    const table = answerOf(contingency(counts, rows, columns));
    expect(answerOf(chiSquaredMonteCarloP(table, { replicates: 19, seed: 1 }))).toBe(0.05);
    const stopped = chiSquaredMonteCarloP(table, { replicates: 19, seed: 1, keepGoing: () => false });
    expect(stopped).toMatchObject({ reason: 'cancelled' });
  });

  it.each([
    ['one-row-or-column', [9, 9, 9], 1, 3],
    ['too-few-incidents', [1, 2, 3, 3], 2, 2],
    ['empty-margin', [9, 9, 0, 0], 2, 2],
    ['negative-count', [9, 9, -1, 4], 2, 2],
    ['not-a-whole-count', [9, 9, 1.5, 4], 2, 2],
    ['not-a-number', [9, 9, Number.NaN, 4], 2, 2],
  ])('refuse with %s', (reason, counts, rows, columns) => {
    const answer = contingency(Float64Array.from(counts), rows, columns);
    expect(answer).toMatchObject({ status: 'refused', reason });
  });
});
