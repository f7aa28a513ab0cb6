import type { Decision } from '../../domain/alerts/evaluate.ts';
import { safeFacts } from '../../domain/alerts/safe-facts.ts';
import type { Queryable } from '../database.ts';
import { type AlertRow, INSERT_ALERTS, idsOf, iso, ROW_TYPES, rowOf, stateOf } from './alert-rows.ts';
import type { NewAlertEvent } from './events.ts';
import { groupsOf } from './groups.ts';
import { needsOversight, type RunOutcome } from './run-outcome.ts';

/** From so many times the number last told on an alert is told again. */
const WORSE_TIMES = 2;

/** Writes the alerts themselves; returns the ids of the new ones by rule and place. */
export async function writeAlerts(
  db: Queryable,
  run: RunOutcome,
  now: Date,
  events: NewAlertEvent[],
): Promise<ReadonlyMap<string, number>> {
  const firing = run.decisions.filter(
    ({ before, next }) => next?.state === 'firing' && before?.state !== 'firing',
  );
  const groupOf = await groupsOf(
    db,
    firing.map((decision) => stateOf(decision.facts)),
    now,
  );
  const opened: AlertRow[] = [];
  const changed: object[] = [];
  const fell: number[] = [];
  const resolved: Decision[] = [];
  for (const decision of run.decisions) {
    const { alertId, before, next, facts } = decision;
    if (next === null) {
      if (alertId !== null) fell.push(alertId);
    } else if (next.state === 'resolved') resolved.push(decision);
    else if (before === null) opened.push(rowOf(run, decision, groupOf, now));
    else {
      const fires = before.state === 'pending' && next.state === 'firing';
      changed.push({
        ...(facts
          ? { facts, safe: safeFacts(facts, run.fewest), incident_ids: idsOf(run, decision.members) }
          : {}),
        alert_id: alertId,
        state: next.state,
        since: iso(next.sinceMs),
        clear_since: next.clearSinceMs === null ? null : iso(next.clearSinceMs),
        ...(fires && facts
          ? {
              fired_at: now.toISOString(),
              fired_from: facts.from,
              fired_to: facts.to,
              fired_observed: facts.observed,
              group_id: groupOf.get(stateOf(facts)) ?? null,
            }
          : {}),
        has_data_gap: decision.reason === 'no-data-is-no-peace',
      });
    }
  }
  if (fell.length > 0) await db.query('delete from alert where alert_id = any($1::bigint[])', [fell]);
  const { rows } = await db.query<{ alertId: number; ruleId: string; placeKey: string }>(INSERT_ALERTS, [
    JSON.stringify(opened),
  ]);
  const idOf = new Map(rows.map(({ alertId, ruleId, placeKey }) => [`${ruleId} ${placeKey}`, alertId]));
  await updateAlerts(db, changed, events);
  await resolve(db, resolved, now);
  for (const decision of firing) {
    const alertId = decision.alertId ?? idOf.get(`${decision.ruleId} ${decision.placeKey}`) ?? null;
    events.push(eventOf(run, decision, alertId, 'fired'));
  }
  for (const decision of resolved) {
    if (decision.before?.state === 'firing')
      events.push(eventOf(run, decision, decision.alertId, 'resolved'));
  }
  return idOf;
}

/** Updates open alerts; those that got much worse, or whose states fell silent or speak again, are told. */
async function updateAlerts(
  db: Queryable,
  changed: readonly object[],
  events: NewAlertEvent[],
): Promise<void> {
  if (changed.length === 0) return;
  const { rows } = await db.query<{
    alertId: number;
    needsOversight: boolean;
    told: number | null;
    observed: number;
    hadGap: boolean;
    hasGap: boolean;
    state: string;
  }>(
    `with x as (
       select * from jsonb_to_recordset($1::jsonb) as x ${ROW_TYPES.replace(/\)$/, ', has_data_gap boolean)')}
     ),
     before as (
       select a.alert_id, a.has_data_gap, a.fired_observed from alert a join x on x.alert_id = a.alert_id
     ),
     after as (
       update alert a set state = x.state, since = x.since, clear_since = x.clear_since,
         facts = coalesce(x.facts, a.facts), safe = coalesce(x.safe, a.safe),
         incident_ids = case when x.incident_ids is null then a.incident_ids
           else array(select jsonb_array_elements_text(x.incident_ids)::bigint) end,
         fired_at = coalesce(x.fired_at, a.fired_at), fired_from = coalesce(x.fired_from, a.fired_from),
         fired_to = coalesce(x.fired_to, a.fired_to), fired_observed = coalesce(x.fired_observed, a.fired_observed),
         group_id = coalesce(x.group_id, a.group_id), has_data_gap = x.has_data_gap
       from x where a.alert_id = x.alert_id
       returning a.alert_id, a.needs_oversight, a.state, a.facts, a.has_data_gap
     )
     select a.alert_id as "alertId", a.needs_oversight as "needsOversight", a.state,
       b.fired_observed as told, (a.facts->>'observed')::int as observed,
       b.has_data_gap as "hadGap", a.has_data_gap as "hasGap"
     from after a join before b on b.alert_id = a.alert_id order by a.alert_id`,
    [JSON.stringify(changed)],
  );
  const worse: number[] = [];
  for (const { alertId, needsOversight, told, observed, hadGap, hasGap, state } of rows) {
    if (hasGap !== hadGap)
      events.push({ alertId, needsOversight, kind: hasGap ? 'data-gap' : 'data-gap-ended' });
    if (state === 'firing' && told !== null && observed >= WORSE_TIMES * told) {
      worse.push(alertId);
      events.push({ alertId, needsOversight, kind: 'worsened', details: { before: told, after: observed } });
    }
  }
  if (worse.length > 0) {
    // The number last told, on the window that it was told of.
    await db.query(
      `update alert set fired_observed = (facts->>'observed')::int, fired_from = (facts->>'from')::date,
         fired_to = (facts->>'to')::date, revised_observed = null
       where alert_id = any($1::bigint[])`,
      [worse],
    );
  }
}

async function resolve(db: Queryable, resolved: readonly Decision[], now: Date): Promise<void> {
  if (resolved.length === 0) return;
  await db.query(
    `update alert set state = 'resolved', resolved_at = $2, clear_since = null, inhibited_by = null,
       has_data_gap = false
     where alert_id = any($1::bigint[])`,
    [resolved.map(({ alertId }) => alertId), now],
  );
}

function eventOf(
  run: RunOutcome,
  { ruleId, reason, measure }: Decision,
  alertId: number | null,
  kind: 'fired' | 'resolved',
): NewAlertEvent {
  return {
    alertId,
    kind,
    needsOversight: needsOversight(run, ruleId),
    details: { reason, observed: measure.observed },
  };
}
