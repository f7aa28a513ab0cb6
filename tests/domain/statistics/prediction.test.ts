import { describe, expect, it } from 'vitest';
import { fitHawkes, hawkesLogLikelihood } from '../../../domain/statistics/hawkes.ts';
import { predictiveAccuracy } from '../../../domain/statistics/predictive-accuracy.ts';
import { answerOf, column, referenceRows } from './fixture.ts';

describe('predictive accuracy against the reference', () => {
  const rows = referenceRows('evaluation/eval_input.csv');
  const train = column(rows, 'train');
  const test = column(rows, 'test');

  it.each(
    referenceRows('evaluation/eval_pai_pei.csv').map((row, i) => [[1, 2, 5, 10, 20][i]!, row] as const),
  )('agrees at %d % of the area', (percent, expected) => {
    const found = answerOf(predictiveAccuracy(train, test, percent / 100));
    expect(found.chosen).toBe(Number(expected.k));
    expect(found.hits).toBe(Number(expected.n_hit));
    expect(found.total).toBe(Number(expected.N));
    const close = (ours: number, name: string) =>
      expect(Math.abs(ours - Number(expected[name]))).toBeLessThan(1e-10);
    close(found.areaShare, 'area_frac');
    close(found.hitRate, 'hit_rate');
    close(found.pai, 'PAI');
    close(found.pei, 'PEI');
    close(found.bestPai, 'PAI_star');
    close(found.hitsPerUnit, 'SER_hits_per_cell');
  });

  it('says the same when every unit is ten times as large', () => {
    const plain = answerOf(predictiveAccuracy(train, test, 0.05));
    const large = answerOf(predictiveAccuracy(train, test, 0.05, new Float64Array(train.length).fill(10)));
    expect(large).toEqual(plain);
  });

  it('has no answer where nothing happened', () => {
    const answer = predictiveAccuracy(train, new Float64Array(train.length), 0.05);
    expect(answer).toMatchObject({ status: 'refused', reason: 'too-few-incidents' });
  });
});

describe('Hawkes against the reference', () => {
  const times = column(referenceRows('evaluation/hawkes_times.csv'), 't');

  it('has the log-likelihood at the true and at the likeliest parameters', () => {
    const atTrue = hawkesLogLikelihood(times, 400, { mu: 0.3, alpha: 0.5, beta: 1.2 });
    expect(Math.abs(atTrue + 317.933884728395)).toBeLessThan(1e-7);
    const likeliest = { mu: 0.260501549526799, alpha: 0.586515491732218, beta: 0.815036972777193 };
    expect(Math.abs(hawkesLogLikelihood(times, 400, likeliest) + 316.257475876775)).toBeLessThan(1e-7);
  });

  it('finds the likeliest parameters', () => {
    const found = answerOf(fitHawkes(times, 400));
    expect(Math.abs(found.mu - 0.260501549526799)).toBeLessThan(1e-3);
    expect(Math.abs(found.alpha - 0.586515491732218)).toBeLessThan(1e-3);
    expect(Math.abs(found.beta - 0.815036972777193)).toBeLessThan(1e-3);
    expect(Math.abs(found.logLikelihood + 316.257475876775)).toBeLessThan(1e-7);
  });

  it('has the log-likelihood of its definition, summed over all pairs', () => {
    const { mu, alpha, beta } = { mu: 0.3, alpha: 0.5, beta: 1.2 };
    let sum = -mu * 400;
    for (const [i, t] of times.entries()) {
      let rate = mu;
      for (const before of times.slice(0, i)) rate += alpha * beta * Math.exp(-beta * (t - before));
      sum += Math.log(rate) - alpha * (1 - Math.exp(-beta * (400 - t)));
    }
    expect(Math.abs(hawkesLogLikelihood(times, 400, { mu, alpha, beta }) - sum)).toBeLessThan(1e-9);
  });

  it.each([
    ['too-few-incidents', times.slice(0, 9), 400],
    ['one-day', new Float64Array(20).fill(3), 400],
    ['bad-parameter', times, 10],
  ])('refuses with %s', (reason, given, duration) => {
    expect(fitHawkes(given, duration)).toMatchObject({ status: 'refused', reason });
  });
});
