import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RESOLUTIONS } from '../../domain/hexagons.ts';
import { CRIMES, INCIDENT_KINDS, PERPETRATORS } from '../../domain/taxonomy.ts';
import { BINS } from '../../domain/time-bins.ts';
import { parseAlertsView } from '../../web/alerts/alertsView.ts';
import { auditViewToSearch, parseAuditView } from '../../web/audit/auditView.ts';
import { deliveriesViewToSearch, parseDeliveriesView } from '../../web/deliveries/deliveriesView.ts';
import { parsePatrolsView, patrolsViewToSearch } from '../../web/patrols/patrolsView.ts';
import { parsePatternView, patternViewToHash, unreadParts } from '../../web/patterns/patternView.ts';
import { parseReleaseView, releaseViewToSearch } from '../../web/release/releaseView.ts';
import { parseScanView, scanViewToSearch } from '../../web/signals/scanView.ts';
import { carriedTo } from '../../web/view/carried.ts';
import { cutAddress, partsOf, withParts } from '../../web/view/query.ts';
import {
  activeFilterCount,
  besidePageParameters,
  EMPTY_VIEW,
  filterToQuery,
  HALF_LIVES,
  LANGUAGES,
  LAYERS,
  PLAY_MODES,
  PLAY_SPEEDS,
  parseView,
  SCOPE_KINDS,
  TABLE_KINDS,
  VIEW_PARAMETERS,
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
  playSpeed: fc.constantFrom(...PLAY_SPEEDS),
  table: fc.option(fc.constantFrom(...TABLE_KINDS)),
  tableSort: fc.option(
    fc.record({ column: fc.constantFrom('crimes', 'noData', 'day'), isDescending: fc.boolean() }),
  ),
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

describe('what a page keeps in the address for itself', () => {
  const plan = 'f0e1d2c3-0000-4000-8000-0123456789ab';
  it.each([
    [
      'a plan that was asked',
      '?unidades=10&desde=2018-01-01&bases=-94.2500,16.5000,Arriaga',
      parsePatrolsView,
    ],
    [
      'a saved plan with its sheets',
      `?seccion=guardados&plan=${plan}&hojas=1&hechoDesde=2018-01-01&hechoHasta=2018-02-01`,
      parsePatrolsView,
    ],
    ['plans side by side', `?seccion=guardados&comparar=${plan},${plan}&resultado=2`, parsePatrolsView],
    ['the shape and day of a scan', '?shape=track&day=2018-04-29', parseScanView],
    ['an open alert', '?estado=all&entidad=07&alerta=12', parseAlertsView],
    [
      'a page of the audit',
      '?desde=2026-11-01&area=access&acto=sign-in-failed&quien=Ana&salto=50',
      parseAuditView,
    ],
    ['a page of the deliveries', '?estado=dead&canal=mail&numero=12&antes=90,40', parseDeliveriesView],
    ['released months', '?grupo=lethal&desde=2017-01&hasta=2017-06&mes=2017-03', parseReleaseView],
    ['what no page knows', '?x=1', (search: string) => search],
  ] as const)('outlives a change of language and of the day: %s', (_, search, parse) => {
    const changed = besidePageParameters('?asOf=2018-04-30&lang=en', search);
    const own = partsOf(changed).filter(([name]) => !VIEW_PARAMETERS.includes(name));
    expect(own).toEqual(partsOf(search));
    if (search !== '?x=1') expect(parse(changed)).toEqual(parse(search));
    expect(parseView(changed).language).toBe('en');
  });

  it.each([
    [
      'the audit',
      parseAuditView,
      auditViewToSearch,
      '?desde=2026-11-01&quien=Ana+R%C3%ADos&salto=50',
      '?desde=ayer&area=x&acto=y&salto=-1',
    ],
    [
      'the deliveries',
      parseDeliveriesView,
      deliveriesViewToSearch,
      '?estado=dead&canal=mail&numero=12&antes=90,40',
      '?estado=x&numero=x&antes=a',
    ],
    [
      'the release',
      parseReleaseView,
      releaseViewToSearch,
      '?desde=2017-01&hasta=2017-06&mes=2017-03',
      '?grupo=x&desde=2017-13&hasta=2017-01&mes=3',
    ],
    [
      'patrols',
      parsePatrolsView,
      patrolsViewToSearch,
      `?seccion=guardados&plan=${plan}&hechoDesde=2018-01-01`,
      '?plan=1&hechoDesde=ayer',
    ],
  ] as const)(
    'is read again as it was written, and what is no part of a view is dropped: %s',
    (...[, parse, write, search, wrong]) => {
      const read = parse as (search: string) => object;
      const written = (write as (view: object, search: string) => string)(read(search), '?lang=en');
      expect(read(written)).toEqual(read(search));
      expect(read(written)).not.toEqual(read(''));
      expect(parseView(written).language).toBe('en');
      expect(read(wrong)).toEqual(read(''));
    },
  );

  it('of what was done of a plan is of that plan', () => {
    const open = parsePatrolsView(`?seccion=guardados&plan=${plan}&hechoDesde=2018-01-01`);
    expect(patrolsViewToSearch({ ...open, planId: null })).toBe('?seccion=guardados');
  });

  it('is told from the view by its name: the view writes no other', () => {
    fc.assert(
      fc.property(view, (original) => {
        const written = partsOf(viewToSearch(original)).map(([name]) => name);
        expect(written.filter((name) => !VIEW_PARAMETERS.includes(name))).toEqual([]);
      }),
      { seed: 20180430, numRuns: 300 },
    );
  });

  it('is written beside the language', () => {
    expect(scanViewToSearch({ shape: 'track', day: null }, '?lang=en&day=2018-04-29')).toBe(
      '?lang=en&shape=track',
    );
    expect(withParts('?a=1&b=x,y:z/', { a: null })).toBe('?b=x,y:z/');
    expect(cutAddress('?a=1#b=2')).toEqual({ search: '?a=1', hash: '#b=2' });
    expect(cutAddress('?a=1')).toEqual({ search: '?a=1', hash: '' });
  });
});

describe('a link to another page', () => {
  const filtered = '?kind=crime&crime=kidnapping,smuggling&perpetrator=gang&from=2017-01-01&asOf=2018-04-30';
  const map = { path: '/', address: `${filtered}&map=7.00/16.0000/-94.0000&at=state:07&tab=map&lang=en` };

  it('carries filter, period and language to pages that know them, and leaves selection and camera', () => {
    for (const path of ['/focos', '/rutas', '/', '/informe']) {
      expect(carriedTo(path, map)).toBe(
        `${path}${filtered.replace('kidnapping,smuggling', 'smuggling,kidnapping')}&lang=en`,
      );
    }
  });

  it('carries only the language to others, and nothing where nothing is chosen', () => {
    expect(carriedTo('/alertas', map)).toBe('/alertas?lang=en');
    expect(carriedTo('/focos', { path: '/alertas', address: '?alerta=3' })).toBe('/focos');
    expect(carriedTo('/focos', { path: '/', address: '' })).toBe('/focos');
  });

  it('says to the patterns what they can read, and back', () => {
    const toPatterns = carriedTo('/patrones', map);
    expect(toPatterns).toBe('/patrones?lang=en#crime=kidnapping&perpetrator=gang&from=2017-01-01');
    const { search, hash } = cutAddress(toPatterns.slice('/patrones'.length));
    expect(unreadParts(hash)).toEqual([]);
    expect(carriedTo('/rutas', { path: '/patrones', address: search + hash })).toBe(
      '/rutas?crime=kidnapping&perpetrator=gang&from=2017-01-01&lang=en',
    );
    const hazards = { path: '/focos', address: '?kind=hazard&perpetrator=gang&to=2018-01-01' };
    expect(carriedTo('/patrones', hazards)).toBe('/patrones#g=hazard&to=2018-01-01');
    const consented = { path: '/', address: '?crime=smuggling' };
    expect(carriedTo('/patrones', consented)).toBe('/patrones#g=consented&crime=smuggling');
    expect(unreadParts('#g=consented&crime=smuggling')).toEqual([]);
  });

  it('does not take the question for news along', () => {
    const news = { path: '/', address: '?kind=crime&known=2018-04-30T10:20:30.250Z' };
    expect(carriedTo('/focos', news)).toBe('/focos?kind=crime');
  });
});

describe('the address of the patterns', () => {
  it('says by what two sides are compared', () => {
    const hash = '#crime=robbery&v=states:07:28&b=perpetrator';
    expect(parsePatternView(hash)).toMatchObject({
      comparedBy: 'perpetrator',
      compared: { first: '07', second: '28' },
    });
    expect(patternViewToHash(parsePatternView(hash))).toBe(hash);
    expect(unreadParts('#b=place')).toEqual([{ name: 'b', value: 'place', right: ['crime', 'perpetrator'] }]);
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
