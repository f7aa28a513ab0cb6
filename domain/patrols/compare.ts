import type { KmRange } from './ranges.ts';
import { unionKm } from './ranges.ts';

/** What two plans have in common: positions at the same km post, and km of track within reach. */
export interface PlanOverlap {
  samePositions: number;
  sharedKm: number;
  onlyFirstKm: number;
  onlySecondKm: number;
}

export interface PlacedPosition {
  corridorId: string;
  km: number;
  ranges: readonly KmRange[];
}

/** Sets two plans' positions against each other. */
export function overlapOf(first: readonly PlacedPosition[], second: readonly PlacedPosition[]): PlanOverlap {
  const keyOf = ({ corridorId, km }: PlacedPosition) => `${corridorId} ${km.toFixed(3)}`;
  const there = new Set(second.map(keyOf));
  const [a, b] = [first, second].map((positions) => positions.flatMap(({ ranges }) => ranges));
  const [kmA, kmB, kmBoth] = [unionKm(a!), unionKm(b!), unionKm([...a!, ...b!])];
  return {
    samePositions: first.filter((position) => there.has(keyOf(position))).length,
    sharedKm: kmA + kmB - kmBoth,
    onlyFirstKm: kmBoth - kmB,
    onlySecondKm: kmBoth - kmA,
  };
}
