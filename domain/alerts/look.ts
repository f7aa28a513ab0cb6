import type { KeepGoing } from '../statistics/answer.ts';
import { type Decision, type Evaluation, evaluate } from './evaluate.ts';
import { type BelatedAlert, belatedAlerts, type FiredAlert, type Revision, revisions } from './look-back.ts';

/** One look at all rules: forward at what holds now, back at what late reports changed. */
export interface LookTask {
  evaluation: Evaluation;
  fired: readonly (FiredAlert & {
    /** Last day that the alert told of. */
    lastDay: number;
  })[];
  /** Ids of incidents that came or changed since the last look. */
  lateIds: readonly number[];
}

export interface LookOutcome {
  decisions: Decision[];
  revisions: Revision[];
  belated: BelatedAlert[];
}

/** Takes one look; the same task always gives the same outcome. */
export function takeLook({ evaluation, fired, lateIds }: LookTask, keepGoing?: KeepGoing): LookOutcome {
  const decisions = evaluate(evaluation, keepGoing);
  const spans = new Map<string, { from: number; to: number }[]>();
  const tell = (ruleId: string, placeKey: string, from: number, to: number) => {
    const key = `${ruleId} ${placeKey}`;
    spans.set(key, [...(spans.get(key) ?? []), { from, to }]);
  };
  for (const { ruleId, placeKey, fromDay, lastDay } of fired) tell(ruleId, placeKey, fromDay, lastDay);
  for (const { ruleId, placeKey, next, measure } of decisions) {
    if (next?.state === 'firing') tell(ruleId, placeKey, measure.fromDay, measure.toDay);
  }
  const told = (ruleId: string, placeKey: string, day: number) =>
    spans.get(`${ruleId} ${placeKey}`)?.some(({ from, to }) => from <= day && day <= to) ?? false;
  const late = new Set(lateIds);
  const lateAt = Array.from(evaluation.incidents.id.keys()).filter((i) =>
    late.has(evaluation.incidents.id[i]),
  );
  return {
    decisions,
    revisions: revisions(evaluation, fired),
    belated: belatedAlerts(evaluation, lateAt, told),
  };
}
