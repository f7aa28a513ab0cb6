import type { Decision } from '../../domain/alerts/evaluate.ts';
import type { BelatedAlert, Revision } from '../../domain/alerts/look-back.ts';
import { isOversightRule, type RuleDefinition } from '../../domain/alerts/rule.ts';

export type RunCause = 'start' | 'data' | 'day' | 'rules' | 'asked';

/** A look at all rules, ready to be written. */
export interface RunOutcome {
  /** The run whose alerts it was decided from. */
  lastRunId: number;
  cause: RunCause;
  /** ISO day. */
  asOf: string;
  dataVersion: number;
  rules: ReadonlyMap<string, RuleDefinition>;
  decisions: readonly Decision[];
  revisions: readonly Revision[];
  belated: readonly BelatedAlert[];
  silentStates: readonly { code: string; fromDay: number }[];
  /** Ids of the incidents, by the index that decisions use. */
  incidentIds: Float64Array;
  tookMs: number;
  /** k of the safe form. */
  fewest: number;
}

/** Whether only oversight may know of the alerts of a rule; so with a rule that the run did not know. */
export function needsOversight({ rules }: RunOutcome, ruleId: string): boolean {
  const definition = rules.get(ruleId);
  return definition === undefined || isOversightRule(definition);
}
