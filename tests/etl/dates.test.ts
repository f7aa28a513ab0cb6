import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate } from '../../etl/dates.ts';

const TODAY = '2026-11-23';

describe('a date', () => {
  const read: [text: string, firstDay: string, lastDay: string, precision: string][] = [
    ['2018-03-12', '2018-03-12', '2018-03-12', 'day'],
    ['2018-03-12T10:00:00', '2018-03-12', '2018-03-12', 'day'],
    ['12/03/2018', '2018-03-12', '2018-03-12', 'day'],
    ['1-2-2018', '2018-02-01', '2018-02-01', 'day'],
    ['Fri, 01/02/2026 - 12:00', '2026-01-02', '2026-01-02', 'day'],
    ['12 de marzo de 2018', '2018-03-12', '2018-03-12', 'day'],
    ['lunes 12 de marzo de 2018', '2018-03-12', '2018-03-12', 'day'],
    ['1o. de enero de 2017', '2017-01-01', '2017-01-01', 'day'],
    ['12 Mar 2018', '2018-03-12', '2018-03-12', 'day'],
    ['March 12, 2018', '2018-03-12', '2018-03-12', 'day'],
    ['marzo de 2017', '2017-03-01', '2017-03-31', 'month'],
    ['febrero 2016', '2016-02-01', '2016-02-29', 'month'],
    ['2017-03', '2017-03-01', '2017-03-31', 'month'],
    ['2017', '2017-01-01', '2017-12-31', 'year'],
    ['2026', '2026-01-01', '2026-11-23', 'year'],
  ];
  for (const [text, firstDay, lastDay, precision] of read) {
    it(`"${text}" is ${firstDay} to ${lastDay}, known to the ${precision}`, () => {
      expect(readDate(text, TODAY)).toEqual({ ok: true, date: { firstDay, lastDay, precision } });
    });
  }

  const refused: [text: string, reason: string][] = [
    ['', 'date-missing'],
    ['   ', 'date-missing'],
    ['2091-01-01', 'date-in-the-future'],
    ['24/11/2026', 'date-in-the-future'],
    ['31/02/2018', 'date-does-not-exist'],
    ['29/02/2017', 'date-does-not-exist'],
    ['2018-13-01', 'date-does-not-exist'],
    ['1918-03-12', 'date-too-old'],
    ['ayer por la tarde', 'date-unreadable'],
    ['12 de brumario de 2018', 'date-unreadable'],
  ];
  for (const [text, reason] of refused) {
    it(`"${text}" is refused: ${reason}`, () => {
      expect(readDate(text, TODAY)).toEqual({ ok: false, reason });
    });
  }

  it('never becomes a day that the calendar lacks, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d/.-]{4,10}$/)), (text) => {
        const result = readDate(text, TODAY);
        if (!result.ok) return;
        const { firstDay, lastDay } = result.date;
        expect(new Date(`${firstDay}T00:00:00Z`).toISOString().slice(0, 10)).toBe(firstDay);
        expect(firstDay <= lastDay && lastDay <= TODAY).toBe(true);
      }),
      { seed: 3, numRuns: 1000 },
    );
  });
});
