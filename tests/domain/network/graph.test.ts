import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCorridorPosts } from '../../../data/reference/tables.ts';
import type { CorridorPost } from '../../../domain/geocoding/types.ts';
import { buildNetworkGraph, type NetworkGraph } from '../../../domain/network/graph.ts';
import type { CorridorTraits } from '../../../domain/network/line.ts';
import { createRailNetwork } from '../../../domain/network/rail.ts';

const text = readFileSync(new URL('../../../data/reference/corridor-posts.csv', import.meta.url), 'utf8');
const network = createRailNetwork(readCorridorPosts(text));
const graph = buildNetworkGraph(network);

const names = ({ stretches }: NetworkGraph) => stretches.map((s) => `${s.fromStation} - ${s.toStation}`);

/** A made line: km are its posts' rank times 10; a name makes a post a station. */
function line(corridorId: string, at: [number, number, string?][]): CorridorPost[] {
  return at.map(([lon, lat, place], i) => ({
    corridorId,
    km: i * 10,
    lon,
    lat,
    place: place ?? '',
    stateCode: '20',
    isStation: place !== undefined,
  }));
}

const built = (posts: CorridorPost[], traits: [string, CorridorTraits][] = []) =>
  buildNetworkGraph(createRailNetwork(posts, new Map(traits)));

describe('the graph of the shipped rail network', () => {
  it('is one component that knows rail and says that it lacks highways and paths', () => {
    expect(graph.componentKm).toHaveLength(1);
    expect(graph.componentKm[0]).toBeCloseTo(graph.lengthKm, 6);
    expect(graph.modes).toEqual({ known: ['rail'], missing: ['highway', 'path'] });
  });

  it('has every station once, though corridors name it apart', () => {
    const stations = graph.nodes.filter(({ kind }) => kind === 'station').map(({ name }) => name);
    expect(stations).toHaveLength(64);
    expect(new Set(stations).size).toBe(64);
  });

  it('joins neighbouring stations by named stretches with km', () => {
    expect(names(graph)).toContain('Arriaga - Ixtepec');
    const arriaga = graph.stretches.find(({ fromStation }) => fromStation === 'Arriaga');
    expect(arriaga).toMatchObject({ id: 'chiapas-coast:303.2-450.7', corridorId: 'chiapas-coast' });
    expect(arriaga?.lengthKm).toBeCloseTo(147.5, 6);
  });

  it('has track that corridors share once: 10,554 km of corridors are 10,253 km of track', () => {
    const corridorKm = network.corridorIds.reduce((sum, id) => {
      const { fromKm, toKm } = network.rangeKm(id);
      return sum + toKm - fromKm;
    }, 0);
    expect(corridorKm).toBeCloseTo(10_553.5, 0);
    expect(graph.lengthKm).toBeCloseTo(10_253.2, 0);
    // Apizaco - Puebla runs over the line Veracruz - Valle de México throughout, and cuts it at Puebla.
    expect(graph.stretches.filter(({ corridorId }) => corridorId === 'puebla')).toEqual([]);
    expect(names(graph).filter((name) => name === 'Apizaco - Puebla')).toHaveLength(1);
  });

  it('has no loop, and every edge between two nodes that list it', () => {
    const { edges, firstAt, edgesAt } = graph;
    for (let e = 0; e < edges.count; e++) {
      expect(edges.from[e]).not.toBe(edges.to[e]);
      for (const node of [edges.from[e], edges.to[e]]) {
        expect([...edgesAt.slice(firstAt[node], firstAt[node + 1])]).toContain(e);
      }
    }
    expect(edgesAt).toHaveLength(2 * edges.count);
  });

  it('is cut into lixels of at most 1 km that cover every edge without a gap', () => {
    const { edges, lixels } = graph;
    // One expectation for all: ten thousand take seconds.
    const wrong: number[] = [];
    for (let e = 0; e < edges.count; e++) {
      const [first, end] = [lixels.firstOfEdge[e], lixels.firstOfEdge[e + 1]];
      expect([lixels.fromKm[first], lixels.toKm[end - 1]]).toEqual([edges.fromKm[e], edges.toKm[e]]);
      for (let i = first; i < end; i++) {
        const follows = i === first || lixels.fromKm[i] === lixels.toKm[i - 1];
        const lengthKm = lixels.toKm[i] - lixels.fromKm[i];
        if (lixels.edge[i] !== e || !follows || lengthKm <= 0 || lengthKm > 1 + 1e-6) wrong.push(i);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('gives each lixel to exactly one stretch, in order', () => {
    let next = 0;
    for (const [index, stretch] of graph.stretches.entries()) {
      expect(stretch.firstLixel).toBe(next);
      next = stretch.endLixel;
      for (let e = stretch.firstEdge; e < stretch.endEdge; e++) expect(graph.edges.stretch[e]).toBe(index);
    }
    expect(next).toBe(graph.lixels.count);
    expect(new Set(graph.stretches.map(({ id }) => id)).size).toBe(graph.stretches.length);
  });

  it('finds the place of any corridor km within the accuracy of the drawing, shared track or not', () => {
    const anyKm = fc
      .constantFrom(...network.corridorIds)
      .chain((id) => fc.double({ min: 0, max: 1, noNaN: true }).map((t) => ({ id, t })));
    fc.assert(
      fc.property(anyKm, ({ id, t }) => {
        const { fromKm, toKm } = network.rangeKm(id);
        const km = fromKm * (1 - t) + toKm * t;
        const place = graph.placeOf(id, km);
        const drawn = network.pointAt(id, km);
        if (!place || !drawn) throw new Error(`no place for ${id} ${km}`);
        const [lon, lat] = graph.pointAt(place);
        expect(Math.hypot((lon - drawn[0]) * 106, (lat - drawn[1]) * 111)).toBeLessThan(4);
        const lixel = graph.lixelAt(place);
        expect(graph.lixels.edge[lixel]).toBe(place.edge);
        const at = graph.edges.fromKm[place.edge] + place.alongKm;
        expect(at).toBeGreaterThanOrEqual(graph.lixels.fromKm[lixel] - 1e-6);
        expect(at).toBeLessThanOrEqual(graph.lixels.toKm[lixel] + 1e-6);
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  it('knows no place of an unknown corridor or a km off its ends', () => {
    expect(graph.placeOf('no-such', 1)).toBeNull();
    expect(graph.placeOf('puebla', 999)).toBeNull();
  });
});

describe('a graph of made lines', () => {
  it('joins two stations of one name some km apart, and keeps namesakes at a distance apart', () => {
    const near = built([
      ...line('a', [
        [-100, 20, 'Yarda'],
        [-100.1, 20, 'Uno'],
      ]),
      ...line('b', [
        [-100, 20.07, 'Yarda'],
        [-100, 20.2, 'Dos'],
      ]),
    ]);
    expect(near.componentKm).toHaveLength(1);
    const far = built([
      ...line('a', [
        [-100, 20, 'Yarda'],
        [-100.1, 20, 'Uno'],
      ]),
      ...line('b', [
        [-100, 21, 'Yarda'],
        [-100, 21.2, 'Dos'],
      ]),
    ]);
    expect(far.componentKm).toHaveLength(2);
    expect(far.nodes.filter(({ name }) => name === 'Yarda')).toHaveLength(2);
  });

  it('makes a junction where a line ends short of another within the accuracy of the drawing, not beyond', () => {
    const through = line('a', [
      [-100.1, 20, 'Uno'],
      [-99.9, 20, 'Dos'],
    ]);
    const joined = built([
      ...through,
      ...line('b', [
        [-100, 20.015],
        [-100, 20.2, 'Tres'],
      ]),
    ]);
    expect(joined.nodes.filter(({ kind }) => kind === 'junction')).toHaveLength(1);
    expect(joined.componentKm).toHaveLength(1);
    const apart = built([
      ...through,
      ...line('b', [
        [-100, 20.03],
        [-100, 20.2, 'Tres'],
      ]),
    ]);
    expect(apart.componentKm).toHaveLength(2);
  });

  it('makes a junction where lines cross, and none between rail and a highway', () => {
    const rail = line('a', [
      [-100.1, 20, 'Uno'],
      [-99.9, 20, 'Dos'],
    ]);
    const across = line('b', [
      [-100, 19.9, 'Sur'],
      [-100, 20.1, 'Norte'],
    ]);
    const crossing = built([...rail, ...across]);
    expect(crossing.nodes.filter(({ kind }) => kind === 'junction')).toHaveLength(1);
    expect(crossing.edges.count).toBe(4);
    // Stretches go on through a junction: nobody gets off there.
    expect(names(crossing)).toEqual(['Uno - Dos', 'Sur - Norte']);
    const road: CorridorTraits = { mode: 'highway', accuracyM: 50, origin: 'roads.geojson' };
    const apart = built([...rail, ...across], [['b', road]]);
    expect(apart.componentKm).toHaveLength(2);
    expect(apart.modes).toEqual({ known: ['rail', 'highway'], missing: ['path'] });
  });

  it('splits a loop, so that no edge ends where it began', () => {
    const loop = built(
      line('a', [
        [-100, 20, 'Uno'],
        [-99.9, 20],
        [-99.9, 20.1],
        [-100, 20.1],
        [-100, 20.001, 'Uno'],
      ]),
    );
    expect(loop.edges.count).toBe(2);
    expect(loop.lengthKm).toBe(40);
    expect(loop.nodes.map(({ kind }) => kind).sort()).toEqual(['bend', 'station']);
  });

  it('lets lines of one load meet only in their common vertex', () => {
    const traits: CorridorTraits = { mode: 'highway', accuracyM: 50, origin: 'roads.geojson' };
    const graphOf = (lat: number) =>
      built(
        [
          ...line('a', [
            [-100.1, 20, 'Uno'],
            [-100, 20],
            [-99.9, 20, 'Dos'],
          ]),
          ...line('b', [
            [-100, lat, 'Tres'],
            [-100, 20.2, 'Cuatro'],
          ]),
        ],
        [
          ['a', traits],
          ['b', traits],
        ],
      );
    expect(graphOf(20).componentKm).toHaveLength(1);
    expect(graphOf(20.0001).componentKm).toHaveLength(2);
  });
});
