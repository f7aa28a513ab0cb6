import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classLimits, classOf } from '../../web/map/classes.ts';

const counts = fc.array(fc.integer({ min: 0, max: 2_000_000 }), { maxLength: 60 });

describe('the classes of the hexagon ramp', () => {
  it('start at one, grow, are five at most, and none is out of every count’s reach', () => {
    fc.assert(
      fc.property(counts, (values) => {
        const limits = classLimits(values);
        expect(limits[0]).toBe(1);
        expect(limits.length).toBeLessThanOrEqual(5);
        for (let i = 1; i < limits.length; i++) expect(limits[i]).toBeGreaterThan(limits[i - 1] as number);
        expect(limits.at(-1)).toBeLessThanOrEqual(Math.max(1, ...values));
      }),
      { seed: 20180430 },
    );
  });

  it('put every count between the limit of its class and the next', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 2_000_000 }), (values, count) => {
        const limits = classLimits(values);
        const step = classOf(limits, count);
        expect(count).toBeGreaterThanOrEqual(limits[step] as number);
        if (step + 1 < limits.length) expect(count).toBeLessThan(limits[step + 1] as number);
      }),
      { seed: 20180430 },
    );
  });

  it.each([
    [[], [1]],
    [[1, 1], [1]],
    [
      [1, 2, 3],
      [1, 2, 3],
    ],
    [
      [1, 4, 30],
      [1, 2, 4, 8, 15],
    ],
    [
      [2, 90, 4000],
      [1, 5, 30, 150, 800],
    ],
  ])('for counts %j are %j, numbers that one can say', (values, limits) => {
    expect(classLimits(values)).toEqual(limits);
  });
});
