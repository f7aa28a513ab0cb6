import type { OpenAlert } from '../../domain/alerts/evaluate.ts';
import type { LookTask } from '../../domain/alerts/look.ts';
import type { Queryable } from '../database.ts';

/** How alerts stand between two looks, and which look was the last. */
export interface Standing {
  /** Number of the last run, 0 before the first. */
  lastRunId: number;
  /** When it read, by the database's clock; null before the first. */
  lastReadAt: Date | null;
  open: OpenAlert[];
}

/** Reads the open alerts; a run that another one overtakes must be done again (see applyRun). */
export async function readStanding(db: Queryable): Promise<Standing> {
  const { rows: runs } = await db.query<{ runId: number; readAt: Date }>(
    'select run_id as "runId", read_at as "readAt" from alert_run order by run_id desc limit 1',
  );
  const { rows } = await db.query<{
    alertId: number;
    ruleId: string;
    placeKey: string;
    state: 'pending' | 'firing';
    since: Date;
    clearSince: Date | null;
    cells: string[];
    stateCodes: string[];
  }>(
    `select alert_id as "alertId", rule_id as "ruleId", place_key as "placeKey", state, since,
       clear_since as "clearSince", facts->'place'->'cells' as cells, facts->'place'->'stateCodes' as "stateCodes"
     from alert where state <> 'resolved' order by alert_id`,
  );
  return {
    lastRunId: runs[0]?.runId ?? 0,
    lastReadAt: runs[0]?.readAt ?? null,
    open: rows.map(({ since, clearSince, ...rest }) => ({
      ...rest,
      sinceMs: since.getTime(),
      clearSinceMs: clearSince?.getTime() ?? null,
    })),
  };
}

/** Alerts whose window of firing ended on or after a day, with the rule as it was then. Days since 1970. */
export async function readFired(db: Queryable, fromDay: number): Promise<LookTask['fired']> {
  const { rows } = await db.query<LookTask['fired'][number]>(
    `select a.alert_id as "alertId", a.rule_id as "ruleId", a.rule_version as "ruleVersion", v.definition,
       a.place_key as "placeKey", a.fired_from - date '1970-01-01' as "fromDay",
       a.fired_to - date '1970-01-01' as "toDay", coalesce(a.revised_observed, a.fired_observed) as observed,
       greatest(a.fired_to, (a.facts->>'to')::date) - date '1970-01-01' as "lastDay"
     from alert a join alert_rule_version v on v.rule_id = a.rule_id and v.version = a.rule_version
     where a.fired_to >= date '1970-01-01' + $1::int
     order by a.alert_id`,
    [fromDay],
  );
  return rows;
}

/**
 * Incidents with a report that was loaded since a run read, an hour to spare for loads that were under way then, and
 * those whose delay ended since: rules of fine places count them only now. `limit` at most, the newest.
 */
export async function readLateIncidents(
  db: Queryable,
  since: Date,
  shown: { delayHours: number; until: Date },
  limit: number,
): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `select distinct l.incident_id as id
     from (
       select source_id, report_id from report where is_current and loaded_at >= $1::timestamptz - interval '1 hour' order by loaded_at desc limit $2
     ) r
     join incident_report l on l.source_id = r.source_id and l.report_id = r.report_id
     union
     (select incident_id from incident
       where known_at >= $1::timestamptz - make_interval(hours => $3 + 1) and known_at <= $4::timestamptz
       order by known_at desc limit $2)
     order by 1`,
    [since, limit, shown.delayHours, shown.until],
  );
  return rows.map(({ id }) => id);
}
