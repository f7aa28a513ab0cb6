import { describe, expect, it } from 'vitest';
import {
  fitGammaPrior,
  gammaPoissonLogLikelihood,
  ratePosteriors,
} from '../../../domain/statistics/gamma-poisson-rates.ts';
import { marshallGlobal, marshallLocal } from '../../../domain/statistics/marshall-rates.ts';
import { byar, garwood } from '../../../domain/statistics/poisson-intervals.ts';
import { answerOf, column, greatestDifference, referenceNeighbours, referenceRows } from './fixture.ts';

const rows = referenceRows('eb-rates/nc_eb.csv');
const counts = column(rows, 'y');
const births = { counts, exposure: column(rows, 'pop') };
const ratios = { counts, exposure: column(rows, 'E') };
/** Of params.json. */
const GIVEN = { shape: 6.37193677367765, rate: 6.06523659479562 };

describe('shrunk rates against spdep', () => {
  it('agree with EBest and its parameters', () => {
    const { rates, variance, mean } = answerOf(marshallGlobal(births));
    expect(greatestDifference(rates, column(rows, 'EB_marshall'))).toBeLessThan(1e-9);
    expect(Math.abs(variance - 7.69293064701465e-7)).toBeLessThan(1e-15);
    expect(Math.abs(mean - 0.00202144489365442)).toBeLessThan(1e-12);
  });

  it('agree with EBlocal', () => {
    const neighbours = referenceNeighbours('eb-rates/nc_queen_nb.csv', rows.length, 1);
    const rates = answerOf(marshallLocal(births, neighbours));
    expect(greatestDifference(rates, column(rows, 'EBlocal_marshall'))).toBeLessThan(1e-9);
  });
});

describe('gamma-Poisson rates against R', () => {
  it('have the likeliest prior, no less likely than that of the reference', () => {
    const found = answerOf(fitGammaPrior(ratios));
    expect(Math.abs(found.shape / GIVEN.shape - 1)).toBeLessThan(1e-4);
    expect(Math.abs(found.rate / GIVEN.rate - 1)).toBeLessThan(1e-4);
    expect(Math.abs(found.logLikelihood + 236.166084987287)).toBeLessThan(1e-6);
    expect(found.logLikelihood).toBeGreaterThanOrEqual(gammaPoissonLogLikelihood(ratios, GIVEN));
  });

  it('have the posterior means, intervals and exceedances for the given prior', () => {
    const found = ratePosteriors(ratios, GIVEN);
    const close = (name: 'mean' | 'low' | 'high' | 'exceedance', theirs: string) =>
      expect(
        greatestDifference(
          found.map((unit) => unit[name]),
          column(rows, theirs),
        ),
      ).toBeLessThan(1e-9);
    close('mean', 'GP_post_mean');
    close('low', 'GP_lo');
    close('high', 'GP_hi');
    close('exceedance', 'GP_exceed_gt1');
  });

  it('refuse where the counts vary no more than Poisson', () => {
    const even = { counts: new Float64Array(20).fill(5), exposure: new Float64Array(20).fill(5) };
    expect(fitGammaPrior(even)).toMatchObject({ status: 'refused', reason: 'no-overdispersion' });
  });

  it.each([
    ['no-exposure', { counts, exposure: births.exposure.map((e, i) => (i === 2 ? 0 : e)) }],
    ['negative-count', { counts: counts.map((y, i) => (i === 2 ? -y : y)), exposure: births.exposure }],
    ['empty-baseline', { counts: new Float64Array(100), exposure: births.exposure }],
    ['one-cell', { counts: counts.slice(0, 1), exposure: births.exposure.slice(0, 1) }],
  ])('refuse with %s', (reason, input) => {
    expect(marshallGlobal(input)).toMatchObject({ status: 'refused', reason });
    expect(fitGammaPrior(input)).toMatchObject({ status: 'refused', reason });
  });
});

describe('intervals of a count', () => {
  it("agree with Garwood's and Byar's", () => {
    const close = (ours: Float64Array, theirs: string) =>
      expect(greatestDifference(ours, column(rows, theirs))).toBeLessThan(1e-9);
    close(
      counts.map((y) => garwood(y).low),
      'garwood_lo_count',
    );
    close(
      counts.map((y) => garwood(y).high),
      'garwood_hi_count',
    );
    close(
      counts.map((y) => byar(y).low),
      'byar_lo',
    );
    close(
      counts.map((y) => byar(y).high),
      'byar_hi',
    );
  });
});
