import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contingency } from '../../../domain/statistics/contingency.ts';
import { cusum } from '../../../domain/statistics/cusum.ts';
import { ears } from '../../../domain/statistics/ears.ts';
import { emergingHotspots } from '../../../domain/statistics/emerging-hotspots.ts';
import { ewma } from '../../../domain/statistics/ewma.ts';
import { exceedances } from '../../../domain/statistics/exceedance.ts';
import { farrington } from '../../../domain/statistics/farrington.ts';
import { fitGammaPrior, ratePosteriors } from '../../../domain/statistics/gamma-poisson-rates.ts';
import { giWithoutSelf } from '../../../domain/statistics/gi.ts';
import { giStar } from '../../../domain/statistics/gi-star.ts';
import { giStarExactP } from '../../../domain/statistics/gi-star-exact.ts';
import { fitHawkes } from '../../../domain/statistics/hawkes.ts';
import { knox } from '../../../domain/statistics/knox.ts';
import { mannKendall } from '../../../domain/statistics/mann-kendall.ts';
import { marshallGlobal, marshallLocal } from '../../../domain/statistics/marshall-rates.ts';
import { nearRepeat } from '../../../domain/statistics/near-repeat.ts';
import { type Neighbours, neighboursOfPairs } from '../../../domain/statistics/neighbours.ts';
import { predictiveAccuracy } from '../../../domain/statistics/predictive-accuracy.ts';

/** Every number anywhere in an answer or a refusal's needs is finite; the value a refusal quotes may be what it is. */
function expectFinite(given: unknown, where: string): void {
  if (typeof given === 'number') expect(Number.isFinite(given), where).toBe(true);
  else if (typeof given === 'object' && given !== null) {
    if ('status' in given && given.status === 'refused') return;
    const entries = ArrayBuffer.isView(given)
      ? Array.from(given as Float64Array).entries()
      : Object.entries(given);
    for (const [key, value] of entries) expectFinite(value, `${where}.${key}`);
  }
}

/** Counts as they come: mostly zero, one huge, all the same, or anything. */
const counts = (minLength: number, maxLength: number) =>
  fc
    .oneof(
      fc.array(fc.nat(3), { minLength, maxLength }),
      fc.array(fc.constantFrom(0, 0, 0, 0, 1, 1e6), { minLength, maxLength }),
      fc.array(fc.constant(7), { minLength, maxLength }),
      fc.array(fc.constant(0), { minLength, maxLength }),
      fc.array(fc.nat(10_000), { minLength, maxLength }),
    )
    .map((values) => Float64Array.from(values));

/** Any neighbours, some cells with none but themselves, some with all. */
function neighboursFor(n: number, seed: readonly number[], self: number | null): Neighbours {
  const from: number[] = [];
  const to: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i !== j && (i === 0 || (seed[(i * n + j) % seed.length]! & 1) === 1)) {
        from.push(i);
        to.push(j);
      }
    }
  }
  return neighboursOfPairs(n, { from: Int32Array.from(from), to: Int32Array.from(to) }, self);
}

const bits = fc.array(fc.nat(1), { minLength: 7, maxLength: 31 });

describe('no statistic ever answers NaN or Infinity', () => {
  it('over cells', () => {
    fc.assert(
      fc.property(counts(1, 30), bits, (values, seed) => {
        const n = values.length;
        const around = neighboursFor(n, seed, 1);
        expectFinite(giStar(values, around), 'giStar');
        expectFinite(giWithoutSelf(values, neighboursFor(n, seed, null)), 'gi');
        expectFinite(giStarExactP(values, around), 'exact');
        const exposure = values.map((_, i) => 1 + ((i * 37) % 11));
        expectFinite(marshallGlobal({ counts: values, exposure }), 'marshallGlobal');
        expectFinite(marshallLocal({ counts: values, exposure }, around), 'marshallLocal');
        expectFinite(predictiveAccuracy(values, values.slice().reverse(), 0.1), 'accuracy');
        const prior = fitGammaPrior({ counts: values, exposure });
        expectFinite(prior, 'prior');
        if (prior.status === 'answered') {
          expectFinite(ratePosteriors({ counts: values, exposure }, prior.value), 'posterior');
        }
      }),
    );
  });

  it('over cubes', () => {
    fc.assert(
      fc.property(counts(60, 60), bits, (values, seed) => {
        expectFinite(emergingHotspots(values, 5, neighboursFor(5, seed, 1)), 'emerging');
      }),
    );
  });

  it('over series', () => {
    fc.assert(
      fc.property(counts(1, 60), (values) => {
        expectFinite(mannKendall(values), 'mannKendall');
        for (const method of ['C1', 'C2', 'C3'] as const) expectFinite(ears(values, { method }), method);
        for (const transform of ['standard', 'rossi'] as const) {
          expectFinite(cusum(values, { training: 10, transform }), transform);
        }
        expectFinite(ewma(values, { training: 10 }), 'ewma');
        expectFinite(farrington(values, { from: 20, perYear: 6, years: 3, halfWidth: 1 }), 'farrington');
        for (const dispersion of ['poisson', 'fitted', 0.01] as const) {
          const unit = { observed: values[0]!, baseline: values.subarray(1) };
          expectFinite(exceedances([unit], { dispersion }), `exceedance ${dispersion}`);
        }
        expectFinite(fitHawkes(values, 1e6), 'hawkes');
      }),
      { numRuns: 200 },
    );
  });

  it('over points', () => {
    const place = fc.oneof(fc.nat(3), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place, fc.nat(20)), { maxLength: 30 }), (given) => {
        const points = {
          x: Float64Array.from(given, ([x]) => x),
          y: Float64Array.from(given, ([, y]) => y),
          t: Float64Array.from(given, ([, , t]) => t),
        };
        expectFinite(knox(points, { spaceKm: 1, timeDays: 0, permutations: 9, seed: 1 }), 'knox');
        const bands = { spaceEdgesKm: [0, 1, 50], timeEdgesDays: [0, 1, 7] };
        expectFinite(nearRepeat(points, { ...bands, permutations: 9, seed: 1 }), 'nearRepeat');
      }),
    );
  });

  it('over tables', () => {
    fc.assert(
      fc.property(counts(12, 12), (values) => expectFinite(contingency(values, 3, 4), 'contingency')),
    );
  });
});
