import { type Proportion, wilson } from '../statistics/proportions.ts';
import { normalTwoSided } from '../statistics/special/normal.ts';
import { RAIL_KM } from './bands.ts';

/** Share of a state's area within each of RAIL_KM of the rail: what placement by chance in it would give. */
export type ChanceShares = ReadonlyMap<string, readonly number[]>;

export interface RailShare {
  km: number;
  hits: number;
  of: number;
  observed: Proportion;
  /** Share that chance placement in the same states would give, and where 95 of 100 such draws lie. */
  expected: Proportion;
  /** That placement was by chance, two-sided. */
  p: number;
}

/** By each of RAIL_KM: incidents of one state whose place is known well enough for it, and how many lie within. */
export interface StateRailCounts {
  stateCode: string;
  of: readonly number[];
  within: readonly number[];
}

/**
 * Crimes near the rail against chance: every incident placed anew, evenly over the area of its own state. The number
 * within a distance is then a sum of binomials (Poisson-binomial); normal approximation with continuity correction.
 * States without a chance share (abroad) are left out on both sides. Chance knows nothing of where people live: towns
 * grew along the rail, so a share above it is no proof that the rail is the reason.
 */
export function railShares(counts: readonly StateRailCounts[], chance: ChanceShares): RailShare[] {
  const known = counts.filter(({ stateCode }) => chance.has(stateCode));
  return RAIL_KM.map((km, band) => {
    const of = known.reduce((sum, state) => sum + (state.of[band] ?? 0), 0);
    let hits = 0;
    let mean = 0;
    let variance = 0;
    for (const state of known) {
      const share = chance.get(state.stateCode)?.[band] ?? 0;
      hits += state.within[band] ?? 0;
      const n = state.of[band] ?? 0;
      mean += n * share;
      variance += n * share * (1 - share);
    }
    const spread = Math.sqrt(variance);
    const z = spread === 0 ? 0 : Math.max(0, Math.abs(hits - mean) - 0.5) / spread;
    const within = (value: number) => Math.max(0, Math.min(1, value / Math.max(1, of)));
    return {
      km,
      hits,
      of,
      observed: wilson(hits, of),
      expected: {
        share: within(mean),
        low: within(mean - 1.96 * spread),
        high: within(mean + 1.96 * spread),
      },
      p: of === 0 || spread === 0 ? 1 : normalTwoSided(z),
    };
  });
}
