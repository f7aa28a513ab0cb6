import { describe, expect, it } from 'vitest';
import { decidePairs } from '../../../domain/matching/cluster.ts';
import { prepare } from '../../../domain/matching/compare.ts';
import { type FoundPair, PairFinder } from '../../../domain/matching/pair-finder.ts';
import type { Member } from '../../../domain/matching/pairs.ts';
import type { ComparableReport } from '../../../domain/matching/report.ts';

const ROBBERY: ComparableReport = {
  sourceId: 's',
  reportId: '1',
  fromRegister: false,
  kind: 'crime',
  hazard: null,
  crimes: ['robbery'],
  perpetrators: ['gang'],
  organisation: null,
  firstDay: 17_000,
  lastDay: 17_000,
  datePrecision: 'day',
  publishedDay: 17_001,
  publisher: 'Diario',
  placeType: 'train',
  victims: 3,
  victimsBy: {},
  countries: ['Honduras'],
  summary: null,
  placeText: 'Chahuites, Oaxaca',
  point: { lon: -94.19, lat: 16.29, radiusM: 17_500, precision: 'locality' },
  stateCode: '20',
};

let nextId = 0;
function member(change: Partial<ComparableReport> = {}): Member {
  nextId += 1;
  return {
    ...prepare({ ...ROBBERY, reportId: String(nextId), ...change }),
    incidentId: nextId,
    isNew: true,
  };
}

function finderOf(members: readonly Member[]): PairFinder {
  const finder = new PairFinder();
  for (const one of members) finder.add(one);
  return finder;
}

const noMembers = new Map<number, Member[]>();

describe('a crowd of like reports', () => {
  it('of 3,000 on one day is compared in bounded memory, and counted', { timeout: 240_000 }, () => {
    const finder = finderOf(Array.from({ length: 3_000 }, () => member()));
    expect(finder.crowded).toBeGreaterThan(2_700);
    expect(finder.rest().length).toBeLessThanOrEqual(40 * 3_000);
  });

  it('that goes on day after day gives out what is settled and keeps only what is open', () => {
    const finder = new PairFinder();
    const given: FoundPair[] = [];
    for (let day = 0; day < 60; day++) {
      for (let i = 0; i < 50; i++) finder.add(member({ firstDay: 17_000 + day, lastDay: 17_000 + day }));
      given.push(...finder.due(500));
    }
    const pending = finder.rest().length;
    expect(given.length).toBeGreaterThan(pending * 5);
    expect(given.every(({ a, b }) => a.isClosed && b.isClosed)).toBe(true);
  });

  it('asks about ten pairs of an incident at most and says how many more there were', () => {
    const members = Array.from({ length: 40 }, (_, i) =>
      member({ victims: 3 * i * i + 1, perpetrators: ['unknown'], countries: [] }),
    );
    const { joins, doubts, unasked } = decidePairs(finderOf(members).rest(), noMembers, new Map());
    const times = new Map<number, number>();
    for (const { incidentId } of doubts.flatMap(({ a, b }) => [a, b])) {
      times.set(incidentId, (times.get(incidentId) ?? 0) + 1);
    }
    expect(Math.max(0, ...times.values())).toBeLessThanOrEqual(10);
    expect([joins.length, doubts.length > 100, unasked > 0]).toEqual([0, true, true]);
  });
});

describe('the index of open reports', () => {
  // A pair that the index misses is a duplicate that nobody ever hears of.
  const alike: [what: string, a: Partial<ComparableReport>, b: Partial<ComparableReport>][] = [
    ['in one place', {}, {}],
    ['across the edge of cells', { point: { ...at(-94.19, 16.999) } }, { point: { ...at(-94.3, 17.001) } }],
    ['across a corner of cells', { point: at(-96.001, 15.999) }, { point: at(-95.999, 16.001) }],
    ['one known by its state only', { point: null }, {}],
    ['both known by their state only', { point: null }, { point: null }],
    ['one too vague for a cell', { point: at(-94.19, 16.29, 150_000) }, {}],
    ['one too vague, across states', { point: at(-94.19, 16.29, 150_000), stateCode: '30' }, {}],
    ['far apart, in one state with a telling word', { point: at(-97.5, 16.29) }, {}],
    ['three days apart', {}, { firstDay: 17_003, lastDay: 17_003 }],
    ['one of a month', { firstDay: 16_980, lastDay: 17_009, datePrecision: 'month' }, {}],
  ];
  for (const [what, a, b] of alike) {
    it(`finds two reports ${what}`, () => {
      const [first, second] = [member(a), member(b)].sort((x, y) => x.report.firstDay - y.report.firstDay);
      expect(finderOf([first!, second!]).rest()).toHaveLength(1);
    });
  }

  it('finds none beyond the window, of another kind, or of two states far apart', () => {
    const pairs = [
      [member(), member({ firstDay: 17_004, lastDay: 17_004 })],
      [member(), member({ kind: 'hazard', hazard: 'drowning', crimes: [] })],
      [member(), member({ stateCode: '30', point: at(-97.5, 19.1) })],
    ];
    for (const pair of pairs) expect(finderOf(pair).rest()).toHaveLength(0);
  });
});

function at(lon: number, lat: number, radiusM = 17_500): NonNullable<ComparableReport['point']> {
  return { lon, lat, radiusM, precision: 'locality' };
}
