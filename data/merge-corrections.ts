import { mayMatch } from '../domain/matching/pairs.ts';
import { pairBits } from '../domain/matching/score.ts';
import { type LinkedReport, readReportsOf } from './comparable-reports.ts';
import type { Queryable } from './database.ts';

/** A corrected report stays where a rule had put it as long as one other report is likelier the same than not. */
const STAY_BITS = 0;

/**
 * Looks again at corrected reports that share an incident with others: one that fits none of them any more leaves
 * it. What a person joined stays joined. Matching looks for a new partner afterwards.
 *
 * @returns the incidents that were left and those that were made or came back by it.
 */
export async function splitCorrected(db: Queryable, incidentIds: readonly number[]): Promise<number[]> {
  const { rows } = await db.query<{ incident_id: number }>(
    `select l.incident_id
     from incident_report l
     join report r on r.source_id = l.source_id and r.report_id = l.report_id and r.is_current
     where l.incident_id = any($1)
     group by l.incident_id
     having count(*) > 1 and max(r.version) > 1`,
    [incidentIds],
  );
  if (rows.length === 0) return [];
  const membersOf = await readReportsOf(
    db,
    rows.map((row) => row.incident_id),
  );
  const touched: number[] = [];
  for (const [incidentId, members] of membersOf) {
    const staying = [...members];
    for (const corrected of members.filter(({ version }) => version > 1)) {
      const others = staying.filter((one) => one !== corrected);
      if (others.length === 0 || others.some((other) => fits(corrected, other))) continue;
      if (await isJoinedByPerson(db, corrected)) continue;
      staying.splice(staying.indexOf(corrected), 1);
      touched.push(incidentId, await splitOff(db, incidentId, corrected));
    }
  }
  return touched;
}

function fits(a: LinkedReport, b: LinkedReport): boolean {
  return mayMatch(a, b) && pairBits(a, b, 1) >= STAY_BITS;
}

async function isJoinedByPerson(db: Queryable, { report }: LinkedReport): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from report_pair
     where status = 'together'
       and ((a_source_id, a_report_id) = ($1, $2) or (b_source_id, b_report_id) = ($1, $2))
     limit 1`,
    [report.sourceId, report.reportId],
  );
  return rowCount !== 0;
}

/** Gives the report an incident of its own: the one that it had before it was joined, where that is free. */
async function splitOff(db: Queryable, incidentId: number, { report }: LinkedReport): Promise<number> {
  const link = [report.sourceId, report.reportId];
  const { rows } = await db.query<{ incident_id: number }>(
    `select coalesce(
       (select e.other_incident_id from merge_event e
        where e.kind = 'join' and e.incident_id = $1 and jsonb_array_length(e.moved) = 1
          and e.moved @> jsonb_build_array(jsonb_build_object('sourceId', $2::text, 'reportId', $3::text))
          and not exists (select from incident_report l where l.incident_id = e.other_incident_id)
        order by e.event_id desc limit 1),
       nextval('incident_id_seq')) as incident_id`,
    [incidentId, ...link],
  );
  const own = rows[0].incident_id;
  await db.query('delete from incident_report where incident_id = $1 and source_id = $2 and report_id = $3', [
    incidentId,
    ...link,
  ]);
  await db.query('insert into incident_report (incident_id, source_id, report_id) values ($1, $2, $3)', [
    own,
    ...link,
  ]);
  await db.query(
    `delete from report_pair where status = 'joined'
       and ((a_source_id, a_report_id) = ($1, $2) or (b_source_id, b_report_id) = ($1, $2))`,
    link,
  );
  await db.query(
    `insert into merge_event (kind, automatic, incident_id, other_incident_id, moved, reason, decided_by)
     values ('split', true, $1, $2, $3, 'corrected', $4)`,
    [incidentId, own, JSON.stringify([{ sourceId: report.sourceId, reportId: report.reportId }]), 'rule'],
  );
  return own;
}
