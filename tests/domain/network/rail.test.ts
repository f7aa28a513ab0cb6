import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCorridorPosts } from '../../../data/reference/tables.ts';
import { createRailNetwork } from '../../../domain/network/rail.ts';

const text = readFileSync(new URL('../../../data/reference/corridor-posts.csv', import.meta.url), 'utf8');
const network = createRailNetwork(readCorridorPosts(text));

const anyKm = fc
  .constantFrom(...network.corridorIds)
  .chain((id) =>
    fc
      .double({ min: 0, max: 1, noNaN: true })
      .map((t) => ({ id, km: network.rangeKm(id).fromKm * (1 - t) + network.rangeKm(id).toKm * t })),
  );

describe('the rail network', () => {
  it('has 17 corridors, some of which begin beyond km 0', () => {
    expect(network.corridorIds).toHaveLength(17);
    expect(network.rangeKm('chiapas-coast').fromKm).toBe(0);
    expect(network.rangeKm('pacific').fromKm).toBe(8.1);
  });

  it('puts a place at the track back where it was referenced', () => {
    fc.assert(
      fc.property(anyKm, ({ id, km }) => {
        const point = network.pointAt(id, km);
        if (!point) throw new Error(`no km ${km}`);
        const found = network.locate(point[0], point[1], 5000);
        // Another corridor may run over the same track, but the track itself is found.
        expect(found?.offsetM).toBeLessThan(1);
        if (found?.corridorId === id) expect(network.pointAt(id, found.km)?.[0]).toBeCloseTo(point[0], 6);
      }),
      { seed: 2 },
    );
  });

  it('says nothing about a place that is too far from any track', () => {
    expect(network.locate(-89.6, 20.0, 1000)).toBeNull();
    expect(network.locate(-110, 24, 5000)).toBeNull();
  });

  it('knows Ixtepec on a corridor with a station of that name at the same km', () => {
    const found = network.locate(-95.1, 16.56, 5000);
    const stations = network.stations(found?.corridorId ?? '');
    const nearest = stations.find(({ name }) => name === 'Ciudad Ixtepec' || name === 'Ixtepec');
    expect(Math.abs((nearest?.km ?? -99) - (found?.km ?? 99))).toBeLessThan(5);
  });
});
