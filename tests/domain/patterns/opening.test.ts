import { describe, expect, it } from 'vitest';
import { multiplesFigure } from '../../../domain/patterns/figures/change.ts';
import { dimensionFigure, monthsFigure } from '../../../domain/patterns/figures/overview.ts';
import { openingOf } from '../../../domain/patterns/opening.ts';
import { contextOf, planted } from './planted.ts';

const predatory = { group: 'predatory', counting: 'all' } as const;
const hazard = { group: 'hazard', counting: 'principal' } as const;

describe('what a number of a figure opens', () => {
  it('is the map of its state, crimes, perpetrators and days, by principals where these count', () => {
    const selection = { state: ['07'], crime: ['robbery'], perpetrator: ['gang'], to: '2017-06-30' };
    const filter = { kind: 'crime', crime: ['robbery'], perpetrator: ['gang'], to: '2017-06-30' };
    expect(openingOf(selection, predatory)).toEqual({ isOpen: true, filter, stateCode: '07' });
    expect(openingOf(selection, { ...predatory, counting: 'principal' })).toMatchObject({
      filter: { counting: 'principal' },
    });
    expect(openingOf({ from: '2017-01-01' }, hazard)).toEqual({
      isOpen: true,
      filter: { kind: 'hazard', from: '2017-01-01' },
      stateCode: null,
    });
  });

  it('never names a crime of another group', () => {
    const crimesOf = (group: 'predatory' | 'consented') => {
      const opening = openingOf({}, { group, counting: 'all' });
      return opening.isOpen ? opening.filter.crime : null;
    };
    expect(crimesOf('consented')).toEqual(['smuggling', 'drug_carrying']);
    expect(crimesOf('predatory')).not.toContain('smuggling');
  });

  it.each([
    [{ place: ['train'] }, predatory, 'dimension'],
    [{ known: ['reported'] }, predatory, 'dimension'],
    [{ border: ['north25'] }, predatory, 'dimension'],
    [{ rail: ['rail1'] }, predatory, 'dimension'],
    [{ state: ['07', '20'] }, predatory, 'states'],
    [{ state: ['00'] }, predatory, 'noState'],
    [{ crime: ['drowning'] }, hazard, 'hazard'],
  ] as const)('is nothing where the map can not ask for it: %o', (selection, lens, reason) => {
    expect(openingOf(selection, lens)).toEqual({ isOpen: false, reason });
  });

  it('is said to be nothing by figures of months and of place types', () => {
    const context = contextOf(planted([['07', 'south25', 'robbery']]), []);
    expect([monthsFigure(context).closed, multiplesFigure(context).closed]).toEqual(['months', 'months']);
    const asked = dimensionFigure(context, 'place').opens?.(0, 1);
    expect(asked && openingOf(asked, predatory)).toEqual({ isOpen: false, reason: 'dimension' });
  });
});
