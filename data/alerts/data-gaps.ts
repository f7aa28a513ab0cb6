import { isoDayOf } from '../../domain/days.ts';
import type { Queryable } from '../database.ts';
import type { NewAlertEvent } from './events.ts';

/** A state without data, as it was told. */
export interface DataGap {
  stateCode: string;
  /** ISO day on which its silence began. */
  fromDay: string;
  openedAt: Date;
}

/** States that are silent now, since when, and when that was told. */
export async function listDataGaps(db: Queryable): Promise<DataGap[]> {
  const { rows } = await db.query<DataGap>(
    `select state_code as "stateCode", from_day as "fromDay", opened_at as "openedAt" from alert_data_gap
     where closed_at is null order by state_code`,
  );
  return rows;
}

/** Stores which states are silent now; returns the events of those that fell silent or speak again. */
export async function closeAndOpenGaps(
  db: Queryable,
  silent: readonly { code: string; fromDay: number }[],
  now: Date,
): Promise<NewAlertEvent[]> {
  const codes = silent.map(({ code }) => code);
  const { rows: closed } = await db.query<{ code: string }>(
    `update alert_data_gap set closed_at = $2 where closed_at is null and state_code <> all($1::text[])
     returning state_code as code`,
    [codes, now],
  );
  const { rows: opened } = await db.query<{ code: string; fromDay: string }>(
    `insert into alert_data_gap (state_code, opened_at, from_day)
     select code, $2, from_day::date from jsonb_to_recordset($1::jsonb) as x (code text, from_day text)
     where not exists (select from alert_data_gap g where g.state_code = x.code and g.closed_at is null)
     returning state_code as code, from_day as "fromDay"`,
    [JSON.stringify(silent.map(({ code, fromDay }) => ({ code, from_day: isoDayOf(fromDay) }))), now],
  );
  return [
    ...closed.map(({ code }) => stateEvent('state-speaks', { stateCode: code })),
    ...opened.map(({ code, fromDay }) => stateEvent('state-silent', { stateCode: code, fromDay })),
  ];
}

function stateEvent(kind: 'state-speaks' | 'state-silent', details: Record<string, unknown>): NewAlertEvent {
  return { alertId: null, kind, needsOversight: false, details };
}
