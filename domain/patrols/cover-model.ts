import type { CoverProblem } from './covering.ts';

/**
 * A covering problem as a mixed-integer programme: max sum w y, y_i <= sum of x_j that reach i, sum x <= units, limits
 * of the groups; x whole, y between 0 and 1 and whole by itself. Columns: the x of all sites, then the y. Rows are
 * compressed, and demands that the same sites reach are one.
 */
export interface CoverModel {
  siteCount: number;
  /** By column; all between 0 and 1. The weights sum to 1, so that tolerances mean the same for every problem. */
  cost: Float64Array;
  /** By row, infinite where there is no bound. */
  lower: Float64Array;
  upper: Float64Array;
  starts: Int32Array;
  indices: Int32Array;
  values: Float64Array;
}

/** Writes the programme; equal problems give equal ones, to the last bit. */
export function coverModel(problem: CoverProblem): CoverModel {
  const { covers, units, limits, group } = problem;
  const merged = mergeDemands(problem);
  const total = merged.reduce((sum, { weight }) => sum + weight, 0);
  const rows: { columns: [number, number][]; lower: number; upper: number }[] = merged.map(
    ({ sites }, y) => ({
      columns: [
        ...sites.map((site): [number, number] => [site, -1]),
        [covers.length + y, 1] as [number, number],
      ],
      lower: Number.NEGATIVE_INFINITY,
      upper: 0,
    }),
  );
  const ones = (sites: readonly number[]) => sites.map((site): [number, number] => [site, 1]);
  const sites = covers.map((_, site) => site);
  rows.push({ columns: ones(sites), lower: Number.NEGATIVE_INFINITY, upper: units });
  limits.forEach(({ least, most }, g) => {
    const own = sites.filter((site) => group[site] === g);
    if (least > 0 || most < Math.min(own.length, units)) {
      rows.push({ columns: ones(own), lower: least, upper: most });
    }
  });
  const starts = new Int32Array(rows.length + 1);
  rows.forEach(({ columns }, row) => {
    starts[row + 1] = starts[row]! + columns.length;
  });
  const entries = rows.flatMap(({ columns }) => columns);
  return {
    siteCount: covers.length,
    cost: Float64Array.from([
      ...sites.map(() => 0),
      ...merged.map(({ weight }) => (total > 0 ? weight / total : 0)),
    ]),
    lower: Float64Array.from(rows, ({ lower }) => lower),
    upper: Float64Array.from(rows, ({ upper }) => upper),
    starts,
    indices: Int32Array.from(entries, ([column]) => column),
    values: Float64Array.from(entries, ([, value]) => value),
  };
}

/** Weight of all demand that some site reaches: what a share of the model's objective is a share of. */
export function reachableWeight(problem: CoverProblem): number {
  return mergeDemands(problem).reduce((sum, { weight }) => sum + weight, 0);
}

/** Demands by the set of sites that reach them; those of no weight or out of reach are left out. */
function mergeDemands({ weights, covers }: CoverProblem): { sites: number[]; weight: number }[] {
  const reachedBy: number[][] = Array.from(weights, () => []);
  covers.forEach((demands, site) => {
    for (const demand of demands) reachedBy[demand]!.push(site);
  });
  const merged = new Map<string, { sites: number[]; weight: number }>();
  reachedBy.forEach((sites, demand) => {
    const weight = weights[demand]!;
    if (sites.length === 0 || weight <= 0) return;
    const key = sites.join(' ');
    const known = merged.get(key);
    if (known) known.weight += weight;
    else merged.set(key, { sites, weight });
  });
  return [...merged.values()];
}
