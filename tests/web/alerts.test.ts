import fc from 'fast-check';
import { latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { type AlertRow, ruleBodySchema } from '../../api/contract-alerts.ts';
import { ALERT_STATES } from '../../domain/alerts/decide.ts';
import type { AlertFacts } from '../../domain/alerts/facts.ts';
import { SEVERITIES } from '../../domain/alerts/rule.ts';
import { STATES } from '../../domain/states.ts';
import { alertMapLink } from '../../web/alerts/alertMapLink.ts';
import {
  ALERT_SECTIONS,
  type AlertsView,
  alertsViewToSearch,
  NEW_RULE,
  parseAlertsView,
} from '../../web/alerts/alertsView.ts';
import { groupAlerts } from '../../web/alerts/groupAlerts.ts';
import { placeShapes } from '../../web/alerts/placeShapes.ts';
import { previewMonths } from '../../web/alerts/previewMonths.ts';
import {
  CONDITION_KINDS,
  draftOf,
  judgedKey,
  NEW_DRAFT,
  type RuleDraft,
  readNumber,
  ruleOf,
} from '../../web/alerts/ruleDraft.ts';
import { besidePageParameters, parseView } from '../../web/view/view.ts';

describe('a link to the alerts', () => {
  const view: fc.Arbitrary<AlertsView> = fc.record({
    section: fc.constantFrom(...ALERT_SECTIONS),
    state: fc.constantFrom(...ALERT_STATES, 'all' as const),
    severity: fc.option(fc.constantFrom(...SEVERITIES)),
    stateCode: fc.option(fc.constantFrom(...STATES.map(({ code }) => code))),
    alertId: fc.option(fc.integer({ min: 1, max: 1e9 })),
    ruleId: fc.option(fc.constantFrom(NEW_RULE, 'f0e1d2c3-0000-4000-8000-0123456789ab')),
  });

  it('restores what it was made from, beside a language that it leaves alone', () => {
    fc.assert(
      fc.property(view, (original) => {
        const search = alertsViewToSearch(original, '?lang=en');
        expect(parseAlertsView(search)).toEqual(original);
        expect(parseView(search).language).toBe('en');
        // The other way round: the view of the map keeps what is the page's.
        expect(parseAlertsView(besidePageParameters('?lang=es', search))).toEqual(original);
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  it('drops what it cannot read', () => {
    const search = '?alerta=0&estado=open&gravedad=high&entidad=99&seccion=x&regla=../1';
    expect(parseAlertsView(search)).toEqual(parseAlertsView(''));
    expect(alertsViewToSearch(parseAlertsView(''))).toBe('');
  });
});

const row = (alertId: number, groupId: number | null, more: Partial<AlertRow> = {}) =>
  ({
    alertId,
    groupId,
    state: 'firing',
    severity: 'serious',
    firedAt: `2018-04-30T12:00:${String(alertId % 60).padStart(2, '0')}Z`,
    acknowledgedAt: null,
    facts: null,
    safe: { stateCodes: ['20'] },
    ...more,
  }) as AlertRow;

describe('the inbox', () => {
  it('makes one line of a thousand alerts of one state and hour', () => {
    const many = Array.from({ length: 1000 }, (_, i) => row(2000 - i, 7));
    const groups = groupAlerts([
      row(3000, null),
      ...many,
      row(12, 7, { severity: 'critical', acknowledgedAt: '2018-04-30T13:00:00Z' }),
    ]);
    expect(groups.map(({ key, alerts }) => [key, alerts.length])).toEqual([
      ['alert-3000', 1],
      ['group-7', 1001],
    ]);
    expect(groups[1]).toMatchObject({ stateCode: '20', severity: 'critical', unacknowledged: 1000 });
    expect(groups[1]?.firedAt).toBe('2018-04-30T12:00:00Z');
  });
});

describe('the link of an alert to the map', () => {
  const facts = {
    place: {
      unit: { kind: 'stretch', stretchId: 'chiapas-coast:303.2-450.7' },
      middle: { lon: -94.2, lat: 16.3, radiusM: 92_000 },
    },
    crimes: [
      { crime: 'robbery', count: 9 },
      { crime: 'kidnapping', count: 2 },
    ],
    from: '2018-04-01',
    to: '2018-04-30',
    asOf: '2018-04-30',
  } as unknown as AlertFacts;

  it('restores place, crimes and days exactly', () => {
    const { filter, scope, camera } = parseView(alertMapLink(facts).slice(1));
    expect(filter).toEqual({
      kind: 'crime',
      crime: ['kidnapping', 'robbery'],
      from: '2018-04-01',
      to: '2018-04-30',
      asOf: '2018-04-30',
    });
    expect(scope).toEqual({ kind: 'stretch', id: 'chiapas-coast:303.2-450.7' });
    expect(camera).toMatchObject({ lat: 16.3, lon: -94.2 });
    expect(camera?.zoom).toBeGreaterThan(5);
  });
});

describe('a rule that is being written', () => {
  const withPlace: Partial<RuleDraft>[] = [
    {},
    { placeKind: 'state', stateCode: '20' },
    { placeKind: 'corridor', corridorId: 'chiapas-coast' },
    { placeKind: 'stretch', stretchId: 'chiapas-coast:303.2-450.7' },
    { placeKind: 'cell', h3: latLngToCell(16.5, -95, 4) },
    { placeKind: 'polygon', corners: ['-96', '-94', '-95'].map((lon, i) => ({ lon, lat: String(16 + i) })) },
  ];

  it.each(CONDITION_KINDS)('is what the wire takes and comes back the same: %s', (conditionKind) => {
    for (const place of withPlace) {
      const draft = {
        ...NEW_DRAFT,
        ...place,
        name: 'Prueba',
        conditionKind,
        quietFrom: '22:00',
        quietTo: '06:00',
      };
      const read = ruleOf(draft);
      if (!read.ok) throw new Error(JSON.stringify(read.faults));
      expect(ruleBodySchema.parse(read.rule)).toEqual(read.rule);
      expect(ruleOf(draftOf(read.rule))).toEqual(read);
    }
  });

  it('says which fields say nothing', () => {
    const read = ruleOf({
      ...NEW_DRAFT,
      placeKind: 'state',
      quietFrom: '22:00',
      numbers: { ...NEW_DRAFT.numbers, atLeast: 'tres', windowDays: ' ' },
    });
    expect(read).toEqual({
      ok: false,
      faults: [
        { field: 'name', problem: 'missing' },
        { field: 'place.code', problem: 'missing' },
        { field: 'condition.atLeast', problem: 'no-number' },
        { field: 'condition.windowDays', problem: 'missing' },
        { field: 'quietHours', problem: 'missing' },
      ],
    });
  });

  it('reads numbers as people write them', () => {
    expect(['0,001', ' 12 ', '.5', '-96.5', '1e3', 'x', ''].map(readNumber)).toEqual([
      0.001,
      12,
      0.5,
      -96.5,
      null,
      null,
      null,
    ]);
  });

  it('need not be tried again for what does not decide when it fires', () => {
    const of = (patch: Partial<RuleDraft>) => {
      const read = ruleOf({ ...NEW_DRAFT, name: 'a', ...patch });
      return read.ok ? judgedKey(read.rule) : null;
    };
    expect(of({ name: 'b', severity: 'critical', escalateMinutes: '30' })).toBe(of({}));
    expect(of({ holdHours: '24' })).not.toBe(of({}));
  });
});

describe('the months of a preview', () => {
  it('are all of them, over the new year, those without an alert too', () => {
    expect(previewMonths('2017-11-15', '2018-02-01', ['2018-01-03', '2018-01-30', '2017-11-20'])).toEqual([
      { month: '2017-11', count: 1 },
      { month: '2017-12', count: 0 },
      { month: '2018-01', count: 2 },
      { month: '2018-02', count: 0 },
    ]);
  });
});

describe('the shapes of a place', () => {
  it('are closed rings for areas and cells, and the track of a stretch', () => {
    const ring = [
      [-96, 16],
      [-94, 16],
      [-95, 17],
    ] as const;
    const [area] = placeShapes({ kind: 'polygon', ring }, [], []).features;
    expect(area?.geometry).toEqual({ type: 'Polygon', coordinates: [[...ring, ring[0]]] });
    const cell = latLngToCell(16.5, -95, 4);
    const [hexagon] = placeShapes({ kind: 'cluster' }, [cell], []).features;
    expect(hexagon?.geometry.type === 'Polygon' && hexagon.geometry.coordinates[0]).toHaveLength(7);
    const stretch = {
      id: 'a:0-1',
      line: [
        [-95, 16],
        [-94, 16],
      ],
    };
    const corridors = [{ id: 'a', line: [], stretches: [stretch] }] as never;
    expect(placeShapes({ kind: 'stretch', stretchId: 'a:0-1' }, [], corridors).features[0]?.geometry).toEqual(
      {
        type: 'LineString',
        coordinates: stretch.line,
      },
    );
  });
});
