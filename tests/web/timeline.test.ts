import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../api/contract-coverage.ts';
import type { Timeline } from '../../api/contract-timeline.ts';
import { dayNumber, isoDayOf } from '../../domain/days.ts';
import { BINS, binOf, firstDayOf, lastDayOf } from '../../domain/time-bins.ts';
import { rowsWithin } from '../../web/data/incidentTable.ts';
import { groupSpots } from '../../web/map/spots.ts';
import { TimedSpots } from '../../web/map/timedSpots.ts';
import {
  ALL_DAYS,
  binsOf,
  daysOf,
  isWholeBins,
  moved,
  periodOfBins,
  resized,
  windowOf,
} from '../../web/timeline/dayWindow.ts';
import { numbersShown } from '../../web/timeline/numbersShown.ts';
import { silenceByBin } from '../../web/timeline/silence.ts';
import { countsInWindow, mostInAnyWindow, timeCube, totalInWindow } from '../../web/timeline/timeCube.ts';
import { incidentTable } from './incidentTable.ts';

const SEED = { seed: 20180430, numRuns: 200 };
// The year 2016, where bins are months.
const ALL = { first: 24_192, last: 24_203 };
const day = fc.integer({ min: 10_000, max: 20_000 });
const bin = fc.constantFrom(...BINS);

describe('bins of time', () => {
  it('hold every day once, without a gap', () => {
    fc.assert(
      fc.property(day, bin, (of, name) => {
        const index = binOf(of, name);
        expect(firstDayOf(index, name)).toBeLessThanOrEqual(of);
        expect(lastDayOf(index, name)).toBeGreaterThanOrEqual(of);
        expect(lastDayOf(index, name) + 1).toBe(firstDayOf(index + 1, name));
      }),
      SEED,
    );
  });

  it('are calendar months, and weeks from Monday', () => {
    expect(isoDayOf(firstDayOf(binOf(dayNumber('2016-02-29'), 'month'), 'month'))).toBe('2016-02-01');
    expect(isoDayOf(firstDayOf(binOf(dayNumber('2018-04-30'), 'week'), 'week'))).toBe('2018-04-30');
    expect(isoDayOf(lastDayOf(binOf(dayNumber('2018-04-29'), 'week'), 'week'))).toBe('2018-04-29');
  });
});

interface Row {
  cell: number;
  first: number;
  last: number;
  crimes: number;
  hazards: number;
}

const row: fc.Arbitrary<Row> = fc
  .record({
    cell: fc.integer({ min: -1, max: 2 }),
    first: fc.integer({ min: ALL.first, max: ALL.last }),
    length: fc.integer({ min: 0, max: 4 }),
    crimes: fc.integer({ min: 0, max: 9 }),
    hazards: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ length, ...rest }) => ({ ...rest, last: Math.min(rest.first + length, ALL.last) }));
const window = fc
  .tuple(fc.integer({ min: ALL.first, max: ALL.last }), fc.integer({ min: ALL.first, max: ALL.last }))
  .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));

function cubeOf(rows: readonly Row[]) {
  const column = (name: keyof Row) => rows.map((one) => one[name]);
  const timeline: Timeline = {
    asOf: '2018-04-30',
    dataVersion: '1',
    bin: 'month',
    resolution: 4,
    firstDay: null,
    cells: ['a', 'b', 'c'],
    cell: column('cell'),
    first: column('first'),
    last: column('last'),
    crimes: column('crimes'),
    hazards: column('hazards'),
  };
  return timeCube(timeline, ALL);
}

describe('counts by time', () => {
  it('tell any window as counting row by row does', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), window, (rows, at) => {
        const told = countsInWindow(cubeOf(rows), at);
        const touching = rows.filter(({ first, last }) => first <= at.last && last >= at.first);
        for (const kind of ['crimes', 'hazards'] as const) {
          for (const [index, cell] of [0, 1, 2, -1].entries()) {
            const expected = touching.filter((one) => one.cell === cell);
            expect(told[kind][index]).toBe(expected.reduce((sum, one) => sum + one[kind], 0));
          }
        }
      }),
      SEED,
    );
  });

  it('have bars for what is dated to the bin, and say how much is not', () => {
    const cube = cubeOf([
      { cell: 0, first: 24_193, last: 24_193, crimes: 2, hazards: 1 },
      { cell: -1, first: 24_193, last: 24_195, crimes: 5, hazards: 0 },
    ]);
    expect([cube.bars.crimes[1], cube.bars.hazards[1]]).toEqual([2, 1]);
    expect(cube.undated).toEqual({ crimes: 5, hazards: 0 });
    expect(totalInWindow(cube, { first: 24_194, last: 24_196 })).toEqual({ crimes: 5, hazards: 0 });
  });

  it('keep one scale for every window of a length', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), window, (rows, at) => {
        const cube = cubeOf(rows);
        const most = mostInAnyWindow(cube, at.last - at.first + 1);
        const here = countsInWindow(cube, at).crimes.subarray(0, 3);
        expect(most).toBeGreaterThanOrEqual(Math.max(...here));
      }),
      SEED,
    );
  });
});

describe('the window', () => {
  it('comes back from the days of the filter, open at the edges', () => {
    fc.assert(
      fc.property(window, bin, (at, name) => {
        const days = daysOf(at, ALL, name);
        expect(binsOf(days, ALL, name)).toEqual(at);
        expect(isWholeBins(days, name)).toBe(true);
        expect(windowOf(periodOfBins(at, ALL, name))).toEqual(days);
      }),
      SEED,
    );
    expect(daysOf(ALL, ALL, 'month')).toEqual(ALL_DAYS);
    expect(periodOfBins(ALL, ALL, 'month')).toEqual({ from: undefined, to: undefined });
    expect(isWholeBins(windowOf({ from: '2017-03-02' }), 'month')).toBe(false);
  });

  it('keeps its length when moved, and its ends never cross', () => {
    fc.assert(
      fc.property(window, fc.integer({ min: -30, max: 30 }), (at, by) => {
        const next = moved(at, by, ALL);
        expect(next.last - next.first).toBe(at.last - at.first);
        for (const end of ['first', 'last'] as const) {
          const sized = resized(at, end, at[end] + by, ALL);
          expect(sized.first).toBeLessThanOrEqual(sized.last);
          expect(sized.first).toBeGreaterThanOrEqual(ALL.first);
          expect(sized.last).toBeLessThanOrEqual(ALL.last);
        }
      }),
      SEED,
    );
  });
});

describe('marks in a window', () => {
  const incident = fc.record({
    day: fc.integer({ min: 0, max: 40 }),
    length: fc.integer({ min: 0, max: 5 }),
    place: fc.integer({ min: 0, max: 3 }),
  });

  it('stand for the incidents that the server would count, and hide where there is none', () => {
    fc.assert(
      fc.property(
        fc.array(incident, { minLength: 1, maxLength: 30 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 10 })), {
          minLength: 3,
        }),
        (incidents, windows) => {
          const table = incidentTable(
            incidents.map(({ day: first, length, place }, id) => ({
              id,
              day: first,
              lastDay: first + length,
              lon: place,
              lat: 20,
              radiusM: 100,
            })),
          );
          const spots = groupSpots(table).incidents;
          const timed = new TimedSpots(spots);
          for (const [from, length] of windows) {
            const at = { from, to: from + length };
            const { sizes, days } = timed.at(at);
            const left = rowsWithin(table, at);
            for (let i = 0; i < spots.length; i++) {
              const lon = spots.positions[2 * i];
              const count = left.lon.filter((other) => other === lon).length;
              // As the GPU decides: first day by the window's end, last day not before it begins.
              const isShown = (days[2 * i] as number) <= at.to && (days[2 * i + 1] as number) >= at.from;
              expect(isShown).toBe(count > 0);
              if (isShown) expect(sizes[i]).toBe(count);
            }
          }
        },
      ),
      SEED,
    );
  });

  it('send nothing to the GPU as long as no shared place changes', () => {
    const table = incidentTable([
      { id: 1, day: 3, lon: 1 },
      { id: 2, day: 9, lon: 2 },
      { id: 3, day: 20, lon: 3 },
      { id: 4, day: 21, lon: 3 },
    ]);
    const timed = new TimedSpots(groupSpots(table).incidents);
    const before = timed.at({ from: 0, to: 30 });
    expect(timed.at({ from: 5, to: 30 })).toBe(before);
    expect(timed.at({ from: 5, to: 20 })).not.toBe(before);
  });
});

it('silence is a share of the states that usually report, or all of one state', () => {
  const state = (code: string, status: 'covered' | 'never' | 'stopped', from?: string) => ({
    code,
    name: code,
    status,
    sources: 1,
    usualSources: 1,
    noData: from ? [{ from, to: '2018-04-30' }] : [],
    noDataDays: 0,
    isWithoutData: false,
  });
  const coverage: Coverage = {
    asOf: '2018-04-30',
    dataVersion: '1',
    from: '2018-01-01',
    to: '2018-04-30',
    synthetic: false,
    states: [
      state('01', 'covered'),
      state('22', 'stopped', '2018-03-20'),
      state('31', 'never', '2018-01-01'),
    ],
  };
  const all = {
    first: binOf(dayNumber('2018-02-01'), 'month'),
    last: binOf(dayNumber('2018-04-30'), 'month'),
  };
  expect(silenceByBin(coverage, all, 'month', null)).toEqual({ shares: [0, 0, 0.5], states: 2 });
  expect(silenceByBin(coverage, all, 'month', '31').shares).toEqual([1, 1, 1]);
});

describe('the numbers of the legend and the picture', () => {
  const cube = cubeOf([
    { cell: 0, first: ALL.first, last: ALL.first, crimes: 5, hazards: 1 },
    { cell: -1, first: ALL.first + 2, last: ALL.first + 2, crimes: 2, hazards: 0 },
  ]);
  const atRest = { crimes: 7, hazards: 1, from: '2016-01-05', to: '2016-12-31' };

  it('are those of the window while it moves, and end no later than the data', () => {
    expect(numbersShown(null, cube, atRest, '2016-12-20')).toEqual(atRest);
    const march = { from: dayNumber('2016-03-01'), to: dayNumber('2016-03-31') };
    expect(numbersShown(march, cube, atRest, '2016-03-20')).toEqual({
      crimes: 2,
      hazards: 0,
      from: '2016-03-01',
      to: '2016-03-20',
    });
  });
});
