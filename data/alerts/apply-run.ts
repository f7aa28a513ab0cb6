import type { Queryable } from '../database.ts';
import { closeAndOpenGaps } from './data-gaps.ts';
import { addAlertEvents, lockAlerts, type NewAlertEvent, type StoredAlertEvent } from './events.ts';
import { refreshInhibitions } from './inhibitions.ts';
import type { RunOutcome } from './run-outcome.ts';
import { writeAlerts } from './write-alerts.ts';
import { writeDecisions } from './write-decisions.ts';
import { writeBelated, writeRevisions } from './write-look-back.ts';

/** What was written: the events, or that another run came first, so that this one must be done again. */
export type Applied =
  | { ok: true; runId: number; events: StoredAlertEvent[] }
  | { ok: false; reason: 'overtaken' };

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
