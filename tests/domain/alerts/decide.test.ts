import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Band, decide, type Judged, type OpenState } from '../../../domain/alerts/decide.ts';

const HOUR = 3_600_000;
const judged = (band: Band, more: Partial<Judged> = {}): Judged => ({
  band,
  shortage: null,
  isWithoutData: false,
  ...more,
});
const RULE = { holdHours: 0, clearHours: 24, end: null };
const firing: OpenState = { state: 'firing', sinceMs: 0, clearSinceMs: null };
const pending: OpenState = { state: 'pending', sinceMs: 0, clearSinceMs: null };

describe('the life of an alert', () => {
  it.each([
    ['fires at once where nothing has to hold', null, judged('above'), RULE, 0, 'firing', 'fires'],
    [
      'waits where it has to hold',
      null,
      judged('above'),
      { ...RULE, holdHours: 6 },
      0,
      'pending',
      'begins-to-hold',
    ],
    ['waits on', pending, judged('above'), { ...RULE, holdHours: 6 }, 5, 'pending', 'still-holds'],
    [
      'fires when it has held',
      pending,
      judged('above'),
      { ...RULE, holdHours: 6 },
      6,
      'firing',
      'held-long-enough',
    ],
    [
      'is forgotten when it fell before',
      pending,
      judged('between'),
      { ...RULE, holdHours: 6 },
      7,
      null,
      'fell-before-firing',
    ],
    [
      'does not fire on one source where two are asked',
      null,
      judged('above', { shortage: 'too-few-sources' }),
      RULE,
      0,
      null,
      'too-few-sources',
    ],
    ['goes on between the thresholds', firing, judged('between'), RULE, 100, 'firing', 'between-thresholds'],
    ['goes on while it clears', firing, judged('below'), RULE, 100, 'firing', 'clearing'],
    [
      'is resolved when it was clear long enough',
      { ...firing, clearSinceMs: 0 },
      judged('below'),
      RULE,
      24,
      'resolved',
      'cleared',
    ],
    [
      'is not resolved by silence',
      { ...firing, clearSinceMs: 0 },
      judged('below', { isWithoutData: true }),
      RULE,
      24,
      'firing',
      'no-data-is-no-peace',
    ],
    [
      'begins to clear anew after it was above',
      { ...firing, clearSinceMs: 0 },
      judged('above'),
      RULE,
      24,
      'firing',
      'still-firing',
    ],
    [
      'ends with its rule',
      firing,
      judged('above'),
      { ...RULE, end: 'rule-expired' as const },
      0,
      'resolved',
      'rule-expired',
    ],
    [
      'a pending one ends untold with its rule',
      pending,
      judged('above'),
      { ...RULE, end: 'rule-withdrawn' as const },
      0,
      null,
      'rule-withdrawn',
    ],
    ['stays quiet', null, judged('between'), RULE, 0, null, 'quiet'],
  ])('%s', (_name, open, measure, rule, hours, state, reason) => {
    const verdict = decide(open, measure, rule, hours * HOUR);
    expect([verdict.next?.state ?? null, verdict.reason]).toEqual([state, reason]);
  });

  const live = (bands: readonly Judged[], rule: Parameters<typeof decide>[2]) => {
    let open: OpenState | null = null;
    const told: string[] = [];
    for (const [hour, measure] of bands.entries()) {
      const { next } = decide(open, measure, rule, hour * HOUR);
      if (next?.state === 'firing' && open?.state !== 'firing') told.push('firing');
      if (next?.state === 'resolved') told.push('resolved');
      open = next === null || next.state === 'resolved' ? null : next;
    }
    return told;
  };

  it('a series that oscillates at the threshold gives one firing and one resolution', () => {
    const swing = fc.array(fc.constantFrom<Band>('above', 'between'), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(swing, fc.integer({ min: 0, max: 48 }), (bands, clearHours) => {
        const series = ['above' as const, ...bands, ...Array<Band>(clearHours + 2).fill('below')];
        expect(
          live(
            series.map((band) => judged(band)),
            { ...RULE, clearHours },
          ),
        ).toEqual(['firing', 'resolved']);
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('dips shorter than the time to clear resolve nothing', () => {
    const dips = fc.array(fc.integer({ min: 1, max: 24 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(dips, (lengths) => {
        const series = lengths.flatMap((length) => ['above' as const, ...Array<Band>(length).fill('below')]);
        expect(
          live(
            [...series, 'above' as const].map((band) => judged(band)),
            RULE,
          ),
        ).toEqual(['firing']);
      }),
      { seed: 8 },
    );
  });

  it('no silence, however long, resolves', () => {
    const silent = Array<Judged>(1000).fill(judged('below', { isWithoutData: true }));
    expect(live([judged('above'), ...silent], { ...RULE, clearHours: 0 })).toEqual(['firing']);
  });
});
