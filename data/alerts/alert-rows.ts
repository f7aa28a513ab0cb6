import type { Decision } from '../../domain/alerts/evaluate.ts';
import type { AlertFacts } from '../../domain/alerts/facts.ts';
import { safeFacts } from '../../domain/alerts/safe-facts.ts';
import { needsOversight, type RunOutcome } from './run-outcome.ts';

/** An alert as it is written. */
export interface AlertRow {
  alert_id: number | null;
  rule_id: string;
  rule_version: number;
  place_key: string;
  state: string;
  severity: string;
  needs_oversight: boolean;
  since: string;
  clear_since: string | null;
  fired_at: string | null;
  resolved_at: string | null;
  fired_from: string | null;
  fired_to: string | null;
  fired_observed: number | null;
  facts: AlertFacts;
  safe: object;
  incident_ids: number[];
  group_id: number | null;
}

export const ROW_TYPES = `(alert_id bigint, rule_id uuid, rule_version int, place_key text, state text, severity text,
  needs_oversight boolean, since timestamptz, clear_since timestamptz, fired_at timestamptz,
  resolved_at timestamptz, fired_from date, fired_to date, fired_observed int, facts jsonb, safe jsonb,
  incident_ids jsonb, group_id bigint)`;

export const INSERT_ALERTS = `
  insert into alert (rule_id, rule_version, place_key, state, severity, needs_oversight, since, clear_since,
    fired_at, resolved_at, fired_from, fired_to, fired_observed, facts, safe, incident_ids, group_id)
  select rule_id, rule_version, place_key, state, severity, needs_oversight, since, clear_since, fired_at,
    resolved_at, fired_from, fired_to, fired_observed, facts, safe,
    array(select jsonb_array_elements_text(incident_ids)::bigint), group_id
  from jsonb_to_recordset($1::jsonb) as x ${ROW_TYPES}
  returning alert_id as "alertId", rule_id as "ruleId", place_key as "placeKey"`;

/** The row of an alert that opens. */
export function rowOf(
  run: RunOutcome,
  { ruleId, ruleVersion, placeKey, next, facts, members }: Decision,
  groupOf: ReadonlyMap<string, number>,
  now: Date,
): AlertRow {
  if (facts === null || next === null || next.state === 'resolved')
    throw new Error('an open alert without facts');
  const fires = next.state === 'firing';
  return {
    alert_id: null,
    rule_id: ruleId,
    rule_version: ruleVersion,
    place_key: placeKey,
    state: next.state,
    severity: facts.rule.severity,
    needs_oversight: needsOversight(run, ruleId),
    since: iso(next.sinceMs),
    clear_since: null,
    fired_at: fires ? now.toISOString() : null,
    resolved_at: null,
    fired_from: fires ? facts.from : null,
    fired_to: fires ? facts.to : null,
    fired_observed: fires ? facts.observed : null,
    facts,
    safe: safeFacts(facts, run.fewest),
    incident_ids: idsOf(run, members),
    group_id: fires ? (groupOf.get(stateOf(facts)) ?? null) : null,
  };
}

/** INEGI code of the state in which an alert lies, or '' when it lies in none. */
export function stateOf(facts: AlertFacts | null): string {
  return facts?.place.stateCodes[0] ?? '';
}

/** Ids of the incidents behind an alert. */
export function idsOf({ incidentIds }: RunOutcome, members: readonly number[]): number[] {
  return members.map((i) => incidentIds[i]);
}

/** A moment as PostgreSQL reads it. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
