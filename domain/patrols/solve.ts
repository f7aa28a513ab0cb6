import type { KeepGoing } from '../statistics/answer.ts';
import type { CoverModel } from './cover-model.ts';
import { coverModel, reachableWeight } from './cover-model.ts';
import { type CoverProblem, coveredWeight, gainBound, greedyCover, orderByGain } from './covering.ts';
import { swapSites } from './swap.ts';

/** What a solver found for a model; null where it was called off. */
export interface ModelSolution {
  /** Columns chosen, of the sites. */
  sites: number[];
  isOptimal: boolean;
  /** No choice is worth more than this, in the model's own units: proven. */
  bound: number;
}

/** Solves a model exactly, from a start that keeps all limits, within a time. */
export type SolveModel = (
  model: CoverModel,
  start: readonly number[],
  timeLimitS: number,
  keepGoing: KeepGoing,
) => ModelSolution | null;

export interface CoverSolution {
  /** In the order in which each adds most to those before. */
  sites: number[];
  weight: number;
  proof: 'optimal' | 'time-limit' | 'greedy';
  /** No choice covers more; proven. */
  bound: number;
}

/** The greedy choice, with what it guarantees. */
export function previewCover(problem: CoverProblem): CoverSolution {
  const sites = greedyCover(problem);
  const weight = coveredWeight(problem, sites);
  const inReach = reachableWeight(problem);
  const bound = Math.min(inReach, gainBound(problem, sites));
  return { sites, weight, proof: 'greedy', bound: Math.max(weight, bound) };
}

/** The exact choice, or the best found in time; never worse than the greedy one. Null where it was called off. */
export function exactCover(
  problem: CoverProblem,
  solve: SolveModel,
  timeLimitS: number,
  keepGoing: KeepGoing,
): CoverSolution | null {
  const greedy = previewCover(problem);
  const inReach = reachableWeight(problem);
  if (inReach === 0) return { ...greedy, proof: 'optimal', bound: greedy.weight };
  const start = swapSites(problem, greedy.sites);
  const solution = solve(coverModel(problem), start, timeLimitS, keepGoing);
  if (solution === null) return null;
  const found = coveredWeight(problem, solution.sites);
  const better = found >= coveredWeight(problem, start) || solution.isOptimal ? solution.sites : start;
  const sites = trimmed(problem, orderByGain(problem, better));
  const weight = coveredWeight(problem, sites);
  return {
    sites,
    weight,
    proof: solution.isOptimal ? 'optimal' : 'time-limit',
    bound: solution.isOptimal ? weight : Math.max(weight, Math.min(greedy.bound, solution.bound * inReach)),
  };
}

/** Without the sites that add nothing, as far as no group is owed them: an idle unit is told as one. */
function trimmed(problem: CoverProblem, order: readonly number[]): number[] {
  const { limits, group } = problem;
  const have = limits.map((_, g) => order.filter((site) => group[site] === g).length);
  const kept = [...order];
  for (let i = kept.length - 1; i >= 0; i--) {
    const without = kept.filter((_, at) => at !== i);
    if (coveredWeight(problem, without) < coveredWeight(problem, kept)) break;
    const g = group[kept[i]!]!;
    if (g >= 0 && have[g]! <= limits[g]!.least) continue;
    if (g >= 0) have[g]!--;
    kept.splice(i, 1);
  }
  return kept;
}
