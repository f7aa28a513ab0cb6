import type { CoverProblem } from './covering.ts';

/** Gains below this share of what is covered are rounding. */
const CRUMB = 1e-9;
const MOST_ROUNDS = 50;

/**
 * A choice made better by exchanging one site at a time for another (Teitz & Bart 1968), until no exchange helps; the
 * limits of groups are kept. The solver proves the best choice far sooner from a start that is nearly it.
 */
export function swapSites(problem: CoverProblem, start: readonly number[]): number[] {
  const { weights, covers } = problem;
  const sites = [...start];
  const times = new Int32Array(weights.length);
  const count = (site: number, by: number) => {
    for (const demand of covers[site]!) times[demand]! += by;
  };
  const gain = (site: number) => {
    let sum = 0;
    for (const demand of covers[site]!) if (times[demand] === 0) sum += weights[demand]!;
    return sum;
  };
  for (const site of sites) count(site, 1);
  for (let round = 0, isBetter = true; isBetter && round < MOST_ROUNDS; round++) {
    isBetter = false;
    for (let i = 0; i < sites.length; i++) {
      const out = sites[i]!;
      count(out, -1);
      let best = out;
      let most = gain(out) * (1 + CRUMB);
      for (let site = 0; site < covers.length; site++) {
        const gained = gain(site);
        if (gained <= most || sites.includes(site) || !keepsLimits(problem, sites, out, site)) continue;
        best = site;
        most = gained;
      }
      sites[i] = best;
      count(best, 1);
      if (best !== out) isBetter = true;
    }
  }
  return sites;
}

function keepsLimits(
  { group, limits }: CoverProblem,
  sites: readonly number[],
  out: number,
  into: number,
): boolean {
  const [from, to] = [group[out]!, group[into]!];
  if (from === to) return true;
  const has = (g: number) => sites.filter((site) => group[site] === g).length;
  return (from < 0 || has(from) > limits[from]!.least) && (to < 0 || has(to) < limits[to]!.most);
}
