import type { Queryable } from './database.ts';
import type { Decider } from './merge-decisions.ts';
import type { ReportRef } from './report-pairs.ts';

/**
 * Takes joins back that rules made of something that no longer stands, newest first. Other than by a person's undo
 * nothing is remembered against the pair: the rule may decide again. A join that later decisions built upon stays.
 *
 * @returns the incidents that changed, to be refreshed.
 */
export async function withdrawJoins(
  db: Queryable,
  eventIds: readonly number[],
  decider: Decider,
): Promise<number[]> {
  const changed: number[] = [];
  for (const eventId of [...eventIds].sort((a, b) => b - a)) {
    const { rows } = await db.query<{ incident_id: number; other_incident_id: number; moved: ReportRef[] }>(
      `select incident_id, other_incident_id, moved from merge_event
       where event_id = $1 and kind = 'join' and automatic and undone_at is null`,
      [eventId],
    );
    if (rows.length === 0) continue;
    const [{ incident_id: into, other_incident_id: from, moved }] = rows;
    const { rows: still } = await db.query<{ moved: number; others: number; there: number }>(
      `select count(*) filter (where l.incident_id = $1 and m."reportId" is not null) as moved,
         count(*) filter (where l.incident_id = $1 and m."reportId" is null) as others,
         count(*) filter (where l.incident_id = $2) as there
       from incident_report l
       left join jsonb_to_recordset($3::jsonb) as m ("sourceId" text, "reportId" text)
         on m."sourceId" = l.source_id and m."reportId" = l.report_id
       where l.incident_id in ($1, $2)`,
      [into, from, JSON.stringify(moved)],
    );
    const isIntact = still[0].moved === moved.length && still[0].others > 0 && still[0].there === 0;
    if (!isIntact) continue;
    await db.query(
      `with m as (select * from jsonb_to_recordset($3::jsonb) as x ("sourceId" text, "reportId" text)),
       gone as (
         delete from incident_report l using m
         where l.incident_id = $1 and l.source_id = m."sourceId" and l.report_id = m."reportId"
         returning l.source_id, l.report_id
       )
       insert into incident_report (incident_id, source_id, report_id) select $2, source_id, report_id from gone`,
      [into, from, JSON.stringify(moved)],
    );
    await db.query(
      `with side as (
         select source_id, report_id, incident_id from incident_report where incident_id in ($1, $2)
       )
       delete from report_pair p using side a, side b
       where p.status = 'joined' and a.incident_id <> b.incident_id
         and (p.a_source_id, p.a_report_id) = (a.source_id, a.report_id)
         and (p.b_source_id, p.b_report_id) = (b.source_id, b.report_id)`,
      [into, from],
    );
    await db.query(
      'update merge_event set undone_at = now(), undone_by = $2, undone_why = $3 where event_id = $1',
      [eventId, decider.by, decider.why],
    );
    changed.push(into, from);
  }
  return [...new Set(changed)];
}
