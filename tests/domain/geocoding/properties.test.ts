import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embeddedReference } from '../../../cli/embedded-reference.ts';
import { createGeocoder } from '../../../domain/geocoding/geocoder.ts';
import type { GeocodeResult, Toponym } from '../../../domain/geocoding/types.ts';
import { STATES } from '../../../domain/states.ts';

const SEED = 20180430;
const reference = embeddedReference();
const geocoder = createGeocoder(reference);

/** Towns that answer by name and state with themselves: what the properties vary. */
const towns = reference.toponyms.filter(
  (toponym) => toponym.countryCode === 'MX' && toponym.population >= 5_000 && placesItself(toponym),
);

function stateName({ stateCode }: Toponym): string {
  return STATES.find(({ code }) => code === stateCode)!.name;
}

function placesItself(toponym: Toponym): boolean {
  const result = geocoder.geocode(`${toponym.name}, ${stateName(toponym)}`);
  return result.status === 'placed' && result.matches[0]?.toponymId === toponym.id;
}

function where(result: GeocodeResult): unknown {
  if (result.status !== 'placed') return result.reason;
  return [result.lon, result.lat, result.radiusM, result.stateCode];
}

function radiusOf(text: string): number {
  const result = geocoder.geocode(text);
  return result.status === 'placed' ? result.radiusM : Number.POSITIVE_INFINITY;
}

const town = fc.constantFrom(...towns);

describe('the answer', () => {
  it('can be tried on most towns of 5,000 people', () => {
    const all = reference.toponyms.filter(
      ({ countryCode, population }) => countryCode === 'MX' && population >= 5_000,
    );
    expect(towns.length / all.length).toBeGreaterThan(0.8);
  });

  it('does not change with accents', () => {
    fc.assert(
      fc.property(town, (toponym) => {
        const text = `cerca de ${toponym.name}, ${stateName(toponym)}`;
        const bare = text.normalize('NFD').replace(/\p{M}/gu, '');
        expect(where(geocoder.geocode(bare))).toEqual(where(geocoder.geocode(text)));
        expect(where(geocoder.geocode(text.normalize('NFD')))).toEqual(where(geocoder.geocode(text)));
      }),
      { seed: SEED, numRuns: 400 },
    );
  });

  it('does not change with case', () => {
    fc.assert(
      fc.property(town, (toponym) => {
        const text = `Vías del tren, ${toponym.name}, ${stateName(toponym)}`;
        expect(where(geocoder.geocode(text.toUpperCase()))).toEqual(where(geocoder.geocode(text)));
        expect(where(geocoder.geocode(text.toLowerCase()))).toEqual(where(geocoder.geocode(text)));
      }),
      { seed: SEED, numRuns: 400 },
    );
  });

  it('does not change with spaces', () => {
    fc.assert(
      fc.property(town, fc.constantFrom(' ', '  ', '\t', '\u00a0', ' \u2009 '), (toponym, space) => {
        const text = `${toponym.name}, ${stateName(toponym)}`;
        const spaced = `${space}${text.replaceAll(' ', space)}${space}`;
        expect(where(geocoder.geocode(spaced))).toEqual(where(geocoder.geocode(text)));
      }),
      { seed: SEED, numRuns: 400 },
    );
  });

  it('does not change with the order of the parts', () => {
    fc.assert(
      fc.property(town, fc.constantFrom(...ORDERS), (toponym, order) => {
        const parts = [toponym.name, stateName(toponym), 'México'];
        const turned = order.map((at) => parts[at]!).join(', ');
        expect(where(geocoder.geocode(turned))).toEqual(where(geocoder.geocode(parts.join(', '))));
      }),
      { seed: SEED, numRuns: 400 },
    );
  });

  it('has a radius that never shrinks when information is removed', () => {
    fc.assert(
      fc.property(town, (toponym) => {
        const state = stateName(toponym);
        const withState = radiusOf(`${toponym.name}, ${state}`);
        expect(withState).toBeLessThanOrEqual(radiusOf(`municipio de ${toponym.name}, ${state}`));
        expect(withState).toBeLessThanOrEqual(radiusOf(state));
        expect(radiusOf(`vías del tren, ${toponym.name}, ${state}`)).toBeLessThanOrEqual(withState);
        expect(radiusOf(`cerca de ${toponym.name}, ${state}`)).toBeLessThanOrEqual(withState);
        expect(radiusOf(`hospital general, ${toponym.name}, ${state}`)).toBeLessThanOrEqual(withState);
        expect(radiusOf(`río Bravo, ${toponym.name}, ${state}`)).toBeLessThanOrEqual(withState);
      }),
      { seed: SEED, numRuns: 400 },
    );
  });
});

const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;
