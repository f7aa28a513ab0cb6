import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream, randomStream } from '../../domain/random.ts';

describe('seeded randomness', () => {
  it('gives the published sequence of xoshiro128** from the state 1, 2, 3, 4', () => {
    const random = new RandomStream(1, 2, 3, 4);
    const drawn = Array.from({ length: 6 }, () => random.uint32());
    expect(drawn).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492]);
  });

  it('repeats itself for the same seed and stream, and not for another', () => {
    const first = (seed: number, stream: number) => {
      const random = randomStream(seed, stream);
      return [random.uint32(), random.uint32(), random.uint32()].join();
    };
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat(100_000), (seed, stream) => {
        expect(first(seed, stream)).toBe(first(seed, stream));
        expect(first(seed, stream)).not.toBe(first(seed, stream + 1));
        expect(first(seed, stream)).not.toBe(first(seed === 0 ? 1 : seed - 1, stream));
      }),
    );
  });

  it('draws evenly over streams: first numbers of 20,000 streams fill ten bins alike', () => {
    const bins = new Array<number>(10).fill(0);
    for (let stream = 0; stream < 20_000; stream++)
      bins[Math.floor(randomStream(1, stream).uniform() * 10)]!++;
    // Chi-squared with 9 degrees of freedom: 33.7 is passed once in 10,000 seeds.
    const chiSquared = bins.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    expect(chiSquared).toBeLessThan(33.7);
  });

  it('draws whole numbers below a bound, every one as often', () => {
    const random = randomStream(3);
    const counts = new Array<number>(7).fill(0);
    for (let draw = 0; draw < 70_000; draw++) counts[random.below(7)]!++;
    for (const count of counts)
      expect(Math.abs(count - 10_000)).toBeLessThan(4.5 * Math.sqrt(10_000 * (6 / 7)));
  });

  it('shuffles without losing or doubling a value', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 50 }), fc.nat(), (values, seed) => {
        const shuffled = Int32Array.from(values);
        randomStream(seed).shuffle(shuffled);
        expect(shuffled.slice().sort()).toEqual(Int32Array.from(values).sort());
      }),
    );
  });

  it('refuses a seed that is no whole number, as a bug', () => {
    expect(() => randomStream(1.5)).toThrow('seed');
    expect(() => randomStream(-1)).toThrow('seed');
  });
});
