import { type Answer, answered } from '../statistics/answer.ts';
import { type Difference, type Proportion, proportionDifference, wilson } from '../statistics/proportions.ts';
import type { PlaceType } from '../taxonomy.ts';
import { crosstabView } from './crosstab.ts';

/** Where a crime happened, as far as moving away from the rail goes. */
export const PLACE_GROUPS = ['rail', 'road', 'path', 'other'] as const;
export type PlaceGroup = (typeof PLACE_GROUPS)[number];

/** The group of a place type; null where the place type is unknown, which says nothing. */
export function placeGroupOf(placeType: PlaceType): PlaceGroup | null {
  switch (placeType) {
    case 'train':
    case 'train_tracks':
      return 'rail';
    case 'highway':
    case 'bus':
    case 'car':
      return 'road';
    case 'rural_path':
      return 'path';
    case 'unknown':
      return null;
    default:
      return 'other';
  }
}

/**
 * `moved`: the rail's share fell and the road's or the path's rose, both beyond chance; `left-rail`: it fell, and no one
 * group can be told to have gained; `to-rail`: it rose; `not-told`: chance would do.
 */
export type DisplacementVerdict = 'moved' | 'left-rail' | 'to-rail' | 'not-told';

export interface DisplacementGroup {
  group: PlaceGroup;
  before: number;
  after: number;
  shareBefore: Proportion;
  shareAfter: Proportion;
  change: Difference;
  /** Exact, with false-discovery control over the groups. */
  q: number;
}

export interface Displacement {
  totalBefore: number;
  totalAfter: number;
  /** That the mix of places is the same before and after. */
  p: number;
  groups: DisplacementGroup[];
  verdict: DisplacementVerdict;
}

const TOLD_Q = 0.05;

/**
 * Did crime move from rail to paths and highways after a measure? Shares of place groups before and after, each change
 * with Newcombe's interval and an exact p under false-discovery control. Shares, not counts, so that more or fewer
 * reports altogether don't decide; that reporters moved too, and anything else that changed meanwhile, it can't see.
 * Without a comparison area this is a difference in time, no proof of a cause.
 * @param before, after counts in the order of PLACE_GROUPS
 */
export function displacement(before: ArrayLike<number>, after: ArrayLike<number>): Answer<Displacement> {
  const counts = [...PLACE_GROUPS.keys()].flatMap((group) => [before[group] ?? 0, after[group] ?? 0]);
  const { tested, ...view } = crosstabView(counts, PLACE_GROUPS, ['before', 'after'], { independent: true });
  if (tested === null) throw new Error('a table of independent cases is tested');
  if (tested.status === 'refused') return tested;
  const { cells, p } = tested.value;
  const [totalBefore, totalAfter] = [0, 1].map((side) =>
    counts.filter((_, k) => k % 2 === side).reduce((a, b) => a + b, 0),
  ) as [number, number];
  // Both cells of a group have the same exact p: margins are fixed, so one follows from the other.
  const groups = view.rows.map((word, row) => {
    const [n, m] = [view.counts[2 * row]!, view.counts[2 * row + 1]!];
    const shareBefore = wilson(n, totalBefore);
    const shareAfter = wilson(m, totalAfter);
    return {
      group: word as PlaceGroup,
      before: n,
      after: m,
      shareBefore,
      shareAfter,
      change: proportionDifference(shareBefore, shareAfter),
      q: cells[2 * row]!.q,
    };
  });
  return answered({ totalBefore, totalAfter, p, groups, verdict: verdictOf(groups) });
}

function verdictOf(groups: readonly DisplacementGroup[]): DisplacementVerdict {
  const told = groups.filter(({ q }) => q < TOLD_Q);
  const rail = told.find(({ group }) => group === 'rail');
  if (!rail) return 'not-told';
  if (rail.change.difference > 0) return 'to-rail';
  const gained = told.some(
    ({ group, change }) => (group === 'road' || group === 'path') && change.difference > 0,
  );
  return gained ? 'moved' : 'left-rail';
}
