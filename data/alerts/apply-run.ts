import type { Decision } from '../../domain/alerts/evaluate.ts';
import type { AlertFacts } from '../../domain/alerts/facts.ts';
import type { BelatedAlert, Revision } from '../../domain/alerts/look-back.ts';
import { isOversightRule, type RuleDefinition } from '../../domain/alerts/rule.ts';
import { safeFacts } from '../../domain/alerts/safe-facts.ts';
import type { Queryable } from '../database.ts';
import { closeAndOpenGaps } from './data-gaps.ts';
import { addAlertEvents, lockAlerts, type NewAlertEvent, type StoredAlertEvent } from './events.ts';
import { groupsOf } from './groups.ts';
import { refreshInhibitions } from './inhibitions.ts';

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
}

/** What was written: the events, or that another run came first, so that this one must be done again. */
export type Applied =
  | { ok: true; runId: number; events: StoredAlertEvent[] }
  | { ok: false; reason: 'overtaken' };

/** From so many times the number last told on an alert is told again. */
const WORSE_TIMES = 2;

/** Writes a run in the transaction that is open on `db`: alerts, decisions and events stand or fall together. */
export async function applyRun(db: Queryable, run: RunOutcome, now: Date): Promise<Applied> {
  await lockAlerts(db);
  const { rows: last } = await db.query<{ id: number }>(
    'select coalesce(max(run_id), 0) as id from alert_run',
  );
  if (last[0].id !== run.lastRunId) return { ok: false, reason: 'overtaken' };
  const { rows } = await db.query<{ runId: number }>(
    `insert into alert_run (at, as_of, data_version, cause, rules, decisions, took_ms)
     values ($1, $2, $3, $4, $5, $6, $7) returning run_id as "runId"`,
    [now, run.asOf, run.dataVersion, run.cause, run.rules.size, run.decisions.length, run.tookMs],
  );
  const { runId } = rows[0];
  const events: NewAlertEvent[] = [];
  const idOf = await writeAlerts(db, run, now, events);
  await writeDecisions(db, runId, run.decisions, idOf, now);
  await writeRevisions(db, run.revisions, events);
  await writeBelated(db, run, now, events);
  events.push(...(await closeAndOpenGaps(db, run.silentStates, now)));
  events.push(...(await refreshInhibitions(db)));
  return { ok: true, runId, events: await addAlertEvents(db, events, now) };
}

interface AlertRow {
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

const ROW_TYPES = `(alert_id bigint, rule_id uuid, rule_version int, place_key text, state text, severity text,
  needs_oversight boolean, since timestamptz, clear_since timestamptz, fired_at timestamptz,
  resolved_at timestamptz, fired_from date, fired_to date, fired_observed int, facts jsonb, safe jsonb,
  incident_ids jsonb, group_id bigint)`;

const INSERT_ALERTS = `
  insert into alert (rule_id, rule_version, place_key, state, severity, needs_oversight, since, clear_since,
    fired_at, resolved_at, fired_from, fired_to, fired_observed, facts, safe, incident_ids, group_id)
  select rule_id, rule_version, place_key, state, severity, needs_oversight, since, clear_since, fired_at,
    resolved_at, fired_from, fired_to, fired_observed, facts, safe,
    array(select jsonb_array_elements_text(incident_ids)::bigint), group_id
  from jsonb_to_recordset($1::jsonb) as x ${ROW_TYPES}
  returning alert_id as "alertId", rule_id as "ruleId", place_key as "placeKey"`;

/** Writes the alerts themselves; returns the ids of the new ones by rule and place. */
async function writeAlerts(
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
        ...(facts ? { facts, safe: safeFacts(facts), incident_ids: idsOf(run, decision.members) } : {}),
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

function rowOf(
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
    safe: safeFacts(facts),
    incident_ids: idsOf(run, members),
    group_id: fires ? (groupOf.get(stateOf(facts)) ?? null) : null,
  };
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

async function writeDecisions(
  db: Queryable,
  runId: number,
  decisions: readonly Decision[],
  idOf: ReadonlyMap<string, number>,
  now: Date,
): Promise<void> {
  const rows = decisions.map((decision, seq) => {
    const { before, judged, holdHours, clearHours, end } = decision;
    return {
      seq,
      alert_id: decision.alertId ?? idOf.get(`${decision.ruleId} ${decision.placeKey}`) ?? null,
      rule_id: decision.ruleId,
      rule_version: decision.ruleVersion,
      place_key: decision.placeKey,
      reason: decision.reason,
      input: { before, judged, holdHours, clearHours, end },
      next: decision.next,
      measure: decision.measure,
    };
  });
  await db.query(
    `insert into alert_decision (run_id, seq, alert_id, rule_id, rule_version, place_key, at, reason, input, next,
       measure)
     select $2, seq, alert_id, rule_id, rule_version, place_key, $3, reason, input, next, measure
     from jsonb_to_recordset($1::jsonb) as x (seq int, alert_id bigint, rule_id uuid, rule_version int,
       place_key text, reason text, input jsonb, next jsonb, measure jsonb)`,
    [JSON.stringify(rows), runId, now],
  );
}

async function writeRevisions(
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

async function writeBelated(
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
      safe: safeFacts(facts),
      incident_ids: idsOf(run, members),
      group_id: null,
    }),
  );
  const inserted = await db.query<{ alertId: number; ruleId: string }>(INSERT_ALERTS, [JSON.stringify(rows)]);
  for (const { alertId, ruleId } of inserted.rows) {
    events.push({ alertId, kind: 'belated', needsOversight: needsOversight(run, ruleId) });
  }
}

function needsOversight({ rules }: RunOutcome, ruleId: string): boolean {
  const definition = rules.get(ruleId);
  return definition === undefined || isOversightRule(definition);
}

function stateOf(facts: AlertFacts | null): string {
  return facts?.place.stateCodes[0] ?? '';
}

function idsOf({ incidentIds }: RunOutcome, members: readonly number[]): number[] {
  return members.map((i) => incidentIds[i]);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
