/**
 * The maximal covering location problem (Church & ReVelle 1974): at most `units` of the sites are chosen, at most one
 * unit each, so that the demand within reach of any of them weighs most; with a least and a most number of sites from
 * each group.
 */
export interface CoverProblem {
  /** Of each demand; not below 0. */
  weights: Float64Array;
  /** Demands within reach of each site, rising. */
  covers: readonly Int32Array[];
  units: number;
  /** Group of each site, an index into `limits`; -1 for none. */
  group: Int32Array;
  limits: readonly GroupLimit[];
}

/** Sites of a group that must and may be chosen. */
export interface GroupLimit {
  least: number;
  most: number;
}

/** Weight of what the sites cover together. */
export function coveredWeight({ weights, covers }: CoverProblem, sites: readonly number[]): number {
  let sum = 0;
  for (const demand of coveredDemands(covers, sites)) sum += weights[demand]!;
  return sum;
}

/** Demands that one of the sites reaches, rising: sums over them don't depend on the order of the sites. */
export function coveredDemands(covers: readonly Int32Array[], sites: readonly number[]): number[] {
  return [...new Set(sites.flatMap((site) => Array.from(covers[site]!)))].sort((a, b) => a - b);
}

/**
 * Always the site that adds most to what is covered, the first of equal ones, until the units are used or nothing is
 * left to add. Without group limits it covers at least 1 - 1/e of the best (Nemhauser, Wolsey & Fisher 1978). The limits
 * are kept all along: a unit that a group is still owed is not spent elsewhere.
 *
 * @param problem whose limits can be kept at all: see `limitsConflict`
 * @returns the sites in the order chosen
 */
export function greedyCover(problem: CoverProblem): number[] {
  const { limits, group, units } = problem;
  const left = limits.map(({ most }) => most);
  const owed = limits.map(({ least }) => least);
  let owedInAll = owed.reduce((sum, n) => sum + n, 0);
  return chooseByGain(problem, allSites(problem), units, {
    mayTake: (site, chosen) => {
      const g = group[site]!;
      if (g < 0) return units - chosen > owedInAll;
      return left[g]! > 0 && (owed[g]! > 0 || units - chosen > owedInAll);
    },
    took: (site) => {
      const g = group[site]!;
      if (g < 0) return;
      left[g]!--;
      if (owed[g]! > 0) {
        owed[g]!--;
        owedInAll--;
      }
    },
    // A site that adds nothing is taken only where its group is owed one.
    needsMore: (site) => group[site]! >= 0 && owed[group[site]!]! > 0,
  });
}

/** The same sites in the order in which each adds most to those before; the first of equal ones first. */
export function orderByGain(problem: CoverProblem, sites: readonly number[]): number[] {
  const order = chooseByGain(
    problem,
    [...sites].sort((a, b) => a - b),
    sites.length,
    {
      mayTake: () => true,
      took: () => {},
      needsMore: () => true,
    },
  );
  return order;
}

/** What each site adds to those before it. */
export function gainsOf({ weights, covers }: CoverProblem, order: readonly number[]): number[] {
  const covered = new Uint8Array(weights.length);
  return order.map((site) => {
    let gain = 0;
    for (const demand of covers[site]!) {
      if (covered[demand] === 1) continue;
      covered[demand] = 1;
      gain += weights[demand]!;
    }
    return gain;
  });
}

/**
 * What no choice of `units` sites can pass, whatever the limits of groups: what the first k sites cover and the `units`
 * largest gains that are left then, the least of these over k. Gains only shrink as more is covered (Nemhauser, Wolsey &
 * Fisher 1978).
 */
export function gainBound({ weights, covers, units }: CoverProblem, order: readonly number[]): number {
  const covered = new Uint8Array(weights.length);
  let sum = 0;
  let bound = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= order.length; k++) {
    const gains = covers.map((demands) => uncoveredWeight(demands, weights, covered)).sort((a, b) => b - a);
    bound = Math.min(bound, sum + gains.slice(0, units).reduce((all, gain) => all + gain, 0));
    if (k === order.length) break;
    sum += uncoveredWeight(covers[order[k]!]!, weights, covered);
    for (const demand of covers[order[k]!]!) covered[demand] = 1;
  }
  return bound;
}

interface Choice {
  mayTake(site: number, chosen: number): boolean;
  took(site: number): void;
  needsMore(site: number): boolean;
}

function chooseByGain(
  { weights, covers }: CoverProblem,
  candidates: readonly number[],
  units: number,
  choice: Choice,
): number[] {
  const covered = new Uint8Array(weights.length);
  const gain = new Float64Array(covers.length);
  for (const site of candidates) for (const demand of covers[site]!) gain[site]! += weights[demand]!;
  const open = new Set(candidates);
  const chosen: number[] = [];
  while (chosen.length < units) {
    let best = -1;
    for (const site of open) {
      if (best >= 0 && gain[site]! <= gain[best]!) continue;
      if (gain[site]! <= 0 && !choice.needsMore(site)) continue;
      if (choice.mayTake(site, chosen.length)) best = site;
    }
    if (best < 0) break;
    open.delete(best);
    chosen.push(best);
    choice.took(best);
    for (const demand of covers[best]!) covered[demand] = 1;
    // Summed anew, not taken off: differences would leave crumbs that look like gains.
    for (const site of open) gain[site] = uncoveredWeight(covers[site]!, weights, covered);
  }
  return chosen;
}

function uncoveredWeight(demands: Int32Array, weights: Float64Array, covered: Uint8Array): number {
  let sum = 0;
  for (const demand of demands) if (covered[demand] === 0) sum += weights[demand]!;
  return sum;
}

const allSites = ({ covers }: CoverProblem) => covers.map((_, site) => site);
