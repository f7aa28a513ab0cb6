import fc from 'fast-check';
import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { PREDATORY_BITS } from '../../../domain/access/disclosure.ts';
import { checkRule, type RuleGround } from '../../../domain/alerts/check-rule.ts';
import { continued, hotspotClusters, overlap } from '../../../domain/alerts/clusters.ts';
import { CRIME_GROUPS, crimeGroupMask, crimeGroupsOf } from '../../../domain/alerts/crime-groups.ts';
import { evaluate } from '../../../domain/alerts/evaluate.ts';
import type { AlertFacts } from '../../../domain/alerts/facts.ts';
import { inhibitions } from '../../../domain/alerts/inhibit.ts';
import { crossingEdges, isInRing, ringArea } from '../../../domain/alerts/ring.ts';
import { safeFacts } from '../../../domain/alerts/safe-facts.ts';
import { alertText, LONGEST_HEADLINE } from '../../../domain/alerts/text.ts';
import { dayNumber, isoDayOf } from '../../../domain/days.ts';
import en from '../../../domain/locales/en/alerts.json' with { type: 'json' };
import enTaxonomy from '../../../domain/locales/en/taxonomy.json' with { type: 'json' };
import es from '../../../domain/locales/es/alerts.json' with { type: 'json' };
import esTaxonomy from '../../../domain/locales/es/taxonomy.json' with { type: 'json' };
import { STATES } from '../../../domain/states.ts';
import { PREDATORY_CRIMES } from '../../../domain/taxonomy.ts';
import { evaluationOf, incidentsOf, RULE, type Told, withRule } from './world.ts';

const GROUND: RuleGround = {
  corridorIds: new Set(['ixtepec']),
  stretchIds: new Set(['ixtepec:0-100']),
  trackKm: (place) => (place.kind === 'state' && place.code === '23' ? 0 : 100),
  today: '2018-03-01',
};

describe('a rule that could not work is refused with its field', () => {
  const bowTie = [
    [-93, 15],
    [-92, 16],
    [-92, 15],
    [-93, 16],
  ] as const;
  const square = [
    [-93, 15],
    [-92, 15],
    [-92, 16],
    [-93, 16],
  ] as const;
  it.each([
    [
      'a polygon that crosses itself',
      { place: { kind: 'polygon' as const, ring: bowTie } },
      'place.ring',
      'ring-crosses-itself',
    ],
    [
      'a polygon of two corners',
      { place: { kind: 'polygon' as const, ring: square.slice(0, 2) } },
      'place.ring',
      'ring-too-short',
    ],
    [
      'a polygon in Spain',
      {
        place: {
          kind: 'polygon' as const,
          ring: [
            [-3, 40],
            [-2, 40],
            [-2, 41],
          ] as const,
        },
      },
      'place.ring',
      'ring-outside',
    ],
    [
      'a flat polygon',
      {
        place: {
          kind: 'polygon' as const,
          ring: [
            [-93, 15],
            [-92, 15],
            [-91, 15],
          ] as const,
        },
      },
      'place.ring',
      'ring-crosses-itself',
    ],
    ['no such state', { place: { kind: 'state' as const, code: '33' } }, 'place.code', 'no-such-state'],
    [
      'no such stretch',
      { place: { kind: 'stretch' as const, stretchId: 'x' } },
      'place.stretchId',
      'no-such-stretch',
    ],
    ['no hexagon', { place: { kind: 'cell' as const, h3: 'abc' } }, 'place.h3', 'no-such-cell'],
    [
      'a count that never clears',
      { condition: { kind: 'count' as const, atLeast: 3, clearBelow: 0, windowDays: 7 } },
      'condition.clearBelow',
      'never-clears',
    ],
    [
      'a count that clears above firing',
      { condition: { kind: 'count' as const, atLeast: 3, clearBelow: 4, windowDays: 7 } },
      'condition.clearBelow',
      'clears-above-firing',
    ],
    [
      'a p that is never above',
      { condition: { kind: 'exceedance' as const, maxP: 0.001, clearAboveP: 1, atLeast: 3, windowDays: 7 } },
      'condition.clearAboveP',
      'never-clears',
    ],
    [
      'a rate where no track is',
      {
        place: { kind: 'state' as const, code: '23' },
        condition: { kind: 'rate' as const, above: 1, clearBelow: 1, atLeast: 1, windowDays: 7 },
      },
      'place',
      'no-track-there',
    ],
    ['a split that does not fit', { split: 'state' as const }, 'split', 'split-does-not-fit'],
    ['an end in the past', { expiresOn: '2018-02-28' }, 'expiresOn', 'expires-in-the-past'],
    [
      'an escalation of what is not critical',
      { escalateMinutes: 30 },
      'escalateMinutes',
      'escalation-not-critical',
    ],
  ])('%s', (_name, change, field, reason) => {
    expect(checkRule({ ...RULE, ...change }, GROUND)).toEqual([{ field, reason }]);
  });

  it('a rule that works has no fault, nor has a simple ring either way round', () => {
    expect(checkRule(RULE, GROUND)).toEqual([]);
    for (const ring of [square, [...square].reverse()]) {
      expect(checkRule({ ...RULE, place: { kind: 'polygon', ring } }, GROUND)).toEqual([]);
    }
  });
});

describe('rings', () => {
  it('corners around a centre by angle never cross, hold the centre, and cross when two far corners swap', () => {
    const angles = fc.uniqueArray(fc.integer({ min: 0, max: 359 }), { minLength: 5, maxLength: 20 });
    fc.assert(
      fc.property(angles, (found) => {
        const sorted = [...found].sort((a, b) => a - b);
        fc.pre(sorted.every((angle, i) => (sorted[(i + 1) % sorted.length] - angle + 360) % 360 < 170));
        const ring = sorted.map((angle) => {
          const at = (angle * Math.PI) / 180;
          return [-95 + Math.cos(at), 17 + Math.sin(at)] as const;
        });
        expect(crossingEdges(ring)).toBeNull();
        expect(isInRing(ring, -95, 17)).toBe(true);
        expect(isInRing(ring, -97, 17)).toBe(false);
        expect(ringArea(ring)).toBeGreaterThan(0);
        const swapped = [ring[1], ring[0], ...ring.slice(2)];
        expect(crossingEdges(swapped)).not.toBeNull();
      }),
      { seed: 8, numRuns: 200 },
    );
  });
});

describe('clusters', () => {
  const disk = gridDisk(latLngToCell(14.9, -92.3, 4), 1).sort();
  const shifted = gridDisk(gridDisk(disk[0], 1)[1], 1).sort();

  it('one that overlaps an open alert by half or more goes on as it, each alert once', () => {
    const half = disk.slice(0, 4);
    expect(overlap(disk, half)).toBe(1);
    expect(continued([{ cells: half }], [disk])).toEqual([0]);
    const far = gridDisk(latLngToCell(25.9, -97.5, 4), 1);
    expect(continued([{ cells: far }, { cells: half }], [disk])).toEqual([-1, 0]);
    expect(continued([{ cells: disk }, { cells: half }], [disk])).toEqual([0, -1]);
    expect(overlap(disk, far)).toBe(0);
    expect(overlap(disk, shifted)).toBeLessThan(1);
  });

  it('finds a place that became hot in the last slice, as one cluster with its incidents', () => {
    const [lat, lon] = cellToLatLng(disk[3]);
    const cells = gridDisk(latLngToCell(14.9, -92.3, 4), 12).sort();
    const end = dayNumber('2018-03-31');
    const told: Told[] = Array.from({ length: 40 }, (_, i) => ({ day: isoDayOf(end - (i % 25)), lon, lat }));
    // A quiet background over the year before, elsewhere.
    for (let i = 0; i < 60; i++) {
      const [backLat, backLon] = cellToLatLng(cells[(i * 7) % cells.length]);
      told.push({ day: isoDayOf(end - 355 + i * 5), lon: backLon, lat: backLat });
    }
    const condition = {
      kind: 'hotspot' as const,
      patterns: ['new' as const],
      resolution: 4 as const,
      sliceDays: 30,
      atLeast: 3,
    };
    const found = hotspotClusters(
      condition,
      cells,
      incidentsOf(told),
      new Uint8Array(told.length).fill(1),
      end,
    );
    expect(found).toHaveLength(1);
    expect(found[0].cells).toContain(disk[3]);
    expect(found[0].measure.observed).toBeGreaterThanOrEqual(40);
    const rule = withRule({ place: { kind: 'country' }, condition });
    const evaluation = evaluationOf(told, '2018-03-31', { ...rule, studyCells: { 4: cells } });
    const [decision] = evaluate(evaluation);
    expect(decision).toMatchObject({ reason: 'fires', next: { state: 'firing' } });
    // The next day it is the same alert, though its place moved a little.
    const open = {
      alertId: 1,
      ruleId: 'r',
      placeKey: decision.placeKey,
      state: 'firing' as const,
      sinceMs: 0,
      clearSinceMs: null,
      cells: decision.facts?.place.cells ?? [],
      stateCodes: ['07'],
    };
    const [next, ...more] = evaluate({
      ...evaluationOf(told, '2018-04-01', { ...rule, studyCells: { 4: cells } }),
      open: [open],
    });
    expect(more).toEqual([]);
    expect(next).toMatchObject({ alertId: 1, placeKey: decision.placeKey, reason: 'still-firing' });
  });

  it('a scan finds the place and days where something starts, with its recurrence interval', () => {
    const end = dayNumber('2018-03-31');
    const told: Told[] = [];
    // Twelve places with the same quiet pace, then one of them starts.
    for (let day = 0; day < 360; day += 12) {
      for (let place = 0; place < 12; place++) {
        told.push({ day: isoDayOf(end - day - place), lon: -92.3 - place, lat: 14.9 + place / 2 });
      }
    }
    for (let i = 0; i < 12; i++) told.push({ day: isoDayOf(end - (i % 6)), lon: -92.3, lat: 14.9 });
    const condition = {
      kind: 'scan' as const,
      minRecurrenceDays: 365,
      clearBelowDays: 100,
      maxRadiusKm: 150,
      maxDays: 30,
      atLeast: 3,
    };
    const found = evaluate(
      evaluationOf(told, '2018-03-31', withRule({ place: { kind: 'country' }, condition })),
    );
    expect(found.map(({ reason }) => reason)).toEqual(['fires']);
    expect(found[0].facts?.recurrenceDays).toBeGreaterThanOrEqual(365);
    expect(found[0].facts?.place.cells).toContain(latLngToCell(14.9, -92.3, 4));
  });
});

describe('inhibition', () => {
  const base = {
    severity: 'serious' as const,
    stateCodes: ['07'],
    crimes: ['robbery' as const],
    needsOversight: false,
  };
  it('a state quiets its stretches of the same crimes, not graver ones, not other states', () => {
    const found = inhibitions([
      { ...base, alertId: 1, kind: 'state' },
      { ...base, alertId: 2, kind: 'stretch' },
      { ...base, alertId: 3, kind: 'stretch', severity: 'critical' },
      { ...base, alertId: 4, kind: 'stretch', stateCodes: ['20', '07'] },
      { ...base, alertId: 5, kind: 'stretch', crimes: ['homicide'] },
      { ...base, alertId: 6, kind: 'country' },
    ]);
    expect(found).toEqual([null, 1, null, null, null, null]);
  });
  it('what few may see quiets nothing that others see', () => {
    const found = inhibitions([
      { ...base, alertId: 1, kind: 'state', needsOversight: true },
      { ...base, alertId: 2, kind: 'cluster' },
      { ...base, alertId: 3, kind: 'cluster', needsOversight: true },
    ]);
    expect(found).toEqual([null, null, 1]);
  });
});

describe('groups of crimes', () => {
  it('hold every predatory crime once, and no other', () => {
    const masks = CRIME_GROUPS.map(crimeGroupMask);
    expect(masks.reduce((all, mask) => all + mask, 0)).toBe(PREDATORY_BITS);
    expect(crimeGroupsOf(['smuggling', 'robbery', 'homicide'])).toEqual(['lethal', 'taking']);
  });
});

const words = (language: 'es' | 'en') => {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { es: { alerts: es, taxonomy: esTaxonomy }, en: { alerts: en, taxonomy: enTaxonomy } },
  });
  return (key: string, values?: Record<string, unknown>) => instance.t(key, values ?? {});
};

const FACTS = evaluate(
  evaluationOf(
    [
      { day: '2018-03-01' },
      { day: '2018-03-02', crimes: ['kidnapping'] },
      { day: '2018-03-03', sources: ['b'] },
    ],
    '2018-03-03',
  ),
)[0].facts as AlertFacts;

describe('what an alert says', () => {
  it('says it all in the first line', () => {
    expect(alertText(words('es'), { kind: 'full', facts: FACTS }, 'es').headline).toBe(
      'Alerta: robo y otros, 3 en 7 días (usual 0) · Chiapas · confirmada',
    );
    expect(alertText(words('en'), { kind: 'full', facts: FACTS }, 'en').headline).toBe(
      'Alert: robbery and others, 3 in 7 days (usual 0) · Chiapas · confirmed',
    );
  });

  it('tells those without the right fewer than 5, groups and state, and nothing finer', () => {
    const text = alertText(words('es'), { kind: 'safe', facts: safeFacts(FACTS) }, 'es');
    expect(text.headline).toBe(
      'Alerta: secuestro o trata y otros, menos de 5 en 7 días · Chiapas · confirmada',
    );
    expect(JSON.stringify([text, safeFacts(FACTS)])).not.toMatch(/92\.|14\.9|usual|\b3\b(?! (?:en|mar))/);
  });

  it('the first line has at most 140 characters whatever it says, and every word is there', () => {
    const long = fc.string({ minLength: 1, maxLength: 40 });
    const facts = fc.record({
      stateCodes: fc.subarray(
        STATES.map(({ code }) => code),
        { maxLength: 8 },
      ),
      crimes: fc.subarray([...PREDATORY_CRIMES]),
      unit: fc.constantFrom('country', 'state', 'corridor', 'stretch', 'cell', 'polygon', 'cluster'),
      observed: fc.integer({ min: 0, max: 100_000 }),
      synthetic: fc.integer({ min: 0, max: 3 }),
      from: long,
      to: long,
    });
    fc.assert(
      fc.property(facts, fc.constantFrom('es' as const, 'en' as const), (some, language) => {
        const stretch = {
          ...evaluationOf([], '2018-03-03').ground.stretches[0],
          fromStation: some.from,
          toStation: some.to,
        };
        const made: AlertFacts = {
          ...FACTS,
          observed: some.observed,
          synthetic: some.synthetic,
          crimes: some.crimes.map((crime) => ({ crime, count: 2 })),
          place: {
            ...FACTS.place,
            unit: { kind: some.unit } as AlertFacts['place']['unit'],
            stateCodes: some.stateCodes,
            stretch,
          },
        };
        for (const told of [
          { kind: 'full', facts: made } as const,
          { kind: 'safe', facts: safeFacts(made) } as const,
        ]) {
          const text = alertText(words(language), told, language);
          expect(text.headline.length).toBeLessThanOrEqual(LONGEST_HEADLINE);
          expect([text.headline, ...text.lines, ...text.unknown].join(' ')).not.toMatch(
            /(alerts|taxonomy):|undefined/,
          );
        }
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});
