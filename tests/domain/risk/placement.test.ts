import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mode } from '../../../domain/network/modes.ts';
import { countedCrimeMask } from '../../../domain/risk/counted-crimes.ts';
import { placementRule } from '../../../domain/risk/placement.ts';
import { bitMask, CRIMES, isPredatory, TRANSACTIONAL_CRIMES } from '../../../domain/taxonomy.ts';
import { lineNetwork, placeAt } from './line-network.ts';

const SNAP_M = 5000;
const network = lineNetwork([50, 50, 100]);
const place = placementRule(network, SNAP_M);
const stretchesOf = (lixels: Int32Array) =>
  [...new Set(Array.from(lixels, (lixel) => network.lixels.stretch[lixel]))].sort();

describe('crimes that count', () => {
  it('are the predatory ones, whatever is asked for', () => {
    for (const crime of CRIMES) {
      expect(countedCrimeMask([crime]) !== 0, crime).toBe(isPredatory(crime));
      expect((countedCrimeMask(undefined) & bitMask(CRIMES, [crime])) !== 0, crime).toBe(isPredatory(crime));
    }
    expect(countedCrimeMask([...TRANSACTIONAL_CRIMES])).toBe(0);
    expect(countedCrimeMask(['smuggling', 'robbery'])).toBe(bitMask(CRIMES, ['robbery']));
  });
});

describe('an incident', () => {
  it('known within the snap distance is pinned to its lixel, as 1', () => {
    const found = place(placeAt(20.3, 5000));
    expect(found).toMatchObject({ outcome: 'pinned', mass: 1 });
    expect([...found.lixels]).toEqual([20]);
  });

  it('known so well but farther from the track than the snap distance counts nowhere', () => {
    expect(place(placeAt(20.3, 500, { offsetM: 5001 }))).toMatchObject({ outcome: 'far', mass: 0 });
    expect(place(placeAt(20.3, 500, { corridorId: null }))).toMatchObject({ outcome: 'far', mass: 0 });
  });

  it('known less well is never pinned but spread over the track within its radius, by length', () => {
    const found = place(placeAt(50, 5001, { placeType: 'train' }));
    expect(found).toMatchObject({ outcome: 'spread', mass: 1 });
    expect([...found.lixels]).toEqual([45, 46, 47, 48, 49, 50, 51, 52, 53, 54]);
    for (const share of found.shares) expect(share).toBeCloseTo(0.1, 12);
    expect(stretchesOf(found.lixels)).toEqual([0, 1]);
  });

  it('that vague is spread over the lines its type names, where there are such, else over all', () => {
    const mixed = lineNetwork([50, 50, 100]);
    const half = Array.from(mixed.lixels.stretch, (s) => (s === 0 ? 'rail' : 'highway') as Mode);
    const rule = placementRule({ ...mixed, lixels: { ...mixed.lixels, mode: half } }, SNAP_M);
    expect(stretchesOf(rule(placeAt(50, 9000, { placeType: 'train' })).lixels)).toEqual([0]);
    expect(stretchesOf(rule(placeAt(50, 9000, { placeType: 'highway' })).lixels)).toEqual([1]);
    expect(stretchesOf(rule(placeAt(50, 9000, { placeType: 'rural_path' })).lixels)).toEqual([0, 1]);
    expect(stretchesOf(rule(placeAt(50, 9000)).lixels)).toEqual([0, 1]);
  });

  it('whose circle holds no track counts nowhere', () => {
    expect(place(placeAt(100, 20_000, { lon: 1 }))).toMatchObject({ outcome: 'far', mass: 0 });
  });

  it.each([
    { precision: 'state' as const, radiusM: 90_000 },
    { lon: null, lat: null, radiusM: null, precision: null },
  ])('known by its state alone is spread over the state where it was on the train: %o', (known) => {
    const found = place(placeAt(0, 0, { ...known, stateCode: '02', placeType: 'train' }));
    expect(found).toMatchObject({ outcome: 'spread', mass: 1 });
    expect(stretchesOf(found.lixels)).toEqual([1]);
    expect(found.lixels).toHaveLength(50);
  });

  it('known by its state alone, or not even that, is left out where nothing says it was near', () => {
    const vague = { lon: null, lat: null, radiusM: null, precision: null };
    expect(place(placeAt(0, 0, { ...vague, stateCode: '02' }))).toMatchObject({ outcome: 'vague', mass: 0 });
    expect(place(placeAt(0, 0, { ...vague, stateCode: '', placeType: 'train' }))).toMatchObject({
      outcome: 'vague',
      mass: 0,
    });
  });

  it('has shares that add up to its mass, which is 0 or 1, wherever it is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 250, noNaN: true }),
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        fc.integer({ min: 100, max: 300_000 }),
        (km, lon, radiusM) => {
          const found = place(placeAt(km, radiusM, { lon, offsetM: Math.abs(lon) * 111_195 }));
          const sum = found.shares.reduce((a, b) => a + b, 0);
          expect(sum).toBeCloseTo(found.mass, 9);
          expect([0, 1]).toContain(found.mass);
          if (radiusM > SNAP_M) expect(found.outcome).not.toBe('pinned');
          for (const lixel of found.lixels)
            if (found.outcome === 'spread')
              expect(Math.hypot(network.lixels.lat[lixel]! - km / 111.195, lon) * 111_195).toBeLessThan(
                radiusM * 1.001,
              );
        },
      ),
    );
  });
});
