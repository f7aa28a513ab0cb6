import { describe, expect, it } from 'vitest';
import { cusum } from '../../../domain/statistics/cusum.ts';
import { type EarsMethod, ears } from '../../../domain/statistics/ears.ts';
import { ewma } from '../../../domain/statistics/ewma.ts';
import { farrington } from '../../../domain/statistics/farrington.ts';
import { answerOf, column, greatestDifference, referenceRows } from './fixture.ts';

const agona = column(referenceRows('temporal/salmonella_agona_input.csv'), 'y');

/** 1, 0, or null as NA. */
function flags(alarms: readonly { isAlarm: boolean | null }[]): (number | null)[] {
  return alarms.map(({ isAlarm }) => (isAlarm === null ? null : Number(isAlarm)));
}

describe('EARS against surveillance', () => {
  const files: [string, string][] = [
    ['ears_campyDE', 'campyDE_input'],
    ['ears_lowcount_weekly', 'lowcount_weekly_input'],
    ['ears_salmonella_agona', 'salmonella_agona_input'],
  ];
  const rules = (['C1', 'C2', 'C3'] satisfies EarsMethod[]).flatMap((method) =>
    [0, 0.5].map((minSigma) => [method, minSigma] as const),
  );

  it.each(files.flatMap(([file, input]) => rules.map((rule) => [file, ...rule, input] as const)))(
    '%s: %s with a floor of %d agrees in bounds, alarms and what is not judged',
    (file, method, minSigma, input) => {
      const expected = referenceRows(`temporal/${file}.csv`);
      const found = answerOf(ears(column(referenceRows(`temporal/${input}.csv`), 'y'), { method, minSigma }));
      const name = minSigma === 0 ? method : `${method}_minSigma0.5`;
      const bounds = found.map((bound) => bound.upperBound);
      expect(greatestDifference(bounds, column(expected, `${name}_ub`))).toBeLessThan(1e-10);
      expect(greatestDifference(flags(found), column(expected, `${name}_alarm`))).toBe(0);
    },
  );

  it('has no answer for a series that is shorter than its history', () => {
    expect(ears(new Float64Array(11), { method: 'C3' })).toMatchObject({
      reason: 'series-too-short',
      needed: 12,
    });
  });
});

describe('CUSUM against surveillance', () => {
  it.each(['standard', 'rossi'] as const)('%s agrees in bounds and alarms', (transform) => {
    const expected = referenceRows(`temporal/cusum_${transform}_agona.csv`);
    const found = answerOf(cusum(agona, { training: 99, transform }));
    const bounds = found.map((step) => step.upperBound);
    expect(greatestDifference(bounds, column(expected, 'upperbound'))).toBeLessThan(1e-10);
    expect(greatestDifference(flags(found), column(expected, 'alarm'))).toBe(0);
  });

  it('alarms exactly where the count reaches the bound', () => {
    for (const transform of ['standard', 'rossi'] as const) {
      const steps = answerOf(cusum(agona, { training: 20, transform }));
      for (const [k, step] of steps.entries()) {
        const y = agona[20 + k]!;
        expect(step.isAlarm, `${transform} at ${20 + k}`).toBe(y >= step.upperBound - 1e-9);
      }
    }
  });

  it('has no answer where the training counts are all zero', () => {
    expect(cusum(new Float64Array(30), { training: 10 })).toMatchObject({ reason: 'empty-baseline' });
  });
});

describe('EWMA against R', () => {
  it('agrees in the average and its deviation', () => {
    const expected = referenceRows('temporal/ewma_lowcount.csv');
    const found = answerOf(ewma(column(expected, 'y'), { training: 26 }));
    const averages = found.map((step) => step.ewma);
    const deviations = found.map((step) => step.poissonDeviation);
    expect(greatestDifference(averages, column(expected, 'ewma'))).toBeLessThan(1e-10);
    expect(greatestDifference(deviations, column(expected, 'sd_poisson'))).toBeLessThan(1e-10);
  });
});

describe('Farrington 1996 against surveillance', () => {
  it('agrees in bounds and alarms, with four years back as far as the series goes', () => {
    const expected = referenceRows('temporal/farrington1996_agona.csv');
    const found = answerOf(farrington(agona, { from: 199, years: 4, halfWidth: 3, alpha: 0.05 }));
    const bounds = found.map((step) => step.upperBound);
    expect(greatestDifference(bounds, column(expected, 'upperbound'))).toBeLessThan(1e-6);
    expect(greatestDifference(flags(found), column(expected, 'alarm'))).toBe(0);
  });

  it('answers with numbers where the years before had no incident at all', () => {
    const quiet = new Float64Array(230);
    quiet.fill(3, 220);
    for (const step of answerOf(farrington(quiet, { from: 211 }))) {
      expect(step.upperBound === null || Number.isFinite(step.upperBound)).toBe(true);
    }
  });

  it('asks for three years of history', () => {
    expect(farrington(agona, { from: 120 })).toMatchObject({ reason: 'series-too-short', needed: 159 });
  });
});

describe('rules for display', () => {
  it('refuse negative counts and say where', () => {
    const bad = agona.map((y, t) => (t === 5 ? -1 : y));
    const refusal = { status: 'refused', reason: 'negative-count', index: 5, value: -1 };
    expect(ears(bad, { method: 'C1' })).toMatchObject(refusal);
    expect(cusum(bad, { training: 50 })).toMatchObject(refusal);
    expect(ewma(bad, { training: 50 })).toMatchObject(refusal);
    expect(farrington(bad, { from: 211 })).toMatchObject(refusal);
  });
});
