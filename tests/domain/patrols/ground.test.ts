import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embeddedReference } from '../../../cli/embedded-reference.ts';
import { distanceM } from '../../../domain/geocoding/sphere.ts';
import { buildNetworkGraph, type GraphPlace } from '../../../domain/network/graph.ts';
import { createRailNetwork } from '../../../domain/network/rail.ts';
import { overlapOf } from '../../../domain/patrols/compare.ts';
import { coverageOf, demandDraws } from '../../../domain/patrols/draws.ts';
import { reachedSites, stationBases } from '../../../domain/patrols/ground.ts';
import { mergeRanges, unionKm } from '../../../domain/patrols/ranges.ts';
import { distancesFrom, distanceTo, lixelsWithin } from '../../../domain/patrols/reach.ts';
import { openSites, patrolSites } from '../../../domain/patrols/sites.ts';
import { gammaQuantile } from '../../../domain/statistics/special/incomplete-gamma.ts';

const graph = buildNetworkGraph(createRailNetwork(embeddedReference().corridorPosts));
const sites = patrolSites(graph);
const all = new Uint8Array(sites.length).fill(1);
const SHIFT = { shiftHours: 8, speedKmh: 40, leastHoursThere: 2, reach: { km: 20 } };
const RUNS = { seed: 20261129, numRuns: 40 };

const places = fc
  .tuple(fc.nat({ max: graph.edges.count - 1 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([edge, share]): GraphPlace => ({ edge, alongKm: share * graph.edges.lengthKm[edge]! }));

describe('sites of the shipped network', () => {
  it('lie at most 10 km apart on every stretch, each where its corridor and km say, each once', () => {
    expect(new Set(sites.map(({ id }) => id)).size).toBe(sites.length);
    graph.stretches.forEach(({ fromKm, toKm }, stretch) => {
      const km = sites.filter((site) => site.stretch === stretch).map((site) => site.km);
      const steps = [...km, toKm].map((at, i) => at - (km[i - 1] ?? fromKm));
      expect(Math.max(...steps)).toBeLessThanOrEqual(10 + 1e-9);
    });
    for (const { corridorId, km, place, lon, lat } of sites) {
      const same = graph.placeOf(corridorId, km)!;
      const [x, y] = graph.pointAt(same);
      expect(distanceM({ lon, lat }, { lon: x, lat: y })).toBeLessThan(50);
      expect(place.alongKm).toBeLessThanOrEqual(graph.edges.lengthKm[place.edge]!);
    }
  });

  it('near a shelter are never open, nor are decoys; all others are', () => {
    const shelters = [sites[10]!, sites[200]!].map(({ lon, lat }) => ({ lon: lon + 0.001, lat }));
    const open = openSites(sites, shelters, 2000, (id) => id === sites[5]!.id);
    sites.forEach((site, i) => {
      const isNear = shelters.some((shelter) => distanceM(site, shelter) <= 2000);
      expect(open[i]).toBe(isNear || i === 5 ? 0 : 1);
    });
    expect(open[10]).toBe(0);
  });
});

describe('distances along the track', () => {
  it('are the same both ways, keep the triangle, and are no shorter than the crow flies, drawing aside', () => {
    const km = (a: GraphPlace, b: GraphPlace) => {
      const starts = [{ place: a, km: 0 }];
      return distanceTo(graph, starts, distancesFrom(graph, starts, 20_000), b)?.km ?? null;
    };
    fc.assert(
      fc.property(places, places, places, (a, b, c) => {
        const [ab, ba, bc, ac] = [km(a, b), km(b, a), km(b, c), km(a, c)];
        if (ab === null) return expect(ba).toBeNull();
        expect(ab).toBeCloseTo(ba!, 6);
        if (bc !== null) expect(ac).toBeLessThanOrEqual(ab + bc + 1e-6);
        const [x, y] = [graph.pointAt(a), graph.pointAt(b)];
        const crow = distanceM({ lon: x[0], lat: x[1] }, { lon: y[0], lat: y[1] }) / 1000;
        // Towns' yards that are drawn apart are one node.
        expect(ab).toBeGreaterThan(0.9 * crow - 12);
      }),
      RUNS,
    );
  });

  it('reach takes junctions: what is within grows with the km, and its middles are no farther', () => {
    fc.assert(
      fc.property(places, fc.double({ min: 0.5, max: 60, noNaN: true }), (place, km) => {
        const within = lixelsWithin(graph, place, km);
        const more = new Set(lixelsWithin(graph, place, km + 5));
        expect(within.every((lixel) => more.has(lixel))).toBe(true);
        const starts = [{ place, km: 0 }];
        const away = distancesFrom(graph, starts, 100);
        const near = new Set(within);
        for (let lixel = 0; lixel < graph.lixels.count; lixel += 7) {
          const edge = graph.lixels.edge[lixel]!;
          const middle = (graph.lixels.fromKm[lixel]! + graph.lixels.toKm[lixel]!) / 2;
          const found = distanceTo(graph, starts, away, {
            edge,
            alongKm: middle - graph.edges.fromKm[edge]!,
          });
          expect(near.has(lixel)).toBe(found !== null && found.km <= km + 1e-9);
        }
      }),
      RUNS,
    );
  });
});

describe('a shift', () => {
  it('is never longer than it may be, and leaves the least hours there', () => {
    const bases = stationBases(graph).slice(0, 4);
    for (const { travelKm, hoursThere, reachKm, base } of reachedSites(graph, bases, all, SHIFT)) {
      expect((2 * travelKm) / 40 + hoursThere).toBeCloseTo(8, 9);
      expect(hoursThere).toBeGreaterThanOrEqual(2 - 1e-9);
      expect(reachKm).toBeLessThanOrEqual(20);
      expect((2 * reachKm) / 40).toBeLessThanOrEqual(hoursThere + 1e-9);
      expect(base).toBeLessThan(4);
    }
  });

  it('with little time left covers less than the reach asked; with none no site is reached', () => {
    const bases = stationBases(graph).slice(0, 1);
    const short = reachedSites(graph, bases, all, { ...SHIFT, shiftHours: 1, leastHoursThere: 0 });
    expect(short.length).toBeGreaterThan(0);
    for (const { hoursThere, reachKm } of short)
      expect(reachKm).toBeCloseTo(Math.min(20, hoursThere * 20), 9);
    expect(reachedSites(graph, bases, all, { ...SHIFT, leastHoursThere: 9 })).toEqual([]);
  });
});

describe('intervals of what is covered', () => {
  const belief = [{ shape: 4, mean: 10 }, null, { shape: 0.4, mean: 2 }];
  const draws = demandDraws({ belief });
  const covered = (...part: number[]) => coverageOf({ belief }, draws, Float64Array.from(part));

  it('are those of the beliefs: all of one stretch has the quantiles of its gamma', () => {
    const { perYear } = covered(1, 0, 0);
    expect(perYear.value).toBe(10);
    expect(perYear.low / gammaQuantile(0.025, 4, 0.4)).toBeCloseTo(1, 0);
    expect(perYear.high / gammaQuantile(0.975, 4, 0.4)).toBeCloseTo(1, 1);
  });

  it('nothing covered is nothing, everything is all; more is never less', () => {
    expect(covered(0, 0, 0).share).toEqual({ value: 0, low: 0, high: 0 });
    expect(covered(1, 1, 1).share.value).toBeCloseTo(1, 12);
    const [less, more] = [covered(0.3, 0, 0.1).shares, covered(0.4, 0, 0.1).shares];
    expect(less.every((share, d) => share <= more[d]!)).toBe(true);
    expect(covered(0.3, 0, 0.1)).toEqual(covered(0.3, 0, 0.1));
  });
});

describe('ranges of km', () => {
  const range = (fromKm: number, toKm: number, corridorId = 'a') => ({ corridorId, fromKm, toKm });

  it('that touch are one, and count once', () => {
    expect(mergeRanges([range(5, 8), range(0, 3), range(3, 4), range(0, 1, 'b')])).toEqual([
      range(0, 4),
      range(5, 8),
      range(0, 1, 'b'),
    ]);
    expect(unionKm([range(0, 10), range(5, 12)])).toBe(12);
  });

  it('two plans share what both reach', () => {
    const at = (km: number) => ({ corridorId: 'a', km, ranges: [range(km - 10, km + 10)] });
    expect(overlapOf([at(20), at(50)], [at(25), at(50)])).toEqual({
      samePositions: 1,
      sharedKm: 35,
      onlyFirstKm: 5,
      onlySecondKm: 5,
    });
  });
});
