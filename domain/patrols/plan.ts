import type { NetworkGraph } from '../network/graph.ts';
import type { NetworkRisk } from '../risk/network-risk.ts';
import type { Estimate } from '../risk/score.ts';
import type { KeepGoing } from '../statistics/answer.ts';
import { type CoverProblem, coveredDemands, gainsOf, greedyCover } from './covering.ts';
import { type PatrolDemand, patrolDemand } from './demand.ts';
import { coverageOf, type DemandDraws, demandDraws, intervalOf } from './draws.ts';
import { corridorRooms, limitsConflict } from './feasible.ts';
import type { ReachedSite } from './ground.ts';
import type { PatrolRefusal, PatrolRequest } from './request.ts';
import { type CoverSolution, exactCover, previewCover, type SolveModel } from './solve.ts';

/** A position of a plan. */
export interface PlannedPosition extends ReachedSite {
  perYear: number;
  /** Beyond what the positions before it cover. */
  addsPerYear: number;
}

/** Other ways to place as many units, each with what it covers. */
export const PATROL_WAYS = ['plan', 'greedy', 'worst-stretches', 'last-year'] as const;
export interface PatrolWay {
  way: (typeof PATROL_WAYS)[number];
  covered: Estimate;
  /** Share of the counts of the last year; null where nothing was counted. */
  lastYear: number | null;
  /** Share of the plan less that of this way, over the same draws; null for the plan itself. */
  difference: Estimate | null;
}

export interface PlannedPatrols {
  status: 'answered';
  /** In the order in which each adds most to those before. */
  positions: PlannedPosition[];
  idleUnits: number;
  perYear: Estimate;
  coveredPerYear: Estimate;
  covered: Estimate;
  /** In shares of all that is expected. */
  proof: { status: CoverSolution['proof']; gap: number; bound: number };
  ways: PatrolWay[];
  /** By stretch: part of it that is covered; stretches without data have none. */
  coveredPart: Float64Array;
  stretchPerYear: (number | null)[];
}

export interface PlanQuestion {
  graph: NetworkGraph;
  /** Of `reachedSites`. */
  reached: readonly ReachedSite[];
  request: Pick<PatrolRequest, 'units' | 'maxShare' | 'corridors' | 'timeLimitS'>;
  risk: Pick<NetworkRisk, 'stretches' | 'lixels'>;
  /** By lixel: what was counted in the last year. */
  lastYear: Float64Array;
}

/**
 * Why no plan can be made whatever the data say; null where one can.
 * @param openCount sites that may be used, reached or not
 */
export function refusalOf(
  { graph, reached, request }: Pick<PlanQuestion, 'graph' | 'reached'> & { request: PatrolRequest },
  openCount: number,
): PatrolRefusal | null {
  const { units, corridors } = request;
  const unknown = corridors.find(({ corridorId }) => !graph.corridorIds.includes(corridorId));
  if (unknown) return refusal('unknown-corridor', { corridorId: unknown.corridorId });
  if (units > openCount) return refusal('more-units-than-positions', { units, positions: openCount });
  if (reached.length === 0) {
    const { shiftHours, leastHoursThere } = request;
    return refusal('shift-too-short', { shiftHours, leastHoursThere });
  }
  if (units > reached.length)
    return refusal('more-units-than-positions', { units, positions: reached.length });
  const conflict = limitsConflict(request, positionsOf(graph, reached));
  return conflict && { ...refusal('infeasible', {}), ...conflict };
}

/** A refusal without contradicting limits. */
export function refusal(reason: PatrolRefusal['reason'], details: PatrolRefusal['details']): PatrolRefusal {
  return { status: 'refused', reason, details, conflict: [], remedies: [] };
}

/**
 * Where the units go: the maximal covering of what is expected, beside other ways to place as many.
 *
 * @param solve null for the greedy preview
 * @returns null where it was called off
 */
export function planPatrols(
  question: PlanQuestion,
  solve: SolveModel | null,
  keepGoing: KeepGoing,
): PlannedPatrols | PatrolRefusal | null {
  const { graph, reached, request, risk, lastYear } = question;
  const demand = patrolDemand(graph, risk);
  const all = demand.belief.reduce((sum, one) => sum + (one?.mean ?? 0), 0);
  if (all === 0) return refusal('no-data', {});
  const problem = coverProblem(graph, reached, request, demand.perYear);
  const solution = solve ? exactCover(problem, solve, request.timeLimitS, keepGoing) : previewCover(problem);
  if (solution === null) return null;
  const draws = demandDraws(demand);
  const told = (sites: readonly number[]) => {
    const part = coveredParts(graph, demand, problem, sites);
    return { part, ...coverageOf(demand, draws, part) };
  };
  const plan = told(solution.sites);
  const gains = gainsOf(problem, solution.sites);
  return {
    status: 'answered',
    positions: solution.sites.map((at, i) => ({
      ...reached[at]!,
      perYear: gainsOf(problem, [at])[0]!,
      addsPerYear: gains[i]!,
    })),
    idleUnits: request.units - solution.sites.length,
    perYear: intervalOf(all, draws.total),
    coveredPerYear: plan.perYear,
    covered: plan.share,
    proof: {
      status: solution.proof,
      bound: Math.min(1, solution.bound / all),
      gap: Math.max(0, Math.min(1, solution.bound / all) - solution.weight / all),
    },
    ways: otherWays(question, problem, solution.sites).map(({ way, sites }): PatrolWay => {
      const { share, shares } = told(sites);
      return {
        way,
        covered: share,
        lastYear: shareOf(lastYear, problem, sites),
        difference: way === 'plan' ? null : differenceOf(plan, { share, shares }),
      };
    }),
    coveredPart: plan.part,
    stretchPerYear: demand.belief.map((one) => one?.mean ?? null),
  };
}

/** What the positions of one plan cover of what another estimate expects. */
export function coverageUnder(
  { graph, risk }: Pick<PlanQuestion, 'graph' | 'risk'>,
  positions: readonly ReachedSite[],
): number {
  const { perYear } = patrolDemand(graph, risk);
  const covers = positions.map(({ lixels }) => lixels);
  const covered = coveredDemands(
    covers,
    covers.map((_, i) => i),
  ).reduce((sum, lixel) => sum + perYear[lixel]!, 0);
  const all = perYear.reduce((sum, expected) => sum + expected, 0);
  return all > 0 ? covered / all : 0;
}

/** How many positions each corridor has. */
function positionsOf(graph: NetworkGraph, reached: readonly ReachedSite[]): Map<string, number> {
  const counts = new Map(graph.corridorIds.map((id) => [id, 0]));
  for (const { site } of reached) counts.set(site.corridorId, counts.get(site.corridorId)! + 1);
  return counts;
}

function coverProblem(
  graph: NetworkGraph,
  reached: readonly ReachedSite[],
  request: PlanQuestion['request'],
  weights: Float64Array,
): CoverProblem {
  return {
    weights,
    covers: reached.map(({ lixels }) => lixels),
    units: request.units,
    group: Int32Array.from(reached, ({ site }) => graph.corridorIds.indexOf(site.corridorId)),
    limits: corridorRooms(request, positionsOf(graph, reached)),
  };
}

function coveredParts(
  graph: NetworkGraph,
  { partOfStretch }: PatrolDemand,
  { covers }: CoverProblem,
  sites: readonly number[],
): Float64Array {
  const part = new Float64Array(graph.stretches.length);
  for (const lixel of coveredDemands(covers, sites)) {
    part[graph.edges.stretch[graph.lixels.edge[lixel]!]!]! += partOfStretch[lixel]!;
  }
  return part.map((share) => Math.min(1, share));
}

/** The plan and what is done without it; the limits of corridors bind the plan and its preview only. */
function otherWays(
  { risk, lastYear, reached }: PlanQuestion,
  problem: CoverProblem,
  plan: readonly number[],
): { way: PatrolWay['way']; sites: readonly number[] }[] {
  const free = { ...problem, group: problem.group.map(() => -1), limits: [] };
  return [
    { way: 'plan', sites: plan },
    { way: 'greedy', sites: greedyCover(problem) },
    { way: 'worst-stretches', sites: worstStretches(risk, reached, problem) },
    { way: 'last-year', sites: greedyCover({ ...free, weights: lastYear }) },
  ];
}

/**
 * The present practice, done as well as it can be: the stretches of the highest rates, each with a unit where most of
 * what it reaches is expected. Where there are more units than stretches, the worst get a second one.
 */
function worstStretches(
  risk: PlanQuestion['risk'],
  reached: readonly ReachedSite[],
  problem: CoverProblem,
): number[] {
  const alone = reached.map((_, at) => gainsOf(problem, [at])[0]!);
  const bySize = reached.map((_, at) => at).sort((a, b) => alone[b]! - alone[a]! || a - b);
  const ranked = risk.stretches
    .flatMap(({ rate }, stretch) => (rate === null ? [] : [{ stretch, rate: rate.value }]))
    .sort((a, b) => b.rate - a.rate || a.stretch - b.stretch)
    .map(({ stretch }) => bySize.filter((at) => reached[at]!.site.stretch === stretch));
  const chosen: number[] = [];
  for (let round = 0; chosen.length < problem.units; round++) {
    const next = ranked.flatMap((sites) => sites.slice(round, round + 1));
    if (next.length === 0) break;
    chosen.push(...next);
  }
  return chosen.slice(0, problem.units);
}

function shareOf(counts: Float64Array, { covers }: CoverProblem, sites: readonly number[]): number | null {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  return Math.min(1, coveredDemands(covers, sites).reduce((sum, lixel) => sum + counts[lixel]!, 0) / all);
}

interface Shares {
  share: Estimate;
  shares: DemandDraws['total'];
}

function differenceOf(plan: Shares, other: Shares): Estimate {
  return intervalOf(
    plan.share.value - other.share.value,
    plan.shares.map((share, d) => share - other.shares[d]!),
  );
}
