import { type Inhibitable, inhibitions } from '../../domain/alerts/inhibit.ts';
import type { Queryable } from '../database.ts';
import type { NewAlertEvent } from './events.ts';

/** Works out anew which firing alert quiets which, stores what changed, and returns the events that tell of it. */
export async function refreshInhibitions(db: Queryable): Promise<NewAlertEvent[]> {
  const { rows } = await db.query<Inhibitable & { inhibitedBy: number | null }>(
    `select alert_id as "alertId", severity, needs_oversight as "needsOversight", inhibited_by as "inhibitedBy",
       facts->'place'->'unit'->>'kind' as kind, facts->'place'->'stateCodes' as "stateCodes",
       (select coalesce(jsonb_agg(c->'crime'), '[]') from jsonb_array_elements(facts->'crimes') c) as crimes
     from alert where state = 'firing' order by alert_id`,
  );
  const now = inhibitions(rows);
  const changes = rows.flatMap(({ alertId, inhibitedBy, needsOversight }, index) =>
    now[index] === inhibitedBy ? [] : [{ alertId, needsOversight, by: now[index] }],
  );
  if (changes.length === 0) return [];
  await db.query(
    `update alert a set inhibited_by = x.by
     from jsonb_to_recordset($1::jsonb) as x ("alertId" bigint, by bigint)
     where a.alert_id = x."alertId"`,
    [JSON.stringify(changes)],
  );
  return changes.map(({ alertId, needsOversight, by }) => ({
    alertId,
    needsOversight,
    kind: by === null ? 'uninhibited' : 'inhibited',
    ...(by === null ? {} : { details: { by } }),
  }));
}
