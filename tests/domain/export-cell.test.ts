import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutraliseCell, restoreCell } from '../../domain/export-cell.ts';

describe('a cell on its way into a spreadsheet', () => {
  it.each([
    '=1+1',
    '=HYPERLINK("http://example.org","x")',
    '+52 55 1234 5678',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\rtext',
    '\n=1',
    '  =cmd',
    '\u200b=cmd',
    '\ufeff=cmd',
    '＝1+1',
    '-',
    '+',
    '-1e9999(',
  ])('that begins like a formula is shown as text: %j', (text) => {
    expect(neutraliseCell(text)).toBe(`'${text}`);
  });

  it.each(['-93.1', '+16.2', '-5', '1e-7', '-1,5', '.5', '', 'Ixtepec, Oaxaca', "'=1", 'a=b', '2018-03-12'])(
    'that is a number or plain text stays as it is: %j',
    (text) => {
      expect(neutraliseCell(text)).toBe(text);
    },
  );

  it('never begins with a formula sign unless it is a number, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', '=', '+', '-', '@', '\t', '\r'),
        (text, start) => {
          const cell = neutraliseCell(start + text);
          expect(/^[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell.replace(',', '.')))).toBe(false);
        },
      ),
      { seed: 7, numRuns: 2000 },
    );
  }, 60_000);

  it('comes back as it was, unless it began with the apostrophe of a safe formula', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', '=', '+', '-', '@', '\t', "'"),
        (text, start) => {
          const cell = start + text;
          const isAlreadySafe = cell.startsWith("'") && neutraliseCell(cell.slice(1)) === cell;
          fc.pre(!isAlreadySafe);
          expect(restoreCell(neutraliseCell(cell))).toBe(cell);
        },
      ),
      { seed: 8, numRuns: 1000 },
    );
  }, 60_000);
});
