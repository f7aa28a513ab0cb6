import type { Decision } from '../../domain/alerts/evaluate.ts';
import type { Queryable } from '../database.ts';

/** Keeps each decision with all that it was made from, so that it can be made again. */
export async function writeDecisions(
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
