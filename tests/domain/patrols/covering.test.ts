import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCoverSolver, solveCover } from '../../../api/jobs/solve-cover.ts';
import { type CoverProblem, coveredWeight, gainsOf, greedyCover } from '../../../domain/patrols/covering.ts';
import { type CorridorRoom, limitsConflict } from '../../../domain/patrols/feasible.ts';
import { exactCover, previewCover } from '../../../domain/patrols/solve.ts';
import { swapSites } from '../../../domain/patrols/swap.ts';
import { randomStream } from '../../../domain/random.ts';
import { referenceRows } from '../statistics/fixture.ts';

const RUNS = { seed: 20261129, numRuns: 60 };
const going = () => true;

beforeAll(loadCoverSolver);

function exact(problem: CoverProblem) {
  const solution = exactCover(problem, solveCover, 20, going);
  if (!solution) throw new Error('nobody called it off');
  return solution;
}

describe('maximal covering against lpSolve', () => {
  const demand = referenceRows('mclp/mclp_demand.csv');
  const covers = referenceRows('mclp/mclp_cover.csv');
  // Of sites that add the same, the reference's greedy choice takes the first in its own order: the most demand first.
  const ids = [...new Set(covers.map((row) => Number(row.candidate_demand_id)))];
  const problem: CoverProblem = {
    weights: Float64Array.from(demand, (row) => Number(row.count)),
    covers: ids.map((id) =>
      Int32Array.from(
        covers.filter((row) => Number(row.candidate_demand_id) === id),
        (row) => Number(row.demand) - 1,
      ),
    ),
    units: 0,
    group: new Int32Array(ids.length).fill(-1),
    limits: [],
  };

  it.each(referenceRows('mclp/mclp_results.csv').map((row) => [Number(row.p), row] as const))(
    '%i units: the exact objective, and the greedy choice site by site',
    (units, row) => {
      const asked = { ...problem, units };
      const solution = exact(asked);
      expect(solution.weight).toBe(Number(row.exact));
      expect(solution.proof).toBe('optimal');
      expect(solution.sites).toHaveLength(units);
      const greedy = greedyCover(asked);
      expect(greedy.map((site) => ids[site])).toEqual(row.greedy_sites!.split(';').map(Number));
      expect(coveredWeight(asked, greedy)).toBe(Number(row.greedy));
    },
  );
});

/** Sites along a line that reach what is near, in three corridors, with limits that can be kept. */
const problems = fc
  .record({
    weights: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 40 }),
    sites: fc.array(
      fc.tuple(fc.nat({ max: 39 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: -1, max: 2 })),
      {
        minLength: 3,
        maxLength: 20,
      },
    ),
    units: fc.integer({ min: 1, max: 6 }),
    least: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }),
    most: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ weights, sites, units, least, most }): { problem: CoverProblem; rooms: CorridorRoom[] } => {
    const group = Int32Array.from(sites, ([, , g]) => g);
    const rooms = least.map((n, g) => ({
      corridorId: `c${g}`,
      least: n,
      most: most[g]!,
      sites: sites.filter(([, , own]) => own === g).length,
    }));
    const covers = sites.map(([at, reach]) =>
      Int32Array.from(
        [...weights.keys()].filter((demand) => Math.abs(demand - (at % weights.length)) <= reach),
      ),
    );
    const problem = { weights: Float64Array.from(weights), covers, units, group, limits: rooms };
    return { problem, rooms };
  });

describe('maximal covering, of any problem', () => {
  it('without limits: exact >= greedy >= (1 - 1/e) exact, and the bounds hold', () => {
    fc.assert(
      fc.property(problems, ({ problem }) => {
        const free = { ...problem, group: problem.group.map(() => -1), limits: [] };
        const best = exact(free);
        const greedy = previewCover(free);
        expect(best.weight).toBeGreaterThanOrEqual(greedy.weight);
        expect(greedy.weight).toBeGreaterThanOrEqual((1 - 1 / Math.E) * best.weight - 1e-9);
        expect(greedy.bound).toBeGreaterThanOrEqual(best.weight - 1e-9);
        expect(best.proof).toBe('optimal');
        expect(best.weight).toBe(bestByHand(free));
      }),
      RUNS,
    );
  });

  it('never breaks a limit, and equal problems have equal plans', () => {
    fc.assert(
      fc.property(problems, ({ problem, rooms }) => {
        const inAnyGroup = problem.group.reduce((n, g) => n + (g < 0 ? 1 : 0), 0);
        const outside = { corridorId: 'none', least: 0, most: inAnyGroup, sites: inAnyGroup };
        fc.pre(conflictOf(problem.units, [...rooms, outside]) === null);
        const best = exact(problem);
        const greedy = greedyCover(problem);
        const swapped = swapSites(problem, greedy);
        expect(coveredWeight(problem, swapped)).toBeGreaterThanOrEqual(coveredWeight(problem, greedy));
        for (const sites of [best.sites, greedy, swapped]) {
          expect(new Set(sites).size).toBe(sites.length);
          expect(sites.length).toBeLessThanOrEqual(problem.units);
          rooms.forEach(({ least, most }, g) => {
            const own = sites.filter((site) => problem.group[site] === g).length;
            expect(own).toBeGreaterThanOrEqual(least);
            expect(own).toBeLessThanOrEqual(most);
          });
        }
        expect(best.weight).toBeGreaterThanOrEqual(coveredWeight(problem, greedyCover(problem)));
        expect(exact(structuredClone(problem))).toEqual(best);
        const gains = gainsOf(problem, best.sites);
        expect([...gains].sort((a, b) => b - a)).toEqual(gains);
        expect(gains.reduce((sum, gain) => sum + gain, 0)).toBeCloseTo(best.weight, 9);
      }),
      RUNS,
    );
  });
});

/** The best of all choices, by trying every one. */
function bestByHand(problem: CoverProblem): number {
  let best = 0;
  const walk = (from: number, chosen: number[]) => {
    best = Math.max(best, coveredWeight(problem, chosen));
    if (chosen.length === Math.min(problem.units, 3)) return;
    for (let site = from; site < problem.covers.length; site++) walk(site + 1, [...chosen, site]);
  };
  if (problem.units > 3) return exact(problem).weight;
  walk(0, []);
  return best;
}

describe('a problem that takes seconds', () => {
  const random = randomStream(5);
  const at = () => Array.from({ length: 500 }, () => [random.uniform(), random.uniform()] as const);
  const demands = at();
  const hard: CoverProblem = {
    weights: Float64Array.from(demands, () => random.uniform()),
    covers: at().map(([x, y]) =>
      Int32Array.from(demands.flatMap(([dx, dy], i) => (Math.hypot(dx - x, dy - y) <= 0.15 ? [i] : []))),
    ),
    units: 20,
    group: new Int32Array(500).fill(-1),
    limits: [],
  };

  it('given up in time is at least the greedy plan, with the gap that is proven by then', () => {
    const found = exactCover(hard, solveCover, 0.3, going)!;
    expect(found.proof).toBe('time-limit');
    expect(found.weight).toBeGreaterThanOrEqual(coveredWeight(hard, greedyCover(hard)));
    expect(found.bound).toBeGreaterThan(found.weight);
    expect(found.bound).toBeLessThanOrEqual(hard.weights.reduce((sum, weight) => sum + weight, 0) + 1e-9);
  });

  it('tells how far it is and stops when it is called off', () => {
    const told: number[] = [];
    const found = exactCover(hard, solveCover, 20, (done, total) => {
      told.push(done / total);
      return false;
    });
    expect(found).toBeNull();
    expect(told.length).toBeGreaterThan(0);
  });
});

describe('limits that contradict each other', () => {
  const room = (corridorId: string, least: number, most: number, sites: number) => ({
    corridorId,
    least,
    most,
    sites,
  });

  it('a corridor that has fewer positions than it is owed', () => {
    expect(conflictOf(5, [room('a', 3, 5, 2), room('b', 0, 5, 9)])).toEqual({
      conflict: [
        { kind: 'corridor-least', corridorId: 'a', units: 3 },
        { kind: 'reachable', corridorId: 'a', units: 2 },
      ],
      remedies: [{ limit: { kind: 'corridor-least', corridorId: 'a', units: 3 }, to: 2 }],
    });
  });

  it('corridors that are owed more than there are units: only those that it takes', () => {
    const found = conflictOf(5, [room('a', 1, 5, 9), room('b', 3, 5, 9), room('c', 3, 5, 9)]);
    expect(found?.conflict).toEqual([
      { kind: 'units', corridorId: null, units: 5 },
      { kind: 'corridor-least', corridorId: 'b', units: 3 },
      { kind: 'corridor-least', corridorId: 'c', units: 3 },
    ]);
    // Shares of more than all stay too much for any number of units.
    expect(found?.remedies.map(({ limit, to }) => [limit.corridorId, to])).toEqual([
      ['b', 1],
      ['c', 1],
    ]);
  });

  it('shares that only rounding makes too much: another number of units would do', () => {
    const shares = [0.5, 0.45].map((minShare, i) => ({ corridorId: 'ab'[i]!, minShare, maxShare: 1 }));
    const sites = new Map([
      ['a', 50],
      ['b', 50],
    ]);
    const found = limitsConflict({ units: 5, maxShare: 1, corridors: shares }, sites);
    expect(found?.conflict.map(({ units }) => units)).toEqual([5, 3, 3]);
    expect(found?.remedies[0]).toEqual({ limit: { kind: 'units', corridorId: null, units: 5 }, to: 4 });
  });

  it('a general most that leaves no room for all units is named as one', () => {
    const sites = new Map([
      ['a', 9],
      ['b', 2],
      ['c', 9],
    ]);
    const found = limitsConflict({ units: 9, maxShare: 0.3, corridors: [] }, sites);
    expect(found?.conflict.map(({ kind }) => kind)).toEqual([
      'units',
      'corridor-most',
      'reachable',
      'corridor-most',
    ]);
    expect(found?.remedies.at(-1)).toEqual({
      limit: { kind: 'corridor-most', corridorId: null, units: 2 },
      to: 4,
    });
  });

  it('every remedy of any conflict does', () => {
    const limits = fc.array(
      fc.record({
        minShare: fc.double({ min: 0, max: 0.6, noNaN: true }),
        maxShare: fc.double({ min: 0.1, max: 1, noNaN: true }),
        sites: fc.integer({ min: 0, max: 9 }),
        isNamed: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        limits,
        (units, maxShare, given) => {
          const all = given.map((one, i) => ({ ...one, corridorId: `c${i}` }));
          const sites = new Map(all.map((one) => [one.corridorId, one.sites]));
          const asked = { units, maxShare, corridors: all.filter(({ isNamed }) => isNamed) };
          for (const { limit, to } of limitsConflict(asked, sites)?.remedies ?? []) {
            const least = { minShare: to / units };
            const most = { maxShare: to / units };
            const change = limit.kind === 'corridor-least' ? least : most;
            const free = { corridorId: limit.corridorId ?? '', minShare: 0, maxShare };
            const named = asked.corridors.find(({ corridorId }) => corridorId === limit.corridorId) ?? free;
            const others = asked.corridors.filter(({ corridorId }) => corridorId !== limit.corridorId);
            const changed =
              limit.kind === 'units'
                ? { ...asked, units: to }
                : limit.corridorId === null
                  ? { ...asked, ...most }
                  : { ...asked, corridors: [...others, { ...named, ...change }] };
            expect(limitsConflict(changed, sites)).toBeNull();
          }
        },
      ),
      { ...RUNS, numRuns: 300 },
    );
  });
});

/** The conflict of limits that are told in whole units. */
function conflictOf(units: number, rooms: readonly CorridorRoom[]) {
  const corridors = rooms.map(({ corridorId, least, most }) => ({
    corridorId,
    minShare: least / units,
    maxShare: most / units,
  }));
  const sites = new Map(rooms.map((room) => [room.corridorId, room.sites]));
  return limitsConflict({ units, maxShare: 1, corridors }, sites);
}
