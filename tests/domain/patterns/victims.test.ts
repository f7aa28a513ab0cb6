import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isClosedYear } from '../../../cli/report/period.ts';
import { toldVictims, VICTIM_GROUPS, type VictimCounts } from '../../../domain/patterns/victims.ts';

const groupOf = fc
  .record({ incidents: fc.nat(12), people: fc.nat(30) })
  .map(({ incidents, people }) => ({ incidents, people: incidents === 0 ? 0 : incidents + people }));
const countsOf: fc.Arbitrary<VictimCounts> = fc.record({
  incidents: fc.nat(12),
  victims: fc.nat(100),
  toldApart: fc.nat(12),
  groups: fc.record({ women: groupOf, men: groupOf, minors: groupOf, unaccompaniedMinors: groupOf }),
});

it('no sum of persons rests on fewer incidents than the threshold, nor can the other sex be worked out', () => {
  fc.assert(
    fc.property(countsOf, (counts) => {
      const told = toldVictims(counts, 5);
      for (const group of VICTIM_GROUPS) {
        const { incidents } = counts.groups[group];
        if (told[group] !== null)
          expect([incidents === 0 || incidents >= 5, counts.toldApart >= 5]).toEqual([true, true]);
      }
      expect(told.women === null).toBe(told.men === null);
      for (const n of [told.incidents, told.toldApart]) expect(n === 0 || n >= 5).toBe(true);
      if (told.incidents === 0) expect(told.victims).toBe(0);
    }),
    { seed: 1129 },
  );
});

it.each([
  [{ from: '2017-01-01', to: '2017-12-31' }, '2018-04-30', true],
  [{ from: '2017-01-01', to: '2017-12-31' }, '2018-01-27', false],
  [{ from: '2016-01-01', to: '2017-12-31' }, '2018-04-30', false],
  [{ from: '2017-01-01', to: '2017-12-30' }, '2018-04-30', false],
  [{ from: '2018-01-01', to: '2018-12-31' }, '2018-04-30', false],
] as const)('the period %j as of %s is a closed year: %s', (period, asOf, expected) => {
  expect(isClosedYear(period, asOf)).toBe(expected);
});
