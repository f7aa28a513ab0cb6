import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCorridorPosts } from '../../../data/reference/tables.ts';
import { buildNetworkGraph } from '../../../domain/network/graph.ts';
import { createRailNetwork } from '../../../domain/network/rail.ts';
import { type Leg, shortestWay, stationsNamed } from '../../../domain/network/shortest-way.ts';

const text = readFileSync(new URL('../../../data/reference/corridor-posts.csv', import.meta.url), 'utf8');
const graph = buildNetworkGraph(createRailNetwork(readCorridorPosts(text)));

function way(from: string, to: string): Leg[] {
  const legs = shortestWay(graph, stationsNamed(graph, from)[0], stationsNamed(graph, to)[0]);
  if (!legs) throw new Error('no way');
  return legs;
}
const kmOf = (legs: readonly Leg[]) =>
  legs.reduce((sum, { fromKm, toKm }) => sum + Math.abs(toKm - fromKm), 0);
const spoken = (legs: readonly Leg[]) =>
  legs.map(({ stretch, fromKm, toKm }) => `${graph.stretches[stretch].corridorId} ${fromKm}-${toKm}`);

describe('the shortest way between two stations', () => {
  it('goes along a corridor stretch by stretch', () => {
    expect(spoken(way('Tonalá', 'Ixtepec'))).toEqual([
      'chiapas-coast 279.6-303.2',
      'chiapas-coast 303.2-450.7',
    ]);
  });

  it('changes corridor at a station, and counts km down where it travels against them', () => {
    expect(spoken(way('Arriaga', 'Salina Cruz'))).toEqual(['chiapas-coast 303.2-450.7', 'isthmus 48.1-0.4']);
  });

  it('leaves a stretch at a junction between its stations', () => {
    const legs = spoken(way('Huehuetoca', 'San Luis Potosí'));
    expect(legs[0]).toMatch(/^central 28-20[1-5]/);
    expect(legs[1]).toMatch(/^northeast 22\.9-234\.7$/);
  });

  it('is as long one way as the other, over the same lixels in reverse', () => {
    const there = way('Tapachula', 'Nuevo Laredo');
    const back = way('Nuevo Laredo', 'Tapachula');
    expect(kmOf(back)).toBeCloseTo(kmOf(there), 6);
    expect(back.flatMap(({ lixels }) => lixels).reverse()).toEqual(there.flatMap(({ lixels }) => lixels));
  });

  it('is no longer than any detour: no station of the way can be passed more shortly (Floyd-Warshall)', () => {
    const { edges, nodes } = graph;
    const n = nodes.length;
    const km = Array.from({ length: n }, (_, i) =>
      Float64Array.from({ length: n }, (_, j) => (i === j ? 0 : Number.POSITIVE_INFINITY)),
    );
    for (let e = 0; e < edges.count; e++) {
      const [a, b] = [edges.from[e], edges.to[e]];
      km[a][b] = Math.min(km[a][b], edges.lengthKm[e]);
      km[b][a] = km[a][b];
    }
    for (let k = 0; k < n; k++) {
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) km[i][j] = Math.min(km[i][j], km[i][k] + km[k][j]);
    }
    for (let i = 0; i < n; i += 3) {
      for (let j = 0; j < n; j++) {
        const legs = shortestWay(graph, i, j);
        expect(legs && kmOf(legs)).toBeCloseTo(km[i][j], 6);
      }
    }
  });

  it('is none where no track joins the two', () => {
    const apart = buildNetworkGraph(
      createRailNetwork(
        ['a', 'b'].flatMap((corridorId, i) =>
          [0, 1].map((k) => ({
            corridorId,
            km: k * 10,
            lon: -100 - k / 10,
            lat: 20 + i,
            place: `${corridorId}${k}`,
            stateCode: '',
            isStation: true,
          })),
        ),
      ),
    );
    expect(shortestWay(apart, stationsNamed(apart, 'a0')[0], stationsNamed(apart, 'b1')[0])).toBeNull();
  });

  it('knows no station of an unknown name', () => {
    expect(stationsNamed(graph, 'Atlantis')).toEqual([]);
  });
});
