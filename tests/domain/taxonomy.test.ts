import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATES } from '../../domain/states.ts';
import { bitMask, CRIMES, fromBitMask, HIGH_IMPACT_CRIMES, isPredatory } from '../../domain/taxonomy.ts';

describe('the taxonomy', () => {
  it('keeps consented crimes out of the predatory ones', () => {
    expect(isPredatory('smuggling')).toBe(false);
    expect(isPredatory('drug_carrying')).toBe(false);
    expect(isPredatory('human_trafficking')).toBe(true);
    expect(isPredatory('passage_tax')).toBe(true);
    expect(HIGH_IMPACT_CRIMES.every(isPredatory)).toBe(true);
  });

  it('packs any set of crimes into bits and back', () => {
    fc.assert(
      fc.property(fc.subarray([...CRIMES]), (crimes) => {
        expect(fromBitMask(CRIMES, bitMask(CRIMES, crimes))).toEqual(crimes);
      }),
      { seed: 1 },
    );
  });

  it('refuses a word that is not in the vocabulary', () => {
    expect(() => bitMask<string>(CRIMES, ['jaywalking'])).toThrow('jaywalking');
  });

  it('has 32 states whose FIPS codes differ from INEGI in exactly four', () => {
    expect(STATES).toHaveLength(32);
    expect(STATES.filter(({ code, fips }) => code !== fips).map(({ name }) => name)).toEqual([
      'Coahuila',
      'Colima',
      'Chiapas',
      'Chihuahua',
    ]);
  });
});
