import type { PatrolPlan, PatrolPosition, PatrolResult } from '../../api/contract-patrols.ts';
import { useWords } from '../format.ts';

type Estimate = PatrolResult['covered'];

/** The sentences that several parts of the page say of a plan. */
export function usePlanWords() {
  const { t, number, percent, counted, date } = useWords();
  const interval = ({ low, high }: Estimate) => ({ low: percent(low), high: percent(high) });
  const way = (result: PatrolResult, name: PatrolResult['ways'][number]['way']) =>
    result.ways.find((one) => one.way === name) ?? null;
  return {
    /** The answer in one sentence: what the plan covers, against the worst stretches. */
    answer: (plan: PatrolPlan, result: PatrolResult): string => {
      const { units } = plan.request;
      const worst = way(result, 'worst-stretches');
      const said = t('patrols:answer', {
        ...counted(units),
        share: percent(result.covered.value),
        ...interval(result.covered),
      });
      return worst === null
        ? t('patrols:answerAlone', { said })
        : t('patrols:answerAgainst', { ...counted(units), said, worst: percent(worst.covered.value) });
    },
    /** How sure it is that no plan is better. */
    proof: ({ proof }: PatrolResult): string =>
      t(`patrols:proof.${proof.status}`, {
        gap: number(100 * proof.gap, 1),
        bound: percent(proof.bound),
        seconds: number(proof.milliseconds / 1000, 1),
      }),
    share: (estimate: Estimate): string =>
      t('patrols:interval', { value: percent(estimate.value), ...interval(estimate) }),
    perYear: (estimate: Estimate): string =>
      t('patrols:interval', {
        value: number(estimate.value, 1),
        low: number(estimate.low, 1),
        high: number(estimate.high, 1),
      }),
    period: ({ period }: PatrolPlan): string =>
      t('patrols:period', { from: date(period.from), to: date(period.to) }),
    /** The km posts within reach, corridor by corridor. */
    ranges: ({ ranges, corridorId, corridorName }: PatrolPosition, nameOf: (id: string) => string): string =>
      ranges
        .map(({ corridorId: id, fromKm, toKm }) =>
          t('patrols:range', {
            corridor: id === corridorId ? corridorName : nameOf(id),
            from: number(fromKm, 1),
            to: number(toKm, 1),
          }),
        )
        .join('; '),
    towns: ({ towns }: PatrolPosition): string =>
      towns.map(({ name, distanceKm }) => t('patrols:town', { name, km: number(distanceKm, 1) })).join(', '),
    crimes: ({ crimes }: PatrolPosition): string =>
      crimes.map(({ crime, count }) => `${t(`taxonomy:crime.${crime}`)} (${number(count, 1)})`).join(', '),
  };
}
