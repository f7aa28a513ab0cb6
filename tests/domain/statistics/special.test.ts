import { describe, expect, it } from 'vitest';
import { betaRegularised } from '../../../domain/statistics/special/incomplete-beta.ts';
import {
  gammaLower,
  gammaQuantile,
  gammaUpper,
} from '../../../domain/statistics/special/incomplete-gamma.ts';
import { digamma, logGamma, trigamma } from '../../../domain/statistics/special/log-gamma.ts';
import { normalQuantile, normalTwoSided, normalUpper } from '../../../domain/statistics/special/normal.ts';
import {
  chiSquaredUpper,
  hypergeometricTails,
  negativeBinomialUpper,
  poissonUpper,
} from '../../../domain/statistics/special/tails.ts';
import { column, greatestDifference, referenceRows } from './fixture.ts';

/** Relative; the reference files have 15 digits. */
const TOLERANCE = 1e-10;

function expectClose(ours: number, exact: number): void {
  expect(Math.abs(ours - exact) / Math.abs(exact)).toBeLessThan(TOLERANCE);
}

describe('special functions against R', () => {
  it('has the normal tails of pnorm out to 12 standard deviations', () => {
    const rows = referenceRows('evaluation/pnorm.csv');
    const x = column(rows, 'x');
    const lower = x.map((value) => normalUpper(-value));
    expect(greatestDifference(lower, column(rows, 'pnorm'), 'relative')).toBeLessThan(TOLERANCE);
    expect(greatestDifference(x.map(normalTwoSided), column(rows, 'two'), 'relative')).toBeLessThan(
      TOLERANCE,
    );
  });

  it('has the chi-squared tails of pchisq', () => {
    const rows = referenceRows('evaluation/pchisq.csv');
    const df = column(rows, 'df');
    const tails = column(rows, 'x').map((x, i) => chiSquaredUpper(x, df[i]!));
    expect(greatestDifference(tails, column(rows, 'p_upper'), 'relative')).toBeLessThan(TOLERANCE);
  });

  it('has the Poisson and negative-binomial tails of ppois and pnbinom down to 1e-298', () => {
    const rows = referenceRows('temporal/poisson_nb_tails.csv');
    const mean = column(rows, 'mu');
    const poisson = column(rows, 'k').map((k, i) => poissonUpper(k, mean[i]!));
    const negative = column(rows, 'k').map((k, i) =>
      negativeBinomialUpper(k, 2, 2 / (2 + mean[i]!), mean[i]! / (2 + mean[i]!)),
    );
    expect(greatestDifference(poisson, column(rows, 'ppois_upper_ge_k'), 'relative')).toBeLessThan(TOLERANCE);
    expect(greatestDifference(negative, column(rows, 'pnbinom_ge_k_size2'), 'relative')).toBeLessThan(
      TOLERANCE,
    );
  });
});

describe('special functions against mpmath at 30 digits', () => {
  it.each([
    [-3, 0.9986501019683699],
    [0.3, 0.3820885778110474],
    [1.96, 0.024997895148220435],
    [5.7, 5.9903714010635345e-9],
    [12, 1.776482112077679e-33],
    [37, 5.725571222524577e-300],
  ])('P(Z > %d) is %d', (z, exact) => expectClose(normalUpper(z), exact));

  it.each([
    [0.01, 4.599479878042022, -100.56088545786866, 10001.621213528313],
    [0.5, 0.5723649429247001, -1.9635100260214235, 4.934802200544679],
    [3.7, 1.4280723266653879, 1.1671535393615113, 0.31003785767003833],
    [14.9, 24.924132002217277, 2.6674289762160424, 0.06941658320709579],
    [250, 1128.5237708729908, 5.519459584531046, 0.004008010666632534],
  ])('ln Gamma, digamma and trigamma at %d', (x, log, first, second) => {
    expectClose(logGamma(x), log);
    expectClose(digamma(x), first);
    expectClose(trigamma(x), second);
  });

  it.each([
    [0.5, 40, 3.744097384202899e-19],
    [6.4, 2, 0.9899787983765211],
    [1000, 1100, 0.0010593232539299773],
  ])('Q(%d, %d) is %d', (a, x, exact) => expectClose(gammaUpper(a, x), exact));

  it.each([
    [0.3, 2, 3, 0.3483],
    [0.01, 30.5, 2, 3.1195e-60],
    [0.5, 1000, 1010, 0.5882698275437275],
  ])('I_%d(%d, %d) is %d', (x, a, b, exact) => expectClose(betaRegularised(x, 1 - x, a, b), exact));

  it.each([
    [3, 10, 12, 60, 0.3159799145249977, 0.8988699398062344],
    [50, 100, 120, 1000, 4.17669454540859e-24, 1],
    [0, 5, 7, 20, 1, 0.0830108359133127],
  ])('hypergeometric tails at %d of %d, %d, %d', (k, marked, drawn, total, atLeast, atMost) => {
    const tails = hypergeometricTails(k, marked, drawn, total);
    expectClose(tails.atLeast, atLeast);
    expectClose(tails.atMost, atMost);
  });
});

describe('quantiles', () => {
  it('bring the probability back through the tail, for the normal and the gamma', () => {
    for (const p of [1e-300, 1e-12, 0.001, 0.025, 0.4, 0.5, 0.6, 0.975, 1 - 1e-9]) {
      expectClose(normalUpper(-normalQuantile(p)), p);
      if (p < 1e-100) continue;
      for (const shape of [0.1, 1, 6.37, 400, 1e5])
        expectClose(gammaLower(shape, gammaQuantile(p, shape)), p);
    }
  });

  it('scale with the rate of the gamma', () => {
    expectClose(gammaQuantile(0.9, 3, 20), gammaQuantile(0.9, 3) / 20);
  });
});
