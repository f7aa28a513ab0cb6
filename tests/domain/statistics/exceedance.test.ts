import { describe, expect, it } from 'vitest';
import { type RandomStream, randomStream } from '../../../domain/random.ts';
import { fitNegativeBinomialSize } from '../../../domain/statistics/dispersion.ts';
import { exceedanceP, exceedances } from '../../../domain/statistics/exceedance.ts';
import { binomialUpper, poissonUpper } from '../../../domain/statistics/special/tails.ts';
import { answerOf, column, greatestDifference, referenceRows } from './fixture.ts';

/** Counts with the given mean; negative binomial with the size, Poisson for null. By inversion. */
function draw(random: RandomStream, mean: number, size: number | null): number {
  const u = random.uniform();
  let term = size === null ? Math.exp(-mean) : (size / (size + mean)) ** size;
  let sum = term;
  let y = 0;
  while (sum < u && y < 1000) {
    term *= size === null ? mean / (y + 1) : (((size + y) / (y + 1)) * mean) / (size + mean);
    sum += term;
    y++;
  }
  return y;
}

describe('the exceedance against R', () => {
  const rows = referenceRows('temporal/exceedance_lowcount.csv');
  const y = column(rows, 'y');
  const total = column(rows, 'S');
  const periods = column(rows, 'B');

  it('has the predictive tail, the plug-in Poisson and the conditional binomial', () => {
    const predictive = y.map((value, i) => exceedanceP(value, total[i]!, periods[i]!, null));
    const plugIn = y.map((value, i) => poissonUpper(value, total[i]! / periods[i]!));
    const conditional = y.map((value, i) => {
      const share = 1 / (periods[i]! + 1);
      return binomialUpper(value, value + total[i]!, share, 1 - share);
    });
    const relative = (ours: Float64Array, name: string) =>
      expect(greatestDifference(ours, column(rows, name), 'relative')).toBeLessThan(1e-10);
    relative(predictive, 'p_nb_predictive_jeffreys');
    relative(plugIn, 'p_poisson_plugin');
    relative(conditional, 'p_binom_conditional');
  });
});

describe('the exceedance of overdispersed counts', () => {
  // Sums of mpmath at 40 digits: P(Y >= y) for size, periods and total.
  it.each([
    [25, 1, 52, 156, 0.001190242540502169],
    [6, 0.5, 52, 20, 0.003189749446778935],
    [40, 2, 52, 52, 4.240883965606163e-15],
    [3, 10, 52, 5, 0.00036271929268444375],
    [9, 1e6, 52, 100, 0.000228827117712824],
  ])('of %d with size %d, %d periods and %d incidents is the beta-negative binomial tail', (...given) => {
    const [y, size, periods, total, exact] = given;
    expect(Math.abs(exceedanceP(y, total, periods, size) / exact - 1)).toBeLessThan(1e-10);
  });

  it('tends to the Poisson form as the size grows', () => {
    const poisson = exceedanceP(9, 100, 52, null);
    expect(Math.abs(exceedanceP(9, 100, 52, 1e8) / poisson - 1)).toBeLessThan(1e-5);
  });

  it('is a probability between 0 and 1 for counts of thousands, near a half at the mean', () => {
    const p = exceedanceP(3000, 52 * 3000, 52, 50);
    expect(p).toBeGreaterThan(0.4);
    expect(p).toBeLessThan(0.5);
    expect(exceedanceP(9000, 52 * 3000, 52, 50)).toBeLessThan(1e-9);
  });

  it('finds the size that the counts were drawn with, whatever their means', () => {
    const random = randomStream(11);
    const series = Array.from({ length: 200 }, (_, unit) =>
      Float64Array.from({ length: 52 }, () => draw(random, 0.3 + (unit % 5), 2)),
    );
    const size = fitNegativeBinomialSize(series)!;
    expect(size).toBeGreaterThan(1.8);
    expect(size).toBeLessThan(2.2);
  });

  it('finds none in counts no more varied than Poisson', () => {
    expect(fitNegativeBinomialSize([new Float64Array(52).fill(2)])).toBeNull();
    expect(fitNegativeBinomialSize([new Float64Array(52)])).toBeNull();
  });

  it('raises about one false alarm in 1,000 where the Poisson form raises forty-five', () => {
    let byPoisson = 0;
    let byFit = 0;
    const runs = 150;
    for (let run = 0; run < runs; run++) {
      const random = randomStream(7, run);
      const units = Array.from({ length: 20 }, () => ({
        baseline: Float64Array.from({ length: 52 }, () => draw(random, 3, 1)),
        observed: draw(random, 3, 1),
      }));
      const alarms = (dispersion: 'poisson' | 'fitted') =>
        answerOf(exceedances(units, { dispersion, maxQ: 2 })).units.filter((unit) => unit.isExceedance)
          .length;
      byPoisson += alarms('poisson');
      byFit += alarms('fitted');
    }
    // false_alarm_rates.csv has 0.0476 for size 1 and mean 3; 3,000 weeks give or take 0.004.
    const measured = referenceRows('temporal/false_alarm_rates.csv').find(
      (row) => row.dist === 'nb_size1' && row.mu === '3',
    )!;
    expect(Math.abs(byPoisson / (20 * runs) - Number(measured.NBpred_p001_and_y_ge3))).toBeLessThan(0.015);
    expect(byFit / (20 * runs)).toBeLessThan(0.003);
  });
});

describe('a run of units', () => {
  const quiet = { observed: 0, baseline: new Float64Array(52).fill(0).map((_, t) => Number(t % 10 === 0)) };

  it('flags the unit that rose, and judges q over all units', () => {
    const units = [...Array.from({ length: 9 }, () => quiet), { ...quiet, observed: 6 }];
    const found = answerOf(exceedances(units, { dispersion: 'fitted' })).units;
    expect(found.map((unit) => unit.isExceedance)).toEqual([...new Array<boolean>(9).fill(false), true]);
    expect(found[9]!.q).toBeCloseTo(10 * found[9]!.p, 15);
    expect(found[9]).toMatchObject({ baselineTotal: 6, baselineLength: 52 });
  });

  it('never flags fewer than three incidents', () => {
    const empty = { observed: 2, baseline: new Float64Array(520) };
    const found = answerOf(exceedances([empty], { dispersion: 'poisson' })).units[0]!;
    expect(found.p).toBeLessThan(0.001);
    expect(found.isExceedance).toBe(false);
  });

  it.each([
    ['negative-count', { observed: -1, baseline: quiet.baseline }],
    ['not-a-whole-count', { observed: 1.5, baseline: quiet.baseline }],
    ['not-a-number', { observed: 1, baseline: Float64Array.of(1, Number.NaN) }],
    ['empty-baseline', { observed: 1, baseline: new Float64Array(0) }],
  ])('refuses with %s and says which unit', (reason, unit) => {
    const answer = exceedances([quiet, unit], { dispersion: 'poisson' });
    expect(answer).toMatchObject({ status: 'refused', reason, index: 1 });
  });
});
