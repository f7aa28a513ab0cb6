import { expect, it } from 'vitest';
import { silentNow } from '../../../domain/alerts/silence-of-states.ts';

it('tells since when a state is silent, however few days the rules look at', () => {
  const period = { '22': [{ from: 100, to: 130 }], '07': [{ from: 100, to: 110 }] };
  const whole = {
    '22': [
      { from: 10, to: 20 },
      { from: 50, to: 130 },
    ],
    '07': [{ from: 90, to: 110 }],
  };
  expect(silentNow(period, 130, whole)).toEqual([{ code: '22', fromDay: 50 }]);
  expect(silentNow(period, 130)).toEqual([{ code: '22', fromDay: 100 }]);
  expect(silentNow(period, 130, {})).toEqual([{ code: '22', fromDay: 100 }]);
});
