/** Sums of people harmed, as the reports of a period tell them. */
export interface VictimCounts {
  /** Incidents that say how many were harmed, and how many that makes. */
  incidents: number;
  victims: number;
  /** Incidents that tell them apart. */
  toldApart: number;
  /** Of each group the sum, null where no report tells it, and the incidents that harmed somebody of it. */
  groups: Readonly<Record<VictimGroup, { people: number | null; incidents: number }>>;
}

export const VICTIM_GROUPS = ['women', 'men', 'minors', 'unaccompaniedMinors'] as const;
export type VictimGroup = (typeof VICTIM_GROUPS)[number];

/** What is told of them: none of it under the threshold. */
export interface VictimSums extends Readonly<Record<VictimGroup, number | null>> {
  incidents: number;
  victims: number;
  toldApart: number;
}

/**
 * Leaves out what fewer incidents than the threshold tell: a sum of one or two could be known to be one family's. Women
 * and men make up all of those who are told apart, so that where one of the two is left out the other is too.
 */
export function toldVictims(counts: VictimCounts, threshold: number): VictimSums {
  const enough = (n: number) => n >= threshold;
  const isTold = (group: VictimGroup) => {
    const { incidents } = counts.groups[group];
    return enough(counts.toldApart) && (incidents === 0 || enough(incidents));
  };
  const isSexTold = isTold('women') && isTold('men');
  const sumOf = (group: VictimGroup, isShown: boolean) => (isShown ? counts.groups[group].people : null);
  return {
    incidents: enough(counts.incidents) ? counts.incidents : 0,
    victims: enough(counts.incidents) ? counts.victims : 0,
    toldApart: enough(counts.toldApart) ? counts.toldApart : 0,
    women: sumOf('women', isSexTold),
    men: sumOf('men', isSexTold),
    minors: sumOf('minors', isTold('minors')),
    unaccompaniedMinors: sumOf('unaccompaniedMinors', isTold('unaccompaniedMinors')),
  };
}
