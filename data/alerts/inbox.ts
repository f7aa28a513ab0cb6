import type { AlertState } from '../../domain/alerts/decide.ts';
import type { AlertFacts } from '../../domain/alerts/facts.ts';
import type { Severity } from '../../domain/alerts/rule.ts';
import type { SafeFacts } from '../../domain/alerts/safe-facts.ts';
import type { Queryable } from '../database.ts';
import { SILENCES_ALERT } from './upkeep.ts';

/** An alert as the inbox lists it. */
export interface StoredAlert {
  alertId: number;
  ruleId: string;
  ruleName: string;
  shipped: string | null;
  state: AlertState;
  severity: Severity;
  /** Only readers with oversight know of it. */
  needsOversight: boolean;
  firedAt: Date | null;
  resolvedAt: Date | null;
  groupId: number | null;
  inhibitedBy: number | null;
  isSilenced: boolean;
  hasDataGap: boolean;
  /** The count of the window of firing as this reader may know it now; null: as it was told. */
  revisedObserved: number | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  assignedTo: string | null;
  mark: 'useful' | 'false' | 'late' | null;
  escalatedAt: Date | null;
  facts: AlertFacts;
  safe: SafeFacts;
  incidentIds: number[];
}

/** What may be asked of the inbox; absent means all. */
export interface AlertFilter {
  state?: AlertState | undefined;
  severity?: Severity | undefined;
  stateCode?: string | undefined;
  /** Alerts with a smaller number. */
  before?: number | undefined;
  limit: number;
}

const COLUMNS = `a.alert_id as "alertId", a.rule_id as "ruleId", a.facts->'rule'->>'name' as "ruleName", r.shipped,
  a.state, a.severity, a.needs_oversight as "needsOversight", a.fired_at as "firedAt", a.resolved_at as "resolvedAt", a.group_id as "groupId",
  a.inhibited_by as "inhibitedBy", a.has_data_gap as "hasDataGap",
  a.acknowledged_at as "acknowledgedAt", a.acknowledged_by as "acknowledgedBy", a.assigned_to as "assignedTo",
  a.mark, a.escalated_at as "escalatedAt", a.facts, a.safe, a.incident_ids as "incidentIds"`;

const FROM = 'from alert a join alert_rule r on r.rule_id = a.rule_id';

/** Who asks: whether details and single incidents are theirs to see, and since when what became known is held back. */
export interface InboxReader {
  officials: boolean;
  detail: boolean;
  points: boolean;
  heldAfterMs: number | null;
}

/** To readers under delay the last count of before: that there is a newer one would tell that something became known. */
const REVISED = `case when $10::timestamptz is null then a.revised_observed else (
    select case when e.kind = 'revised' then (e.details->>'after')::int end from alert_event e
    where e.alert_id = a.alert_id and e.kind in ('revised', 'worsened') and e.at >= a.fired_at and e.at <= $10
    order by e.event_id desc limit 1
  ) end as "revisedObserved"`;

/**
 * Alerts that match, the newest first; pending ones exist only for whoever may see details. Whoever sees no incident
 * one by one finds them by the states that the safe form names: others could be those of incidents held back.
 */
export async function listAlerts(
  db: Queryable,
  filter: AlertFilter,
  reader: InboxReader,
  now: Date,
): Promise<StoredAlert[]> {
  const { rows } = await db.query<StoredAlert>(
    `select ${COLUMNS}, ${REVISED},
       exists (select from alert_silence s
         where s.starts_at <= $1::timestamptz and s.ends_at > $1::timestamptz and ${SILENCES_ALERT}) as "isSilenced"
     ${FROM}
     where (not a.needs_oversight or $2) and (a.state <> 'pending' or $3)
       and ($4::text is null or a.state = $4) and ($5::text is null or a.severity = $5)
       and ($6::text is null or case when $9 then a.facts->'place'->'stateCodes' ? $6 else a.safe->'stateCodes' ? $6 end)
       and ($7::bigint is null or a.alert_id < $7)
     order by a.alert_id desc limit $8`,
    [
      now,
      reader.officials,
      reader.detail,
      filter.state ?? null,
      filter.severity ?? null,
      filter.stateCode ?? null,
      filter.before ?? null,
      filter.limit,
      reader.detail && reader.points,
      reader.heldAfterMs === null ? null : new Date(reader.heldAfterMs),
    ],
  );
  return rows;
}

/** One alert, or null where there is none for this reader. */
export async function findAlert(
  db: Queryable,
  alertId: number,
  reader: InboxReader,
  now: Date,
): Promise<StoredAlert | null> {
  const found = await listAlerts(db, { before: alertId + 1, limit: 1 }, reader, now);
  return found[0]?.alertId === alertId ? found[0] : null;
}

/** How many alerts fire, and how many of them nobody acknowledged. */
export async function countFiring(
  db: Queryable,
  officials: boolean,
): Promise<{ firing: number; unacknowledged: number }> {
  const { rows } = await db.query<{ firing: number; unacknowledged: number }>(
    `select count(*) as firing, count(*) filter (where acknowledged_at is null) as unacknowledged
     from alert where state = 'firing' and (not needs_oversight or $1)`,
    [officials],
  );
  return rows[0];
}

/** Why an alert stands as it does, the newest decision first; equal ones in a row are told once, as their first. */
export async function readDecisions(
  db: Queryable,
  alertId: number,
): Promise<{ at: Date; reason: string; runId: number; observed: number }[]> {
  const { rows } = await db.query<{ at: Date; reason: string; runId: number; observed: number }>(
    `select at, reason, run_id as "runId", observed from (
       select at, reason, run_id, seq, (measure->>'observed')::int as observed,
         lag(reason) over (order by run_id, seq) as before
       from alert_decision where alert_id = $1
     ) d where before is distinct from reason order by run_id desc, seq desc limit 50`,
    [alertId],
  );
  return rows;
}

/** Acknowledges an alert for the first time; false where it was acknowledged before. */
export async function acknowledge(db: Queryable, alertId: number, name: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `update alert set acknowledged_at = $3, acknowledged_by = $2
     where alert_id = $1 and acknowledged_at is null and state <> 'pending'`,
    [alertId, name, now],
  );
  return rowCount === 1;
}

/** Gives an alert to somebody, or to nobody. */
export async function assign(db: Queryable, alertId: number, to: string | null): Promise<void> {
  await db.query('update alert set assigned_to = $2 where alert_id = $1', [alertId, to]);
}

/** Marks what an alert was worth. */
export async function markAlert(db: Queryable, alertId: number, mark: StoredAlert['mark']): Promise<void> {
  await db.query('update alert set mark = $2 where alert_id = $1', [alertId, mark]);
}

/** What people did with the alerts of a rule. */
export interface RuleMeasures {
  fired: number;
  useful: number;
  false: number;
  late: number;
  /** Median. */
  acknowledgedAfterMinutes: number | null;
}

/** Measures by rule; rules that never fired are not in it. */
export async function readRuleMeasures(db: Queryable): Promise<ReadonlyMap<string, RuleMeasures>> {
  const { rows } = await db.query<RuleMeasures & { ruleId: string }>(
    `select rule_id as "ruleId", count(fired_at) as fired, count(*) filter (where mark = 'useful') as useful,
       count(*) filter (where mark = 'false') as false, count(*) filter (where mark = 'late') as late,
       (percentile_cont(0.5) within group (order by extract(epoch from acknowledged_at - fired_at) / 60))::float8
         as "acknowledgedAfterMinutes"
     from alert where state <> 'pending' group by 1`,
  );
  return new Map(rows.map(({ ruleId, ...measures }) => [ruleId, measures]));
}
