import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { borderBand, railBand, thinned } from '../../../domain/patterns/bands.ts';
import { compareSides } from '../../../domain/patterns/compare.ts';
import { crosstabView } from '../../../domain/patterns/crosstab.ts';
import { displacement, placeGroupOf } from '../../../domain/patterns/displacement.ts';
import {
  assumptionOf,
  crimeEarnings,
  EARNING_CRIMES,
  earningsSensitivity,
  PRINTED_MILLIONS,
  REPORT_ASSUMPTIONS,
  withAssumption,
} from '../../../domain/patterns/earnings.ts';
import { railShares } from '../../../domain/patterns/rail-share.ts';
import { proportionDifference, wilson } from '../../../domain/statistics/proportions.ts';
import { rateRatio } from '../../../domain/statistics/rate-ratio.ts';
import { PLACE_TYPES } from '../../../domain/taxonomy.ts';
import { column, greatestDifference, referenceRows } from '../statistics/fixture.ts';

describe('the two-way table that is shown', () => {
  it('agrees with R on a table from which rows and columns without incidents fall out', () => {
    const input = referenceRows('crosstabs/synth_zone_type_input.csv');
    const rows = ['no such row', ...new Set(input.map((row) => row.row!))];
    const columns = [...new Set(input.map((row) => row.col!)), 'no such column'];
    const counts = new Float64Array(rows.length * columns.length);
    for (const { row, col, n } of input) {
      counts[rows.indexOf(row!) * columns.length + columns.indexOf(col!)] = Number(n);
    }
    const view = crosstabView(counts, rows, columns, { independent: true });
    expect([view.rows, view.columns]).toEqual([rows.slice(1), columns.slice(0, -1)]);
    if (view.tested?.status !== 'answered') throw new Error('not answered');
    const { cells } = view.tested.value;
    const expected = referenceRows('crosstabs/synth_zone_type_cells.csv');
    const at = (row: string, col: string) =>
      view.rows.indexOf(row) * view.columns.length + view.columns.indexOf(col);
    const ours = (pick: (k: number) => number) => expected.map((row) => pick(at(row.row!, row.col!)));
    const residuals = ours((k) => cells[k]!.adjustedResidual);
    expect(greatestDifference(residuals, column(expected, 'adj_std_res'), 'absolute')).toBeLessThan(1e-10);
    expected.forEach((row) => {
      const { locationQuotient, expected: e } = cells[at(row.row!, row.col!)]!;
      if (locationQuotient === null) expect(e).toBeLessThan(1);
      else expect(Math.abs(locationQuotient - Number(row.LQ))).toBeLessThan(1e-10);
    });
  });

  it('marks nothing where rows and columns have nothing to do with each other, and the planted cell where they have', () => {
    const even = crosstabView([20, 30, 40, 60], ['a', 'b'], ['x', 'y'], { independent: true });
    const planted = crosstabView([60, 5, 5, 60], ['a', 'b'], ['x', 'y'], { independent: true });
    const marks = ({ tested }: typeof even) =>
      tested?.status === 'answered' && tested.value.cells.map(({ mark }) => mark);
    expect(marks(even)).toEqual([null, null, null, null]);
    expect(marks(planted)).toEqual(['more', 'fewer', 'fewer', 'more']);
  });

  it('says why it tests nothing', () => {
    expect(crosstabView([5, 0, 0, 0], ['a', 'b'], ['x', 'y'], { independent: true }).tested).toMatchObject({
      reason: 'one-row-or-column',
    });
    expect(crosstabView([2, 1, 1, 2], ['a', 'b'], ['x', 'y'], { independent: true }).tested).toMatchObject({
      reason: 'too-few-incidents',
    });
    expect(crosstabView([20, 30, 40, 60], ['a', 'b'], ['x', 'y'], { independent: false }).tested).toBeNull();
  });
});

describe('shares and rates with intervals', () => {
  it('Wilson: 81 of 263, and the ends', () => {
    // Newcombe, Statist. Med. 17 (1998) 857-872, table I: 0.2553 to 0.3662.
    const { low, high } = wilson(81, 263);
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.2553', '0.3662']);
    expect(wilson(0, 20).low).toBe(0);
    expect(wilson(20, 20).high).toBe(1);
    expect(wilson(0, 0)).toEqual({ share: 0, low: 0, high: 1 });
  });

  it('Newcombe: 56 of 70 against 48 of 80', () => {
    // Statist. Med. 17 (1998) 873-890, table II, method 10: 0.0524 to 0.3339.
    const { difference, low, high } = proportionDifference(wilson(48, 80), wilson(56, 70));
    expect(difference).toBeCloseTo(0.2, 12);
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.0524', '0.3339']);
  });

  it('the ratio of rates has the interval of R', () => {
    // The example of R's help on poisson.test(c(11, 6+8+7), c(800, 1083+1050+878)).
    const { ratio, low, high } = rateRatio({ count: 21, exposure: 3011 }, { count: 11, exposure: 800 });
    expect([ratio, low, high].map((value) => value.toFixed(6))).toEqual(['1.971488', '0.858426', '4.277266']);
  });

  it('swapping the sides turns the ratio over and leaves p', () => {
    const side = fc.record({ count: fc.nat(60), exposure: fc.double({ min: 0.5, max: 900, noNaN: true }) });
    fc.assert(
      fc.property(side, side, (a, b) => {
        const there = rateRatio(a, b);
        const back = rateRatio(b, a);
        expect(there.p).toBeCloseTo(back.p, 8);
        if (a.count > 0 && b.count > 0) {
          expect(there.ratio * back.ratio).toBeCloseTo(1, 8);
          expect(there.low * back.high).toBeCloseTo(1, 6);
          expect(there.low).toBeLessThanOrEqual(there.ratio);
        }
      }),
      { seed: 10, numRuns: 200 },
    );
  });

  it('compares word by word, and does not tell what chance would do', () => {
    const rows = compareSides(
      ['a', 'b', 'c'],
      { first: [10, 40, 0], second: [12, 5, 0] },
      { first: 365, second: 365 },
    );
    expect(rows.map(({ word, verdict }) => [word, verdict])).toEqual([
      ['a', 'not-told'],
      ['b', 'fewer'],
    ]);
  });
});

describe('did crime move from the rail?', () => {
  it('trains and tracks are rail, an unknown place is nothing', () => {
    const groups = PLACE_TYPES.map((placeType) => placeGroupOf(placeType));
    expect(PLACE_TYPES.filter((_, at) => groups[at] === 'rail')).toEqual(['train', 'train_tracks']);
    expect(PLACE_TYPES.filter((_, at) => groups[at] === null)).toEqual(['unknown']);
  });

  it('finds a planted move, its reverse, and none', () => {
    const verdict = (before: number[], after: number[]) => {
      const found = displacement(before, after);
      return found.status === 'answered' ? found.value.verdict : found.reason;
    };
    expect(verdict([60, 20, 10, 10], [30, 45, 25, 10])).toBe('moved');
    expect(verdict([30, 45, 25, 10], [60, 20, 10, 10])).toBe('to-rail');
    expect(verdict([60, 20, 10, 10], [61, 19, 11, 9])).toBe('not-told');
    expect(verdict([60, 20, 10, 10], [30, 22, 11, 60])).toBe('left-rail');
    // Twice as many reports of everything is no move.
    expect(verdict([60, 20, 10, 10], [120, 40, 20, 20])).toBe('not-told');
    expect(verdict([0, 0, 0, 0], [60, 20, 10, 10])).toBe('one-row-or-column');
  });
});

describe('crimes against the rail', () => {
  const chance = new Map([
    ['07', [0.02, 0.1, 0.2]],
    ['28', [0.01, 0.05, 0.1]],
  ]);

  it('expects what placement in the same states gives, and leaves out what lies in none', () => {
    const [, five] = railShares(
      [
        { stateCode: '07', of: [100, 100, 100], within: [2, 10, 20] },
        { stateCode: '28', of: [100, 100, 100], within: [40, 60, 70] },
        { stateCode: '00', of: [50, 50, 50], within: [50, 50, 50] },
      ],
      chance,
    );
    expect(five).toMatchObject({ km: 5, hits: 70, of: 200 });
    expect(five?.expected.share).toBeCloseTo((100 * 0.1 + 100 * 0.05) / 200, 12);
    expect(five?.p).toBeLessThan(1e-6);
  });

  it('tells nothing where incidents lie as chance would have them, or where there are none', () => {
    const [one] = railShares([{ stateCode: '07', of: [100, 100, 100], within: [2, 10, 20] }], chance);
    expect(one?.p).toBeGreaterThan(0.5);
    expect(railShares([], chance)[0]).toMatchObject({ of: 0, p: 1 });
  });

  it('a place known too coarsely is in no band', () => {
    expect([
      railBand(400, 500),
      railBand(4_000, 500),
      railBand(null, 500),
      railBand(10, 5_000),
      railBand(9_000, 2_000),
      railBand(null, 2_000),
      railBand(10, 17_500),
      railBand(10, null),
    ]).toEqual(['rail1', 'rail5', 'far', 'town5', 'town10', 'townFar', 'vague', 'vague']);
  });
});

describe('distance from the borders', () => {
  const north = [
    [
      { lon: -100, lat: 28 },
      { lon: -98, lat: 26 },
    ],
  ];
  const south = [
    [
      { lon: -92.2, lat: 14.5 },
      { lon: -91, lat: 16 },
    ],
  ];
  const band = (lon: number, lat: number, radiusM: number | null = 1000) =>
    borderBand({ lon, lat }, radiusM, { north, south });

  it('takes the nearer border and the place as well as it is known', () => {
    expect([
      band(-98, 26),
      band(-92.2, 14.9),
      band(-99.1, 19.4),
      band(-98, 26, 30_000),
      band(0, 0, null),
    ]).toEqual(['north25', 'south50', 'inland', 'vague', 'vague']);
  });

  it('a thinned line keeps its ends', () => {
    const line = Array.from({ length: 50 }, (_, i) => ({ lon: -100 + i * 0.001, lat: 28 }));
    const kept = thinned(line, 1000);
    expect([kept[0], kept.at(-1)]).toEqual([line[0], line.at(-1)]);
    expect(kept.length).toBeLessThan(10);
  });
});

describe('what crime earns', () => {
  it('is the report’s model: 20.66 + 1.2 + 96 + 17.08 = 134.94 million, where 134.7 is printed', () => {
    const { byCrime, total } = crimeEarnings(REPORT_ASSUMPTIONS);
    expect(EARNING_CRIMES.map((crime) => byCrime[crime] / 1e6)).toEqual([20.66, 1.2, 96, 17.08]);
    expect(total / 1e6).toBeCloseTo(134.94, 10);
    expect(PRINTED_MILLIONS.total).toBe(134.7);
    const printed = EARNING_CRIMES.reduce((sum, crime) => sum + PRINTED_MILLIONS[crime], 0);
    expect(printed).not.toBeCloseTo(PRINTED_MILLIONS.total, 2);
  });

  it('moves most with the number of migrants, then with the passage tax', () => {
    const ids = earningsSensitivity(REPORT_ASSUMPTIONS, 0.25).map(({ id }) => id);
    expect(ids[0]).toBe('migrants');
    expect(ids.slice(1, 3).sort()).toEqual(['share.passage_tax', 'usd.passage_tax']);
    expect(ids.slice(-2).sort()).toEqual(['share.robbery', 'usd.robbery']);
  });

  it('a changed assumption changes only itself, and shares stay shares', () => {
    const changed = withAssumption(REPORT_ASSUMPTIONS, 'share.robbery', 7);
    expect(assumptionOf(changed, 'share.robbery')).toBe(1);
    expect({ ...changed, share: { ...changed.share, robbery: 0.05 } }).toEqual(REPORT_ASSUMPTIONS);
  });
});
