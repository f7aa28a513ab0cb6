import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readIncidentCsv } from '../../cli/backtest/read-csv.ts';
import { isoDayOf } from '../../domain/days.ts';
import { vigia } from './process.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vigia-backtest-'));
afterAll(() => rmSync(folder, { recursive: true }));
const inFile = (text: string) => {
  const file = path.join(folder, 'in.csv');
  writeFileSync(file, text);
  return file;
};
const TODAY = '2026-11-29';

describe('a plain CSV of incidents', () => {
  const days = (text: string, columns = {}) => {
    const read = readIncidentCsv(inFile(text), columns, TODAY);
    return read.ok ? Array.from(read.value.day, isoDayOf) : read.fault.reason;
  };

  it('tells by itself whether the day comes first, or is refused', () => {
    expect(days('date,lon,lat\n03/25/2020 01:05:00 PM,-87,41\n02/03/2020,-87,41\n')).toEqual([
      '2020-03-25',
      '2020-02-03',
    ]);
    expect(days('date,lon,lat\n25/03/2020,-87,41\n02/03/2020 10:00,-87,41\n')).toEqual([
      '2020-03-25',
      '2020-03-02',
    ]);
    expect(days('date,lon,lat\n02/03/2020,-87,41\n')).toBe('ambiguous-dates');
    expect(days('date,lon,lat\n02/03/2020,-87,41\n', { dateOrder: 'mdy' })).toEqual(['2020-02-03']);
    expect(
      days('when;X coord;Y\n2020-02-03T10:00:00;-87;41\n', { date: 'when', lon: 'X coord', lat: 'Y' }),
    ).toEqual(['2020-02-03']);
    expect(days('date,x1,lat\n2020-02-03,-87,41\n')).toBe('missing-column');
  });

  it('leaves out rows without a day or a place, and names the first of each kind', () => {
    const text = `fecha,lon,lat
2020-01-05,-99,19
2020-13-05,-99,19
marzo de 2020,-99,19
2020-01-06,,19
2020-01-07,0,0
2020-01-08,250000,2000000
2020-01-09,-99,norte
`;
    const read = readIncidentCsv(inFile(text), {}, TODAY);
    expect(read).toMatchObject({
      ok: true,
      value: {
        rows: 7,
        left: {
          'bad-date': { count: 1, line: 3 },
          'no-day': { count: 1, line: 4 },
          'no-coordinate': { count: 2, line: 5 },
          'bad-coordinate': { count: 2, line: 7 },
        },
      },
    });
  });
});

it('vigia backtest --csv says in one sentence whether anything beats the naive map, with the bias beside it', async () => {
  const file = new URL('../reference/inputs_synth_3000.csv', import.meta.url).pathname;
  const columns = ['--date', 'date', '--lon', 'lon', '--lat', 'lat'];
  const { code, stdout } = await vigia(['backtest', '--csv', file, ...columns], {});
  expect(code).toBe(0);
  expect(stdout).toContain('3000 rows read, 3000 with a day and a place.');
  expect(stdout).toMatch(/\nOn these data .* naive map of last year/);
  expect(stdout).toContain('the same reporting bias');
  for (const share of [1, 2, 5, 10, 20]) {
    expect(stdout).toContain(`Watching ${share} % of the area`);
    expect(stdout).toContain(`Watching ${share} % of the track`);
  }
  expect(stdout).toContain('Months with fewer hits than the naive map');
  expect(stdout).not.toMatch(/NaN|Infinity|undefined/);
  const few = await vigia(['backtest', '--csv', inFile('date,lon,lat\n2020-01-05,-99,19\n')], {});
  expect(few).toMatchObject({ code: 2, stdout: '' });
  expect(few.stderr).toContain('[too-few-incidents]');
});
