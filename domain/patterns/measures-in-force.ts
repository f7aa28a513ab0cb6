import type { EnforcementMeasure } from './facts.ts';

/** Measures that held on some day of a period: begun by its end, and not ended before it begins. ISO days. */
export function measuresInForce(
  measures: readonly EnforcementMeasure[],
  { from, to }: { from: string; to: string },
): EnforcementMeasure[] {
  return measures.filter(({ day, endDay }) => day <= to && (endDay === null || endDay >= from));
}
