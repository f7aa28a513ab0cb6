import type { Queryable } from './database.ts';
import { refreshIncidents } from './incident-refresh.ts';
import { crossPairs, markPairs, type PairBefore, type ReportRef, restorePairs } from './report-pairs.ts';
import { INGEST_LOCK } from './staging.ts';
import { bumpDataVersion } from './versions.ts';

/** Who decided, and in their words why. */
export interface Decider {
  by: string;
  why: string;
}

export type MergeRefusal =
  | 'no-such-incident'
  | 'no-such-report'
  | 'no-such-event'
  /** A split that would leave nothing behind. */
  | 'nothing-left'
  | 'already-undone'
  /** Later decisions moved the reports on: undo those first. */
  | 'changed-since';

/** What a person decided about merges: the event to undo it by, and the incidents that changed. */
export type MergeDecision =
  | { ok: true; eventId: number; incidentIds: number[] }
  | { ok: false; reason: MergeRefusal };

/** Two incidents are one: the one with the smaller id gets the other's reports. Run it in a transaction. */
export async function joinIncidents(
  db: Queryable,
  incidents: readonly [number, number],
  decider: Decider,
): Promise<MergeDecision> {
  await lock(db);
  const [into, from] = [Math.min(...incidents), Math.max(...incidents)];
  const kept = await reportsIn(db, into);
  const moved = await reportsIn(db, from);
  if (into === from || kept.length === 0 || moved.length === 0)
    return { ok: false, reason: 'no-such-incident' };
  const before = await markPairs(db, crossPairs(kept, moved), 'together');
  await moveReports(db, moved, from, into);
  return conclude(db, { kind: 'join', incidentId: into, otherId: from, moved, before, decider });
}

/** Some reports of an incident tell of something else: they get an incident of their own, and it is remembered. */
export async function splitIncident(
  db: Queryable,
  incidentId: number,
  reports: readonly ReportRef[],
  decider: Decider,
): Promise<MergeDecision> {
  await lock(db);
  const all = await reportsIn(db, incidentId);
  if (all.length === 0) return { ok: false, reason: 'no-such-incident' };
  const moved = all.filter((one) => reports.some((report) => isSame(one, report)));
  const unique = reports.filter((report, at) => reports.findIndex((one) => isSame(one, report)) === at);
  if (moved.length === 0 || moved.length < unique.length) return { ok: false, reason: 'no-such-report' };
  const kept = all.filter((one) => !moved.includes(one));
  if (kept.length === 0) return { ok: false, reason: 'nothing-left' };
  const before = await markPairs(db, crossPairs(kept, moved), 'apart');
  const { rows } = await db.query<{ id: number }>(`select nextval('incident_id_seq') as id`);
  const otherId = rows[0].id;
  await moveReports(db, moved, incidentId, otherId);
  return conclude(db, { kind: 'split', incidentId, otherId, moved, before, decider });
}

/** Two incidents are not the same, however alike: nobody is asked again and no rule joins them. */
export async function keepApart(
  db: Queryable,
  incidents: readonly [number, number],
  decider: Decider,
): Promise<MergeDecision> {
  await lock(db);
  const [incidentId, otherId] = [Math.min(...incidents), Math.max(...incidents)];
  const ours = await reportsIn(db, incidentId);
  const theirs = await reportsIn(db, otherId);
  if (incidentId === otherId || ours.length === 0 || theirs.length === 0) {
    return { ok: false, reason: 'no-such-incident' };
  }
  const before = await markPairs(db, crossPairs(ours, theirs), 'apart');
  return conclude(db, { kind: 'apart', incidentId, otherId, moved: [], before, decider });
}

interface EventRow {
  kind: 'join' | 'split' | 'apart';
  automatic: boolean;
  incident_id: number;
  other_incident_id: number;
  moved: ReportRef[];
  pairs_before: PairBefore[];
  undone: boolean;
}

/**
 * Takes an event back, be it a person's or a rule's. The reports return to the incidents they came from; what a
 * rule did is remembered as decided otherwise, so that it does not do it again.
 */
export async function undoMergeEvent(
  db: Queryable,
  eventId: number,
  decider: Decider,
): Promise<MergeDecision> {
  await lock(db);
  const { rows } = await db.query<EventRow>(
    `select kind, automatic, incident_id, other_incident_id, moved, pairs_before, undone_at is not null as undone
     from merge_event where event_id = $1`,
    [eventId],
  );
  const event = rows[0];
  if (event === undefined) return { ok: false, reason: 'no-such-event' };
  if (event.undone) return { ok: false, reason: 'already-undone' };
  const { incident_id: incidentId, other_incident_id: otherId, moved } = event;
  const ours = await reportsIn(db, incidentId);
  const theirs = await reportsIn(db, otherId);
  const within = (group: readonly ReportRef[]) =>
    moved.every((one) => group.some((other) => isSame(one, other)));
  if (event.kind === 'join') {
    if (!within(ours) || theirs.length > 0 || ours.length === moved.length) {
      return { ok: false, reason: 'changed-since' };
    }
    await moveReports(db, moved, incidentId, otherId);
  } else if (event.kind === 'split') {
    if (!within(theirs) || ours.length === 0) return { ok: false, reason: 'changed-since' };
    await moveReports(db, moved, otherId, incidentId);
  }
  if (event.automatic) {
    const kept = ours.filter((one) => !moved.some((other) => isSame(one, other)));
    await markPairs(db, crossPairs(kept, moved), event.kind === 'join' ? 'apart' : 'together');
  } else await restorePairs(db, event.pairs_before);
  await db.query(
    'update merge_event set undone_at = now(), undone_by = $2, undone_why = $3 where event_id = $1',
    [eventId, decider.by, decider.why],
  );
  await refresh(db, [incidentId, otherId]);
  return { ok: true, eventId, incidentIds: [incidentId, otherId] };
}

/** No ingest decides while a person does. */
async function lock(db: Queryable): Promise<void> {
  await db.query('select pg_advisory_xact_lock($1)', [INGEST_LOCK]);
}

async function reportsIn(db: Queryable, incidentId: number): Promise<ReportRef[]> {
  const { rows } = await db.query<ReportRef>(
    `select source_id as "sourceId", report_id as "reportId" from incident_report
     where incident_id = $1 order by source_id, report_id`,
    [incidentId],
  );
  return rows;
}

async function moveReports(
  db: Queryable,
  reports: readonly ReportRef[],
  from: number,
  to: number,
): Promise<void> {
  await db.query(
    `with gone as (
       delete from incident_report l
       using jsonb_to_recordset($1::jsonb) as x ("sourceId" text, "reportId" text)
       where l.incident_id = $2 and l.source_id = x."sourceId" and l.report_id = x."reportId"
       returning l.source_id, l.report_id
     )
     insert into incident_report (incident_id, source_id, report_id)
     select $3, source_id, report_id from gone`,
    [JSON.stringify(reports), from, to],
  );
}

async function conclude(
  db: Queryable,
  event: {
    kind: EventRow['kind'];
    incidentId: number;
    otherId: number;
    moved: readonly ReportRef[];
    before: readonly PairBefore[];
    decider: Decider;
  },
): Promise<MergeDecision> {
  const { rows } = await db.query<{ event_id: number }>(
    `insert into merge_event
       (kind, automatic, incident_id, other_incident_id, moved, pairs_before, decided_by, why)
     values ($1, false, $2, $3, $4, $5, $6, $7) returning event_id`,
    [
      event.kind,
      event.incidentId,
      event.otherId,
      JSON.stringify(event.moved),
      JSON.stringify(event.before),
      event.decider.by,
      event.decider.why,
    ],
  );
  await refresh(db, [event.incidentId, event.otherId]);
  return { ok: true, eventId: rows[0].event_id, incidentIds: [event.incidentId, event.otherId] };
}

async function refresh(db: Queryable, incidentIds: number[]): Promise<void> {
  await refreshIncidents(db, incidentIds);
  await bumpDataVersion(db);
}

function isSame(a: ReportRef, b: ReportRef): boolean {
  return a.sourceId === b.sourceId && a.reportId === b.reportId;
}
