import { expect, it } from 'vitest';
import { readDayPart } from '../../etl/sources/day-part.ts';

it.each([
  ['', null],
  ['0', 'small_hours'],
  ['05:59', 'small_hours'],
  ['6', 'morning'],
  ['12 pm', 'afternoon'],
  ['12:10 a.m.', 'small_hours'],
  ['2:30 p. m.', 'afternoon'],
  ['18:59:00', 'afternoon'],
  ['19 h', 'night'],
  ['Madrugada', 'small_hours'],
  ['noche', 'night'],
  ['afternoon', 'afternoon'],
])('%j is %j', (text, dayPart) => {
  expect(readDayPart(text)).toEqual({ ok: true, dayPart });
});

it.each(['24', '25:00', '13 pm', '0 am', '12:60', 'temprano', '-1', '1e1'])(
  '%j is no time of a day',
  (text) => {
    expect(readDayPart(text)).toEqual({ ok: false });
  },
);
