import { expect, it } from 'vitest';
import type { Leg } from '../../../domain/network/shortest-way.ts';
import type { StretchRisk } from '../../../domain/risk/network-risk.ts';
import { wayRisk } from '../../../domain/risk/way-risk.ts';

const rated = (value: number, spread: number) =>
  ({ rate: { value, low: value - spread, high: value + spread } }) as StretchRisk;
const unknown = { rate: null } as StretchRisk;
const leg = (stretch: number, fromKm: number, toKm: number, lixels: number[]): Leg => ({
  stretch,
  fromKm,
  toKm,
  lixels,
});
/** 30 lixels of 1 km on one corridor. */
const lixels = Array.from({ length: 30 }, (_, i) => i);
const legs = [leg(0, 0, 10, lixels.slice(0, 10)), leg(1, 10, 30, lixels.slice(10))];
const middle = (lixel: number) => lixel + 0.5;

it('adds the rates times the km travelled, and says what it has so far', () => {
  const density = Float64Array.from(lixels, () => 1);
  const told = wayRisk(
    legs,
    { stretches: [rated(50, 10), rated(20, 5)], lixels: { density, mass: density }, mean: 30 },
    middle,
  );
  expect(told.legs).toEqual([
    { expectedPerYear: 5, soFarPerYear: 5 },
    { expectedPerYear: 4, soFarPerYear: 9 },
  ]);
  expect(told.totalPerYear?.value).toBe(9);
  // Each leg is +- 1; independent ones together +- sqrt(2).
  const half = ((told.totalPerYear?.high ?? 0) - (told.totalPerYear?.low ?? 0)) / 2;
  expect(half).toBeCloseTo(Math.SQRT2, 1);
});

it('adds nothing where there is no data, and says for how many km', () => {
  const density = Float64Array.from(lixels, () => Number.NaN);
  const told = wayRisk(
    legs,
    { stretches: [rated(50, 10), unknown], lixels: { density, mass: density }, mean: 30 },
    middle,
  );
  expect(told).toMatchObject({ noDataKm: 20, legs: [{}, { expectedPerYear: null, soFarPerYear: 5 }] });
  expect(told.dangerPoints).toEqual([]);
  const silent = wayRisk(
    legs,
    { stretches: [unknown, unknown], lixels: { density, mass: density }, mean: 30 },
    middle,
  );
  expect(silent.totalPerYear).toBeNull();
});

it('names the densest places above the mean, 25 km apart, the densest first', () => {
  const density = Float64Array.from(lixels, (i) =>
    i === 3 ? 90 : i === 4 ? 80 : i === 16 ? 29 : i === 20 ? 92 : i === 29 ? 95 : 5,
  );
  const told = wayRisk(
    legs,
    { stretches: [rated(50, 10), rated(20, 5)], lixels: { density, mass: density }, mean: 30 },
    middle,
  );
  expect(told.dangerPoints.map(({ lixel, leg: of }) => [lixel, of])).toEqual([
    [29, 1],
    [3, 0],
  ]);
});
