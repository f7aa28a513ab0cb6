import fc from 'fast-check';
import { cellToLatLng, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { permissionsOf } from '../../../domain/access/permissions.ts';
import { disclosedFacts, factsReaderOf } from '../../../domain/alerts/disclosed-facts.ts';
import { evaluate } from '../../../domain/alerts/evaluate.ts';
import type { AlertFacts } from '../../../domain/alerts/facts.ts';
import { incidentTest } from '../../../domain/alerts/ground.ts';
import { belatedAlerts, revisions } from '../../../domain/alerts/look-back.ts';
import { dayNumber } from '../../../domain/days.ts';
import { evaluationOf, type Told, withRule } from './world.ts';

const AS_OF = '2026-11-23';
const NOW = new Date(`${AS_OF}T12:00:00Z`);
const heldAfterMs = NOW.getTime() - 24 * 3_600_000;
const OLD: Told[] = ['2026-11-18', '2026-11-19', '2026-11-20'].map((day) => ({
  day,
  known: `${day}T20:00:00Z`,
}));
const FRESH: Told = { day: '2026-11-22', lon: -92.41, lat: 15.02, known: '2026-11-23T11:00:00Z' };
const square = (lon: number, lat: number, by: number) =>
  [
    [lon - by, lat - by],
    [lon + by, lat - by],
    [lon + by, lat + by],
    [lon - by, lat + by],
  ] as const;

const SMALL = [
  ['an own area', { kind: 'polygon', ring: square(-92.41, 15.02, 0.1) }],
  ['a hexagon', { kind: 'cell', h3: latLngToCell(15.02, -92.41, 6) }],
] as const;

const reader = (role: 'analyst' | 'planner' | 'recipient', at = NOW, delayHours = 24) =>
  factsReaderOf(permissionsOf([role], false), at, delayHours);
const factsOf = (told: readonly Told[], more: Parameters<typeof withRule>[0] = {}): AlertFacts | null => {
  const [decision] = evaluate(evaluationOf(told, AS_OF, { heldAfterMs, ...withRule(more) }));
  return decision?.facts ?? null;
};

describe('what of an alert is told while its incidents are held back', () => {
  it('a planner is told the alert as it was without the fresh incident; an analyst all', () => {
    const facts = factsOf([...OLD, FRESH]);
    if (facts === null) throw new Error('it did not fire');
    expect(disclosedFacts(facts, reader('analyst'))?.observed).toBe(4);
    expect(disclosedFacts(facts, reader('planner'))).toEqual(
      disclosedFacts(factsOf(OLD) as AlertFacts, reader('planner')),
    );
    expect(disclosedFacts(facts, reader('recipient'))).toBe(null);
  });

  it('the whole of it when the delay is over, or where there is none', () => {
    const facts = factsOf([...OLD, FRESH]) as AlertFacts;
    const later = new Date('2026-11-24T11:00:00Z');
    expect(disclosedFacts(facts, reader('planner', later))?.observed).toBe(4);
    expect(disclosedFacts(facts, reader('planner', NOW, 0))?.observed).toBe(4);
    expect(disclosedFacts(facts, reader('planner', new Date(later.getTime() - 1)))?.observed).toBe(3);
  });

  it('only the safe form where all of it is fresh, or where an older version did not say when it became known', () => {
    const condition = { kind: 'count', atLeast: 1, clearBelow: 1, windowDays: 7 } as const;
    const facts = factsOf([FRESH], { condition }) as AlertFacts;
    expect(disclosedFacts(facts, reader('planner'))).toBe(null);
    const { knownAt: _, shown: __, ...stored } = factsOf(OLD) as AlertFacts;
    expect(disclosedFacts(stored, reader('planner'))).toBe(null);
    expect(disclosedFacts(stored, reader('planner', new Date('2026-11-25T00:00:00Z')))?.observed).toBe(3);
  });

  it('nobody is told when something became known, and no planner a point', () => {
    const condition = { kind: 'count', atLeast: 1, clearBelow: 1, windowDays: 7 } as const;
    const facts = factsOf(OLD, { condition }) as AlertFacts;
    for (const role of ['analyst', 'planner'] as const) {
      const told = disclosedFacts(facts, reader(role));
      expect(told).not.toHaveProperty('knownAt');
      expect(told).not.toHaveProperty('shown');
    }
    const { middle } = facts.place;
    expect(disclosedFacts(facts, reader('analyst'))?.place.middle).toEqual(middle);
    const coarse = disclosedFacts(facts, reader('planner'))?.place.middle;
    const [lat, lon] = cellToLatLng(latLngToCell(middle?.lat ?? 0, middle?.lon ?? 0, 5));
    expect(coarse).toMatchObject({ lon, lat });
    expect(coarse?.radiusM).toBeGreaterThan(12_000);
  });

  it.each(SMALL)('a rule of %s counts an incident when its delay is over, whoever made it', (_, place) => {
    const condition = { kind: 'count', atLeast: 1, clearBelow: 1, windowDays: 7 } as const;
    const at = (ms: number | null) =>
      evaluate(evaluationOf([FRESH], AS_OF, { heldAfterMs: ms, ...withRule({ place, condition }) }));
    expect(at(heldAfterMs)).toEqual([]);
    expect(at(NOW.getTime()).map(({ next }) => next?.state)).toEqual(['firing']);
    expect(at(null).map(({ next }) => next?.state)).toEqual(['firing']);
  });

  it.each(SMALL)('late reports in %s revise and call, belatedly, when their delay is over', (_, place) => {
    const condition = { kind: 'count', atLeast: 1, clearBelow: 1, windowDays: 7 } as const;
    const rule = withRule({ place, condition });
    // Of last week, told an hour ago; and of an alert there that fired on one of long ago.
    const late: Told = { ...FRESH, day: '2026-11-12' };
    const at = (ms: number | null) => evaluationOf([late], AS_OF, { heldAfterMs: ms, ...rule });
    const belated = (ms: number | null) => belatedAlerts(at(ms), [0], () => false);
    expect(belated(heldAfterMs)).toEqual([]);
    expect(belated(null)).toHaveLength(1);
    const [called] = belated(NOW.getTime());
    expect(called.facts).toMatchObject({ observed: 1, to: '2026-11-12' });
    expect(disclosedFacts(called.facts, reader('planner'))).toBe(null);
    expect(disclosedFacts(called.facts, reader('planner', new Date('2026-11-24T11:00:00Z')))).toMatchObject({
      observed: 1,
    });
    const fired = {
      alertId: 9,
      ruleId: 'r',
      ruleVersion: 1,
      definition: rule.rules[0].definition,
      placeKey: called.placeKey,
      fromDay: dayNumber('2026-11-06'),
      toDay: dayNumber('2026-11-12'),
      observed: 3,
    };
    expect(revisions(at(heldAfterMs), [fired])).toEqual([
      { alertId: 9, before: 3, after: 0, stillMeets: false },
    ]);
    expect(revisions(at(heldAfterMs), [{ ...fired, observed: 0 }])).toEqual([]);
    expect(revisions(at(NOW.getTime()), [{ ...fired, observed: 0 }])).toHaveLength(1);
  });

  it('a late report in a state calls at once, and the planner reads its count when the delay is over', () => {
    const condition = { kind: 'count', atLeast: 3, clearBelow: 2, windowDays: 7 } as const;
    const told = [
      ...OLD.map(({ known }, i) => ({ day: `2026-11-1${i}`, known })),
      { ...FRESH, day: '2026-11-13' },
    ];
    const [called] = belatedAlerts(
      evaluationOf(told, AS_OF, { heldAfterMs, ...withRule({ condition }) }),
      [3],
      () => false,
    );
    expect(disclosedFacts(called.facts, reader('analyst'))?.observed).toBe(4);
    expect(disclosedFacts(called.facts, reader('planner'))).toBe(null);
    expect(disclosedFacts(called.facts, reader('planner', new Date('2026-11-24T11:00:00Z')))?.observed).toBe(
      4,
    );
  });

  it('no drawing asks for more than hexagons tell', () => {
    const near = fc.double({ min: -0.03, max: 0.03, noNaN: true });
    fc.assert(
      fc.property(
        near,
        near,
        near,
        near,
        fc.double({ min: 0.001, max: 0.2, noNaN: true }),
        (a, b, x, y, by) => {
          const [lon, lat] = [-92.41 + a, 15.02 + b];
          const isIn = incidentTest({ kind: 'polygon', ring: square(-92.41 + x, 15.02 + y, by) });
          const [middleLat, middleLon] = cellToLatLng(latLngToCell(lat, lon, 6));
          expect(isIn(lon, lat)).toBe(isIn(middleLon, middleLat));
        },
      ),
      { seed: 20261129 },
    );
  });
});
