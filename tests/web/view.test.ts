import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RESOLUTIONS } from '../../domain/hexagons.ts';
import { CRIMES, INCIDENT_KINDS, PERPETRATORS } from '../../domain/taxonomy.ts';
import { BINS } from '../../domain/time-bins.ts';
import {
  activeFilterCount,
  EMPTY_VIEW,
  filterToQuery,
  HALF_LIVES,
  LANGUAGES,
  LAYERS,
  PLAY_MODES,
  parseView,
  SCOPE_KINDS,
  TABLE_KINDS,
  type View,
  viewToSearch,
} from '../../web/view/view.ts';

const day = fc
  .integer({ min: 0, max: 30_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

const view: fc.Arbitrary<View> = fc.record({
  filter: fc.record(
    {
      kind: fc.constantFrom(...INCIDENT_KINDS),
      crime: fc.subarray([...CRIMES], { minLength: 1 }),
      perpetrator: fc.subarray([...PERPETRATORS], { minLength: 1 }),
      from: day,
      to: day,
      asOf: day,
      known: day.map((known) => `${known}T10:20:30.250Z`),
      counting: fc.constant('principal' as const),
    },
    { requiredKeys: [] },
  ),
  camera: fc.option(
    fc.record({
      zoom: fc.integer({ min: 0, max: 2200 }).map((n) => n / 100),
      lat: fc.integer({ min: -850_000, max: 850_000 }).map((n) => n / 10_000),
      lon: fc.integer({ min: -1_800_000, max: 1_800_000 }).map((n) => n / 10_000),
    }),
  ),
  scope: fc.option(
    fc.record({ kind: fc.constantFrom(...SCOPE_KINDS), id: fc.string({ minLength: 1, unit: 'grapheme' }) }),
  ),
  incidentId: fc.option(fc.integer({ min: 0, max: 999_999_999 })),
  hiddenLayers: fc.subarray([...LAYERS]),
  showsPastAlerts: fc.boolean(),
  hotspotResolution: fc.constantFrom(...RESOLUTIONS),
  wayFrom: fc.option(fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' })),
  wayTo: fc.option(fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' })),
  halfLifeDays: fc.option(fc.constantFrom(...HALF_LIVES)),
  bin: fc.constantFrom(...BINS),
  playMode: fc.constantFrom(...PLAY_MODES),
  table: fc.option(fc.constantFrom(...TABLE_KINDS)),
  language: fc.option(fc.constantFrom(...LANGUAGES)),
  tab: fc.constantFrom('list' as const, 'map' as const),
});

describe('a link', () => {
  it('restores the view it was made from', () => {
    fc.assert(
      fc.property(view, (original) => {
        expect(parseView(viewToSearch(original))).toEqual(original);
      }),
      { seed: 20180430, numRuns: 500 },
    );
  });

  it('is empty for the view that says nothing', () => {
    expect(viewToSearch(EMPTY_VIEW)).toBe('');
    expect(parseView('')).toEqual(EMPTY_VIEW);
  });

  it('is readable, with commas, colons and slashes as they are', () => {
    const search = viewToSearch({
      ...EMPTY_VIEW,
      filter: { crime: ['robbery', 'kidnapping'], asOf: '2018-04-30' },
      camera: { zoom: 7.2, lat: 16.5, lon: -94.25 },
      scope: { kind: 'state', id: '07' },
    });
    expect(search).toBe('?crime=kidnapping,robbery&asOf=2018-04-30&map=7.20/16.5000/-94.2500&at=state:07');
  });

  it.each([
    ['a word of no vocabulary', '?kind=rumour&crime=jaywalking&perpetrator=aliens&off=sky&lang=fr&tab=moon'],
    ['a day that the calendar lacks', '?from=2018-02-30&to=2018-13-01&asOf=yesterday'],
    ['a camera beyond the world', '?map=4/95/0'],
    ['a camera with too many parts', '?map=4/5/6/7'],
    ['a scope without an id', '?at=state:'],
    ['a scope of an unknown kind', '?at=planet:3'],
    ['an incident that is no number', '?incident=1e3'],
  ])('drops %s and opens all the same', (_, search) => {
    expect(parseView(search)).toEqual(EMPTY_VIEW);
  });

  it('keeps the good words of a list and drops the bad ones', () => {
    expect(parseView('?crime=robbery,jaywalking,homicide').filter.crime).toEqual(['robbery', 'homicide']);
  });
});

describe('the query of the data routes', () => {
  it('is the same text for the same filter in any order', () => {
    expect(filterToQuery({ crime: ['robbery', 'extortion'], kind: 'crime' })).toBe(
      filterToQuery({ kind: 'crime', crime: ['extortion', 'robbery'] }),
    );
  });

  it('carries nothing of the view but the filter', () => {
    fc.assert(
      fc.property(view, ({ filter }) => {
        expect(parseView(`?${filterToQuery(filter)}`)).toEqual({ ...EMPTY_VIEW, filter });
      }),
      { seed: 20180430 },
    );
  });
});

describe('the number of active filters', () => {
  it('counts each word and each limit, but not the as-of day', () => {
    expect(activeFilterCount({ asOf: '2018-04-30' })).toBe(0);
    expect(activeFilterCount({ kind: 'crime', crime: ['robbery', 'assault'], from: '2017-01-01' })).toBe(4);
  });
});
