import { expect, it } from 'vitest';
import { parsePeriod } from '../../cli/report/period.ts';

it.each([
  ['2018', { from: '2018-01-01', to: '2018-12-31' }],
  ['2016-02', { from: '2016-02-01', to: '2016-02-29' }],
  ['2018-01-05:2018-01-05', { from: '2018-01-05', to: '2018-01-05' }],
  ['2018-13', null],
  ['2018-02-01:2018-01-01', null],
  ['2018-02-30:2018-03-01', null],
  ['', null],
  ['last year', null],
] as const)('the period %j', (text, expected) => {
  expect(parsePeriod(text)).toEqual(expected);
});
