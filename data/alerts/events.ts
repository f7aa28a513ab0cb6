import type { Queryable } from '../database.ts';

/** What happens to an alert, in the words of its history; `state-…` are of a state, of no alert in particular. */
export const ALERT_EVENTS = [
  'fired',
  'worsened',
  'resolved',
  'belated',
  'revised',
  'data-gap',
  'data-gap-ended',
  'inhibited',
  'uninhibited',
  'escalated',
  'acknowledged',
  'assigned',
  'commented',
  'marked',
  'silenced',
  'silence-ended',
  'told-again',
  'state-silent',
  'state-speaks',
] as const;
export type AlertEventKind = (typeof ALERT_EVENTS)[number];

export interface NewAlertEvent {
  alertId: number | null;
  kind: AlertEventKind;
  needsOversight: boolean;
  /** Null: the program itself. */
  actor?: { id: string; name: string } | null;
  details?: Readonly<Record<string, unknown>>;
}

export interface StoredAlertEvent {
  eventId: number;
  alertId: number | null;
  at: Date;
  kind: AlertEventKind;
  needsOversight: boolean;
  actorName: string | null;
  details: Record<string, unknown>;
}

/** Advisory lock of everything that writes to alerts: their events come in the order of their numbers. */
const ALERT_LOCK = 7_300_012;

/** Waits until nobody else writes to alerts, and keeps it so until the transaction ends. */
export async function lockAlerts(db: Queryable): Promise<void> {
  await db.query('select pg_advisory_xact_lock($1)', [ALERT_LOCK]);
}

const EVENT_COLUMNS = `event_id as "eventId", alert_id as "alertId", at, kind, needs_oversight as "needsOversight",
  actor_name as "actorName", details`;

/** Appends events, in order; call lockAlerts before, in the same transaction. */
export async function addAlertEvents(
  db: Queryable,
  events: readonly NewAlertEvent[],
  now: Date,
): Promise<StoredAlertEvent[]> {
  if (events.length === 0) return [];
  const { rows } = await db.query<StoredAlertEvent>(
    `insert into alert_event (alert_id, at, kind, needs_oversight, actor_id, actor_name, details)
     select (e->>'alertId')::bigint, $2, e->>'kind', (e->>'needsOversight')::boolean, e->'actor'->>'id',
       e->'actor'->>'name', coalesce(e->'details', '{}')
     from jsonb_array_elements($1::jsonb) with ordinality as t (e, n)
     order by n
     returning ${EVENT_COLUMNS}`,
    [JSON.stringify(events), now],
  );
  return rows;
}

/** Number of the newest event, 0 before the first. */
export async function readLastEventId(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ last: number }>(
    'select coalesce(max(event_id), 0) as last from alert_event',
  );
  return rows[0].last;
}

/** Events after a number, in order, at most `limit`. */
export async function readEventsAfter(
  db: Queryable,
  afterId: number,
  limit: number,
): Promise<StoredAlertEvent[]> {
  const { rows } = await db.query<StoredAlertEvent>(
    `select ${EVENT_COLUMNS} from alert_event where event_id > $1 order by event_id limit $2`,
    [afterId, limit],
  );
  return rows;
}

/** The history of one alert, in order. */
export async function readAlertHistory(db: Queryable, alertId: number): Promise<StoredAlertEvent[]> {
  const { rows } = await db.query<StoredAlertEvent>(
    `select ${EVENT_COLUMNS} from alert_event where alert_id = $1 order by event_id`,
    [alertId],
  );
  return rows;
}
