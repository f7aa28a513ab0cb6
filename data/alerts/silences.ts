import type { Severity } from '../../domain/alerts/rule.ts';
import type { Queryable } from '../database.ts';
import type { NewAlertEvent } from './events.ts';
import { SILENCES_ALERT } from './upkeep.ts';

/** Which alerts are silenced: all that is named must match. */
export interface SilenceMatcher {
  alertId?: number | undefined;
  ruleId?: string | undefined;
  stateCode?: string | undefined;
  severity?: Severity | undefined;
}

export interface StoredSilence {
  silenceId: number;
  matcher: SilenceMatcher;
  reason: string;
  startsAt: Date;
  endsAt: Date;
  madeName: string;
  isActive: boolean;
}

/** Silences, the newest first. */
export async function listSilences(db: Queryable, now: Date): Promise<StoredSilence[]> {
  const { rows } = await db.query<StoredSilence>(
    `select silence_id as "silenceId", matcher, reason, starts_at as "startsAt", ends_at as "endsAt",
       made_name as "madeName", starts_at <= $1::timestamptz and ends_at > $1::timestamptz as "isActive"
     from alert_silence order by silence_id desc limit 200`,
    [now],
  );
  return rows;
}

/** Makes a silence from now on; returns its id and the events of the alerts that it silences. */
export async function makeSilence(
  db: Queryable,
  silence: { matcher: SilenceMatcher; reason: string; endsAt: Date },
  by: { id: string; name: string },
  now: Date,
): Promise<{ silenceId: number; events: NewAlertEvent[] }> {
  const { rows } = await db.query<{ silenceId: number }>(
    `insert into alert_silence (matcher, reason, starts_at, ends_at, made_by, made_name)
     values ($1::jsonb, $2, $3, $4, $5, $6) returning silence_id as "silenceId"`,
    [JSON.stringify(silence.matcher), silence.reason, now, silence.endsAt, by.id, by.name],
  );
  const { silenceId } = rows[0];
  const details = { silenceId, reason: silence.reason, until: silence.endsAt.toISOString() };
  return { silenceId, events: await eventsOf(db, silenceId, 'silenced', by, details) };
}

/** Ends a silence now; the next upkeep tells again what still fires. Null: no such silence, or it is over. */
export async function endSilence(
  db: Queryable,
  silenceId: number,
  by: { id: string; name: string },
  now: Date,
): Promise<NewAlertEvent[] | null> {
  const { rowCount } = await db.query(
    `update alert_silence set ends_at = greatest($3::timestamptz, starts_at + interval '1 millisecond'), ended_by = $2
     where silence_id = $1 and ends_at > $3::timestamptz`,
    [silenceId, by.id, now],
  );
  return rowCount === 1 ? eventsOf(db, silenceId, 'silence-ended', by, { silenceId }) : null;
}

async function eventsOf(
  db: Queryable,
  silenceId: number,
  kind: 'silenced' | 'silence-ended',
  actor: { id: string; name: string },
  details: Record<string, unknown>,
): Promise<NewAlertEvent[]> {
  const { rows } = await db.query<{ alertId: number; needsOversight: boolean }>(
    `select a.alert_id as "alertId", a.needs_oversight as "needsOversight"
     from alert a join alert_silence s on ${SILENCES_ALERT}
     where s.silence_id = $1 and a.state = 'firing' order by a.alert_id`,
    [silenceId],
  );
  return rows.map((row) => ({ ...row, kind, actor, details }));
}
