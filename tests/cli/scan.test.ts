import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { scanVerb } from '../../cli/stats/scan.ts';
import { maximaOnAllCores } from '../../cli/stats/scan-threads.ts';
import { faultText, textsOf } from '../../cli/stats/text.ts';
import { scanProblem } from '../../domain/statistics/scan/problem.ts';
import { circleZones } from '../../domain/statistics/scan/zones.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vigia-scan-'));
afterAll(() => rmSync(folder, { recursive: true }));
const reference = (file: string) => new URL(`../reference/scan/${file}`, import.meta.url).pathname;

const geo = 'a 20.0 -99.0\nb 20.5 -99.5\n"c d" 21 -100\ne 25 -105\n';
const cas = Array.from({ length: 20 }, (_, i) => `${'abe'[i % 3]} 1 2022/1/${i + 1}\n`).join('');

async function scan(files: { cas?: string; geo?: string; pop?: string }, more: Record<string, string> = {}) {
  const options: Record<string, string> = { maxDays: '5', replicates: '99', ...more };
  for (const [name, option, content] of [
    ['in.cas', 'cases', files.cas ?? cas],
    ['in.geo', 'coordinates', files.geo ?? geo],
    ['in.pop', 'population', files.pop],
  ] as const) {
    if (content === undefined) continue;
    options[option] = path.join(folder, name);
    writeFileSync(options[option], content);
  }
  return scanVerb.run(options, 'en');
}

describe('vigia stats scan reads the plain files of SaTScan', () => {
  it('prints clusters as SaTScan does', async () => {
    const files = { cases: reference('synth_1000.cas'), coordinates: reference('synth_1000.geo') };
    const outcome = await scanVerb.run(files, 'en');
    const text = outcome.ok ? outcome.value.text!.replace(/\.{2,}:/g, ':') : '';
    for (const line of [
      'Location IDs included: 846d2abffffffff, 846d2a9ffffffff, 846d2a1ffffffff',
      'Time frame: 2024-12-02 - 2024-12-31',
      'Number of cases: 30',
      'Expected cases: 1.75',
      'Log likelihood ratio: 57.417180',
      'P-value: 0.00100',
      'Recurrence interval: 2.7 years',
    ]) {
      expect(text).toContain(line);
    }
  });

  it('with several cases a line, names in quotes, and a population', async () => {
    const several = `${cas}"c d" 9 2022-01-20\n`;
    const pop = 'a 2022 100\nb 2022 100\n"c d" 2022 100\ne 2022 100\n';
    const outcome = await scan({ cas: several, pop }, { model: 'poisson', lookEveryDays: '7' });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
    expect(outcome.value.summary).toMatchObject({ model: 'poisson', cases: 29, locations: 4 });
    const [cluster] = outcome.value.rows;
    const { columns } = outcome.value;
    const at = (name: string) => cluster![columns.indexOf(name)];
    expect([at('location'), at('days'), at('observed')]).toEqual(['c d', 1, 9]);
    expect(at('expected')).toBeCloseTo(29 / 4 / 20, 12);
    expect(at('recurrence_interval_days')).toBeCloseTo(7 / Number(at('p')), 9);
  });

  const faults: [string, Parameters<typeof scan>, object, string][] = [
    [
      'a .geo that lacks a location of the .cas',
      [{ cas: `${cas}zz 1 2022/1/3\n` }],
      { reason: 'unknown-location', row: 21, value: 'zz' },
      'in.geo',
    ],
    [
      'a line with too few fields',
      [{ cas: `${cas}a 1\n` }],
      { reason: 'too-few-fields', row: 21 },
      '2 fields',
    ],
    [
      'no day of the calendar',
      [{ cas: `${cas}\na 1 2022/2/30\n` }],
      { reason: 'bad-day', row: 22 },
      '2022/2/30',
    ],
    ['half a case', [{ cas: `a 0.5 2022/1/1\n${cas}` }], { reason: 'not-a-whole-count', row: 1 }, '0.5'],
    [
      'degrees that are none',
      [{ geo: `${geo}f 95 -99\n` }],
      { reason: 'bad-coordinate', row: 5, column: '2' },
      '-90',
    ],
    ['a place twice', [{ geo: `${geo}a 20 -99\n` }], { reason: 'duplicate-id', row: 5 }, 'a'],
    ['one day', [{ cas: 'a 9 2022/1/1\nb 9 2022/1/1\n' }], { reason: 'one-day' }, 'in.cas'],
    ['one place', [{ cas: cas.replace(/^[be]/gm, 'a') }], { reason: 'one-place' }, 'in.cas'],
    ['nine cases', [{ cas: cas.split('\n').slice(0, 9).join('\n') }], { reason: 'too-few-incidents' }, '10'],
    [
      'a window as long as the study',
      [{}, { maxDays: '20' }],
      { reason: 'bad-parameter', column: '--max-days' },
      '--max-days',
    ],
    [
      'more replicates than sense',
      [{}, { replicates: '1000000' }],
      { reason: 'bad-option', column: '--replicates' },
      '99999',
    ],
    [
      'a population for a permutation',
      [{ pop: 'a 2022 1\n' }],
      { reason: 'bad-option', column: '--population' },
      'poisson',
    ],
    [
      'Poisson without a population',
      [{}, { model: 'poisson' }],
      { reason: 'missing-option', column: '--population' },
      '--population',
    ],
    [
      'cases where nobody lives',
      [{ pop: 'a 2022 5\nb 2022 0\n' }, { model: 'poisson' }],
      { reason: 'no-exposure', row: 2 },
      'b',
    ],
    [
      'two populations of a place',
      [{ pop: 'a 2022 5\na 2023 6\n' }, { model: 'poisson' }],
      { reason: 'several-populations', row: 2 },
      'a',
    ],
    [
      'a case after the study',
      [{}, { lastDay: '2022/1/19' }],
      { reason: 'outside-period', row: 20 },
      '2022-01-20',
    ],
    ['an empty file', [{ cas: '\n\n' }], { reason: 'empty-file' }, 'in.cas'],
  ];

  it.each(faults)('refuses %s, and says where', async (_, args, fault, word) => {
    const outcome = await scan(...args);
    expect(outcome).toMatchObject({ ok: false, fault });
    if (!outcome.ok) expect(faultText(outcome.fault, textsOf('en'))).toContain(word);
  });

  it('answers the same on one thread and on several', async () => {
    const n = 60;
    const made = scanProblem(
      circleZones(
        new Float64Array(n).map((_, i) => -99 + (i % 9) / 4),
        new Float64Array(n).map((_, i) => 20 + (i % 7) / 4),
        80,
      ),
      {
        place: Int32Array.from({ length: 400 }, (_, i) => (i * 7) % n),
        day: Int32Array.from({ length: 400 }, (_, i) => (i * 13) % 200),
      },
      { firstDay: 0, lastDay: 199, maxDays: 20, minCases: 2 },
    );
    if (made.status === 'refused') throw new Error(made.reason);
    const alone = await maximaOnAllCores(made.value, 5, 99, 1);
    expect(await maximaOnAllCores(made.value, 5, 99, 3)).toEqual(alone);
  });
});
