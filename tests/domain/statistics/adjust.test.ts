import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  benjaminiHochberg,
  benjaminiYekutieli,
  bonferroni,
  holm,
} from '../../../domain/statistics/adjust.ts';
import { column, greatestDifference, referenceRows } from './fixture.ts';

const probabilities = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 })
  .map((values) => Float64Array.from(values));

describe('p adjusted for many tests', () => {
  it("agrees with R's p.adjust for BH, BY and Holm", () => {
    const rows = referenceRows('evaluation/padjust.csv').filter((row) => row.p !== 'NA');
    const p = column(rows, 'p');
    expect(greatestDifference(benjaminiHochberg(p), column(rows, 'BH'), 'relative')).toBeLessThan(1e-10);
    expect(greatestDifference(benjaminiYekutieli(p), column(rows, 'BY'), 'relative')).toBeLessThan(1e-10);
    expect(greatestDifference(holm(p), column(rows, 'holm'), 'relative')).toBeLessThan(1e-10);
  });

  it('never gives a larger p a smaller q, nor a q below p or above 1', () => {
    fc.assert(
      fc.property(probabilities, (p) => {
        for (const adjust of [benjaminiHochberg, benjaminiYekutieli, holm, bonferroni]) {
          const q = adjust(p);
          const order = Array.from(p.keys()).sort((a, b) => p[a]! - p[b]!);
          for (const [rank, i] of order.entries()) {
            expect(q[i]).toBeGreaterThanOrEqual(p[i]! * (1 - 1e-15));
            expect(q[i]).toBeLessThanOrEqual(1);
            if (rank > 0) expect(q[i]).toBeGreaterThanOrEqual(q[order[rank - 1]!]!);
          }
        }
      }),
    );
  });

  it('gives each test the same q whatever the order of the tests', () => {
    fc.assert(
      fc.property(probabilities, (p) => {
        const backwards = benjaminiHochberg(p.slice().reverse());
        expect(backwards.reverse()).toEqual(benjaminiHochberg(p));
      }),
    );
  });

  it('rejects what the step-up rule rejects', () => {
    fc.assert(
      fc.property(probabilities, fc.double({ min: 0.01, max: 0.3, noNaN: true }), (p, level) => {
        const sorted = p.slice().sort();
        let rejected = 0;
        // The rule as published: the largest k with p_(k) <= k/n level.
        for (let k = 1; k <= p.length; k++) if ((sorted[k - 1]! * p.length) / k <= level) rejected = k;
        expect(benjaminiHochberg(p).filter((q) => q <= level).length).toBe(rejected);
      }),
    );
  });
});
