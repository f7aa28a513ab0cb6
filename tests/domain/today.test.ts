import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permissionsOf, ROLES } from '../../domain/access/permissions.ts';
import { may } from '../../domain/access/reader.ts';
import { landingPage, PAGES, PLACES, pathOf } from '../../domain/pages.ts';
import { mostMoved } from '../../domain/today/moved.ts';
import { hotspotChange } from '../../domain/today/new-hotspots.ts';
import { afterLook, type Looks, newsSince } from '../../domain/today/sitting.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 29) + minute * 60_000);

describe('news are told against', () => {
  it.each([
    ['nothing on the first sitting', [0, 10, 25], null],
    ['the last look of the sitting before', [0, 20, 600], 20],
    ['the same one while the sitting lasts', [0, 600, 620, 645], 0],
    ['the sitting that ended half an hour ago', [0, 600, 630], 600],
  ] as const)('%s', (_, minutes, expected) => {
    let looks: Looks | null = null;
    for (const minute of minutes.slice(0, -1)) looks = afterLook(looks, at(minute));
    expect(newsSince(looks, at(minutes.at(-1)!))).toEqual(expected === null ? null : at(expected));
  });
});

it('what moved most comes first, and what stayed is left out', () => {
  const count = fc.record({ crimes: fc.nat(50), before: fc.nat(50) });
  fc.assert(
    fc.property(fc.array(count), fc.integer({ min: 1, max: 8 }), (places, limit) => {
      const found = mostMoved(places, limit);
      const by = found.map(({ crimes, before }) => Math.abs(crimes - before));
      const moved = places.filter(({ crimes, before }) => crimes !== before);
      expect(found).toHaveLength(Math.min(limit, moved.length));
      expect(by).toEqual([...by].sort((a, b) => b - a));
      for (const other of moved.filter((place) => !found.includes(place))) {
        expect(Math.abs(other.crimes - other.before)).toBeLessThanOrEqual(by.at(-1)!);
      }
    }),
    { seed: 7 },
  );
});

describe('the places', () => {
  it('hold each page once, but those with an entrance of their own', () => {
    const inPlaces = PLACES.flatMap(({ pages }): readonly string[] => pages);
    expect(new Set(inPlaces).size).toBe(inPlaces.length);
    const elsewhere = PAGES.map(({ id }) => id as string).filter((id) => !inPlaces.includes(id));
    expect(elsewhere).toEqual(['signIn', 'account', 'views', 'help', 'guide', 'briefing', 'about']);
  });

  it.each([...ROLES])('%s lands on a page that opens', (role) => {
    const path = pathOf(landingPage([role]));
    const page = PAGES.find((one) => one.path === path)!;
    expect(may({ permissions: permissionsOf([role], false) }, page.required)).toBe(true);
  });
});

it('a hotspot is new where it was none, also where its cell was not even known', () => {
  const judged = (cell: string, isHot: boolean, q = 0.01) => ({ cell, isHot, q });
  const before = [
    judged('stays', true),
    judged('goes', true),
    judged('comes', false),
    judged('was left out', true),
  ];
  const now = [
    judged('stays', true),
    judged('goes', false),
    judged('comes', true, 0.04),
    judged('unknown', true),
  ];
  expect(hotspotChange(before, now)).toEqual({
    appeared: [now[3], now[2]],
    gone: ['goes', 'was left out'],
    stayed: 1,
  });
});
