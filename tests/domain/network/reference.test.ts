import { describe, expect, it } from 'vitest';
import type { CorridorPost } from '../../../domain/geocoding/types.ts';
import { createRailNetwork } from '../../../domain/network/rail.ts';
import { referenceOf } from '../../../domain/network/reference.ts';

/** A track along 20 N and a road 2 km north of it. */
const post = (corridorId: string, km: number, lon: number, lat: number): CorridorPost => ({
  corridorId,
  km,
  lon,
  lat,
  place: '',
  stateCode: '20',
  isStation: false,
});
const track = [post('track', 0, -100, 20), post('track', 50, -99.5, 20)];
const road = [post('road', 0, -100, 20.018), post('road', 50, -99.5, 20.018)];
const both = createRailNetwork(
  [...track, ...road],
  new Map([['road', { mode: 'highway', accuracyM: 50, origin: 'roads' }]]),
);
const rail = createRailNetwork(track);
const said = { corridorId: 'track', km: 7, offsetM: 0 };
const place = { lon: -99.8, lat: 20.01, radiusM: 1000 };

describe('the linear reference of a place', () => {
  it.each([
    ['a robbery on the train lies on the track', both, { placeType: 'train' }, 'track'],
    ['one on the bus lies on the road', both, { placeType: 'bus' }, 'road'],
    ['one on the bus lies by the track while no road is loaded', rail, { placeType: 'bus' }, 'track'],
    ['one in a town lies on the nearer line', both, { placeType: 'urban', lat: 20.012 }, 'road'],
    ['a place known to 30 km is on no stretch', both, { placeType: 'train', radiusM: 30_000 }, undefined],
    ['a place 10 km from any line is on none', both, { placeType: 'train', lat: 19.9 }, undefined],
    [
      'a text that names the track counts, however vague',
      rail,
      { placeType: 'bus', radiusM: 30_000, said },
      'track',
    ],
    ['but not for a bus where its road is loaded', both, { placeType: 'bus', said }, 'road'],
  ] as const)('%s', (_, network, change, corridor) => {
    expect(referenceOf(network, { ...place, ...change })?.corridorId).toBe(corridor);
  });
});
