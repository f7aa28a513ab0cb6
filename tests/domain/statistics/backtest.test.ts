import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../../domain/days.ts';
import { randomStream } from '../../../domain/random.ts';
import { type BacktestQuestion, backtest } from '../../../domain/statistics/backtest/backtest.ts';
import { nearRepeatWeight } from '../../../domain/statistics/backtest/methods.ts';
import { studyCells } from '../../../domain/statistics/backtest/study-cells.ts';
import { type ScoredWindow, summariseBacktest } from '../../../domain/statistics/backtest/summary.ts';
import { verdictText } from '../../../domain/statistics/backtest/verdict.ts';
import { monthWindows } from '../../../domain/statistics/backtest/windows.ts';
import { answerOf, column, referenceRows } from './fixture.ts';

/** Twenty units of extent 1: 5 % is one of them, 10 % two, 20 % four; 1 % and 2 % are nearer to none. */
const UNITS = 20;
const units = (counts: Record<number, number>) =>
  Float64Array.from({ length: UNITS }, (_, unit) => counts[unit] ?? 0);
const extent = new Float64Array(UNITS).fill(1);
const OPTIONS = { seed: 1, resamples: 200 };

describe('the accuracy of several months, worked by hand', () => {
  // The naive map says unit 0, then 1; the planar kernel unit 1, then 7.
  const scores = { naive: units({ 0: 3, 1: 2 }), 'planar-kernel': units({ 1: 3, 7: 1 }) };
  const windows: ScoredWindow[] = [
    { name: '2020-01', scores, happened: units({ 0: 2, 1: 1, 5: 1 }) },
    { name: '2020-02', scores, happened: units({ 1: 3, 7: 1 }) },
    { name: '2020-03', scores, happened: units({}) },
  ];
  const summary = summariseBacktest(windows, extent, OPTIONS)!;
  const at = (method: string, coverage: number) =>
    summary.methods.find((one) => one.method === method && one.coverage === coverage)!;

  it.each([
    // One unit: naive hits 2 of 4, then 0 of 4; best possible 2 and 3.
    ['naive', 0.05, 2, 2 / 8, 5, 5 / ((10 * 4 + 15 * 4) / 8), 0],
    // One unit: planar hits 1, then 3.
    ['planar-kernel', 0.05, 4, 4 / 8, 10, 10 / 12.5, 2 / 8],
    // Two units: naive hits 3, then 3; planar 1, then 4; best 3 (10 %: PAI 7.5) and 4 (PAI 10).
    ['naive', 0.1, 6, 6 / 8, 7.5, 7.5 / 8.75, 0],
    ['planar-kernel', 0.1, 5, 5 / 8, 6.25, 6.25 / 8.75, -1 / 8],
    // No unit is watched.
    ['naive', 0.01, 0, 0, 0, 0, 0],
  ])('%s at %d', (method, coverage, hits, hitRate, pai, pei, difference) => {
    const found = at(method, coverage);
    expect([found.hits, found.total]).toEqual([hits, 8]);
    for (const [ours, theirs] of [
      [found.hitRate.value, hitRate],
      [found.pai.value, pai],
      [found.pei.value, pei],
      [found.againstNaive.value, difference],
    ] as const) {
      expect(Math.abs(ours - theirs)).toBeLessThan(1e-6);
    }
  });

  it('names the months that were won, lost and empty, and puts the interval around the value', () => {
    expect(at('planar-kernel', 0.05)).toMatchObject({ won: ['2020-02'], tied: [], lost: ['2020-01'] });
    expect(at('planar-kernel', 0.1)).toMatchObject({ won: ['2020-02'], lost: ['2020-01'] });
    expect(summary).toMatchObject({ windows: ['2020-01', '2020-02'], empty: ['2020-03'], units: 20 });
    // Resamples of two months: both the first, both the second, or one each.
    expect(at('naive', 0.05).hitRate).toEqual({ value: 0.25, low: 0, high: 0.5 });
  });
});

it('agrees with the reference on a single month', () => {
  const rows = referenceRows('evaluation/eval_input.csv');
  const train = column(rows, 'train');
  const window = { name: 'all', scores: { naive: train }, happened: column(rows, 'test') };
  const { methods } = summariseBacktest([window], new Float64Array(train.length).fill(1), OPTIONS)!;
  for (const [k, row] of referenceRows('evaluation/eval_pai_pei.csv').entries()) {
    expect(methods[k]!.hits).toBe(Number(row.n_hit));
    expect(Math.abs(methods[k]!.pai.value - Number(row.PAI))).toBeLessThan(1e-10);
    expect(Math.abs(methods[k]!.pei.value - Number(row.PEI))).toBeLessThan(1e-10);
    expect(Math.abs(methods[k]!.hitRate.value - Number(row.hit_rate))).toBeLessThan(1e-10);
  }
});

describe('the verdict', () => {
  const words = (key: string, values: Record<string, string | number> = {}) =>
    `${key.replace('backtest:', '')} ${Object.values(values).join('|')}`.trim();
  const verdict = (mine: Record<number, number>) => {
    const windows = Array.from({ length: 12 }, (_, w) => ({
      name: `2020-${w}`,
      scores: { naive: units({ 0: 2, 1: 1 }), 'gi-star': units(mine), 'near-repeat': units({ 0: 2, 1: 1 }) },
      happened: units({ 1: 3, 2: w % 2 }),
    }));
    return summariseBacktest(windows, extent, OPTIONS)!.verdict;
  };

  it('says what beats the naive map, and says so when nothing does', () => {
    expect(verdict({ 1: 1 })).toEqual({ coverage: 0.05, better: ['gi-star'], worse: [] });
    expect(verdict({ 0: 1 })).toEqual({ coverage: 0.05, better: [], worse: [] });
    const some = { area: { verdict: verdict({ 1: 1 }) }, track: null };
    expect(verdictText(some, words)).toBe('verdict.better 5|verdict.byArea methods.gi-star|');
    const none = { area: { verdict: verdict({ 0: 1 }) }, track: { verdict: verdict({ 0: 1 }) } };
    expect(verdictText(none, words)).toMatch(/^verdict\.none 5/);
  });
});

describe('the months', () => {
  it('are whole ones with a year before them', () => {
    const names = (from: string, to: string) =>
      monthWindows(dayNumber(from), dayNumber(to)).map(({ name }) => name);
    expect(names('2016-01-01', '2017-03-31')).toEqual(['2017-01', '2017-02', '2017-03']);
    expect(names('2016-01-15', '2017-03-30')).toEqual(['2017-02']);
    expect(names('2016-01-01', '2016-12-31')).toEqual([]);
  });
});

/** Two and a half years of incidents, most of them around one place that stays. */
function question(seed = 1): BacktestQuestion {
  const random = randomStream(seed);
  const cells = gridDisk(latLngToCell(19, -99, 5), 8).sort();
  const n = 1500;
  const firstDay = dayNumber('2016-01-01');
  const lon = new Float64Array(n);
  const lat = new Float64Array(n);
  const day = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const isHot = random.below(3) > 0;
    const [north, east] = cellToLatLng(cells[random.below(cells.length)]!);
    lon[i] = isHot ? -99 + (random.uniform() - 0.5) / 3 : east;
    lat[i] = isHot ? 19 + (random.uniform() - 0.5) / 3 : north;
    day[i] = firstDay + random.below(912);
  }
  return { day, lon, lat, firstDay, lastDay: firstDay + 911, cells, network: null, seed: 1 };
}

describe('the backtest', () => {
  it('finds the place that stays, with every method, and repeats itself', () => {
    const found = answerOf(backtest(question()));
    expect(found.track).toBeNull();
    expect(found.area.windows.length).toBe(18);
    expect(new Set(found.area.methods.map(({ method }) => method)).size).toBe(4);
    for (const { coverage, hitRate } of found.area.methods) {
      if (coverage === 0.05) expect(hitRate.value).toBeGreaterThan(0.4);
    }
    expect(answerOf(backtest(question()))).toEqual(found);
  });

  it('knows nothing of what comes after a month when it foretells it', () => {
    const whole = question();
    const until = dayNumber('2017-06-30');
    const kept = Array.from(whole.day.keys()).filter((i) => whole.day[i]! <= until);
    const cut = {
      ...whole,
      day: Int32Array.from(kept, (i) => whole.day[i]!),
      lon: Float64Array.from(kept, (i) => whole.lon[i]!),
      lat: Float64Array.from(kept, (i) => whole.lat[i]!),
      lastDay: until,
    };
    const lostIn = (given: BacktestQuestion) =>
      answerOf(backtest(given)).area.methods.map(({ method, coverage, lost, won }) => ({
        method,
        coverage,
        lost: lost.filter((name) => name <= '2017-06'),
        won: won.filter((name) => name <= '2017-06'),
      }));
    expect(lostIn(cut)).toEqual(lostIn(whole));
  });

  it('weighs fresh incidents more', () => {
    expect(nearRepeatWeight(14)).toBeCloseTo(1 + 5 / 2, 12);
    expect(nearRepeatWeight(365)).toBeCloseTo(1, 6);
  });

  it('answers with a named reason where it can say nothing', () => {
    const given = question();
    const first = (n: number) => ({
      day: given.day.slice(0, n),
      lon: given.lon.slice(0, n),
      lat: given.lat.slice(0, n),
    });
    expect(backtest({ ...given, ...first(9) })).toMatchObject({ reason: 'too-few-incidents' });
    expect(backtest({ ...given, lastDay: dayNumber('2017-05-31') })).toMatchObject({
      reason: 'series-too-short',
      value: 5,
      needed: 6,
    });
    expect(backtest({ ...given, cells: given.cells.slice(0, 1) })).toMatchObject({ reason: 'one-place' });
    expect(backtest(given, () => false)).toMatchObject({ reason: 'cancelled' });
  });

  it('takes the finest cells that are not too many', () => {
    const { lon, lat } = question();
    expect(studyCells(lon, lat).length).toBeLessThanOrEqual(3000);
    expect(studyCells(lon, lat, 4).length).toBeLessThan(studyCells(lon, lat).length);
  });
});
