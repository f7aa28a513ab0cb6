import type { Revision } from '../../domain/alerts/look-back.ts';
import { safeFacts } from '../../domain/alerts/safe-facts.ts';
import type { Queryable } from '../database.ts';
import { type AlertRow, INSERT_ALERTS, idsOf } from './alert-rows.ts';
import type { NewAlertEvent } from './events.ts';
import { needsOversight, type RunOutcome } from './run-outcome.ts';

/** Writes what late reports changed in the windows of open alerts. */
export async function writeRevisions(
  db: Queryable,
  revisions: readonly Revision[],
  events: NewAlertEvent[],
): Promise<void> {
  if (revisions.length === 0) return;
  const { rows } = await db.query<{ alertId: number; needsOversight: boolean }>(
    `update alert a set revised_observed = x.after
     from jsonb_to_recordset($1::jsonb) as x ("alertId" bigint, after int)
     where a.alert_id = x."alertId"
     returning a.alert_id as "alertId", a.needs_oversight as "needsOversight"`,
    [JSON.stringify(revisions)],
  );
  const oversight = new Map(rows.map(({ alertId, needsOversight: needed }) => [alertId, needed]));
  for (const { alertId, before, after, stillMeets } of revisions) {
    const details = { before, after, stillMeets };
    events.push({ alertId, kind: 'revised', needsOversight: oversight.get(alertId) ?? true, details });
  }
}

/** Writes alerts that would have fired had their reports come in time: resolved from the start. */
export async function writeBelated(
  db: Queryable,
  run: RunOutcome,
  now: Date,
  events: NewAlertEvent[],
): Promise<void> {
  if (run.belated.length === 0) return;
  const at = now.toISOString();
  const rows = run.belated.map(
    ({ rule, placeKey, facts, members }): AlertRow => ({
      alert_id: null,
      rule_id: rule.ruleId,
      rule_version: rule.version,
      place_key: placeKey,
      state: 'resolved',
      severity: facts.rule.severity,
      needs_oversight: needsOversight(run, rule.ruleId),
      since: at,
      clear_since: null,
      fired_at: at,
      resolved_at: at,
      fired_from: facts.from,
      fired_to: facts.to,
      fired_observed: facts.observed,
      facts,
      safe: safeFacts(facts, run.fewest),
      incident_ids: idsOf(run, members),
      group_id: null,
    }),
  );
  const inserted = await db.query<{ alertId: number; ruleId: string }>(INSERT_ALERTS, [JSON.stringify(rows)]);
  for (const { alertId, ruleId } of inserted.rows) {
    events.push({ alertId, kind: 'belated', needsOversight: needsOversight(run, ruleId) });
  }
}
