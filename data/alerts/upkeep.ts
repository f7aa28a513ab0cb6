import type { Queryable } from '../database.ts';
import type { NewAlertEvent } from './events.ts';

/** Whether a silence (`s`) is about an alert (`a`): all that it names must match, and it names something. */
export const SILENCES_ALERT = `(
  (s.matcher->>'alertId' is null or a.alert_id = (s.matcher->>'alertId')::bigint)
  and (s.matcher->>'ruleId' is null or a.rule_id = (s.matcher->>'ruleId')::uuid)
  and (s.matcher->>'stateCode' is null or a.facts->'place'->'stateCodes' ? (s.matcher->>'stateCode'))
  and (s.matcher->>'severity' is null or a.severity = s.matcher->>'severity'))`;

/** Critical alerts that nobody acknowledged in the time that their rule gives are escalated, once. */
export async function escalate(db: Queryable, now: Date): Promise<NewAlertEvent[]> {
  const { rows } = await db.query<{ alertId: number; needsOversight: boolean }>(
    `update alert a set escalated_at = $1
     from alert_rule_version v
     where v.rule_id = a.rule_id and v.version = a.rule_version
       and a.state = 'firing' and a.severity = 'critical' and a.acknowledged_at is null and a.escalated_at is null
       and a.fired_at + make_interval(mins => (v.definition->>'escalateMinutes')::int) <= $1::timestamptz
       and not exists (select from alert_silence s
         where s.starts_at <= $1::timestamptz and s.ends_at > $1::timestamptz and ${SILENCES_ALERT})
     returning a.alert_id as "alertId", a.needs_oversight as "needsOversight"`,
    [now],
  );
  return rows.map((row) => ({ ...row, kind: 'escalated' }));
}

/** Silences that are over are told of, and what still fires under no other silence is told again. */
export async function endSilences(db: Queryable, now: Date): Promise<NewAlertEvent[]> {
  const { rows } = await db.query<{ alertId: number; needsOversight: boolean; silenceId: number }>(
    `with ended as (
       update alert_silence s set told_at = $1 where s.ends_at <= $1::timestamptz and s.told_at is null
       returning s.*
     )
     select a.alert_id as "alertId", a.needs_oversight as "needsOversight", min(s.silence_id) as "silenceId"
     from alert a join ended s on ${SILENCES_ALERT}
     where a.state = 'firing'
       and not exists (select from alert_silence s
         where s.starts_at <= $1::timestamptz and s.ends_at > $1::timestamptz and ${SILENCES_ALERT})
     group by 1, 2 order by 1`,
    [now],
  );
  return rows.map(({ alertId, needsOversight, silenceId }) => ({
    alertId,
    needsOversight,
    kind: 'told-again',
    details: { silenceId },
  }));
}

/** Whether anything is due, so that a quiet minute costs one question. */
export async function isUpkeepDue(db: Queryable, now: Date): Promise<boolean> {
  const { rows } = await db.query<{ due: boolean }>(
    `select exists (select from alert_silence where ends_at <= $1 and told_at is null)
       or exists (select from alert where state = 'firing' and severity = 'critical' and acknowledged_at is null
         and escalated_at is null) as due`,
    [now],
  );
  return rows[0].due;
}
