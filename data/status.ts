import { PREDATORY_BITS } from '../domain/access/disclosure.ts';
import type { Queryable } from './database.ts';
import { isShown } from './disclosed-incidents.ts';

export interface Status {
  incidents: number;
  synthetic: number;
  /** Of these: how many are of consented crimes alone, which not every reader is told of. */
  consentedOnly: number;
  syntheticConsentedOnly: number;
  quarantined: number;
  firstDay: string | null;
  lastDay: string | null;
  dataVersion: number;
}

const CONSENTED_ONLY = `kind = 'crime' and crime_mask & ${PREDATORY_BITS} = 0`;

/** What the database holds, in one look. */
export async function readStatus(db: Queryable): Promise<Status> {
  const { rows } = await db.query<Status>(
    `select count(*) as incidents,
       count(*) filter (where synthetic) as synthetic,
       count(*) filter (where ${CONSENTED_ONLY}) as "consentedOnly",
       count(*) filter (where ${CONSENTED_ONLY} and synthetic) as "syntheticConsentedOnly",
       (select count(*) from quarantine where status = 'open') as quarantined,
       min(first_day) as "firstDay",
       -- A report that knows only its year must not push the product date to that year's end.
       max(first_day) as "lastDay",
       (select version from data_version) as "dataVersion"
     from incident`,
  );
  return rows[0];
}

/** What is held back from readers who see no incident one by one. */
export interface Shown {
  /** ISO instant of Disclosure.until; null: nothing is ever held back. */
  shownUntil: string | null;
  /** Incidents held back, but for those of consented crimes alone. */
  held: { incidents: number; synthetic: number };
}

/** Hours until what is known is shown in cells, stretches and states, unless the configuration says otherwise. */
export const DEFAULT_DELAY_HOURS = 24;

/**
 * Until when what is known is shown: the last instant, at least the delay ago, at which anything became known or a
 * study area was stored, so that it changes only when what is shown does.
 */
export async function readShown(db: Queryable, now: Date, delayHours: number): Promise<Shown> {
  if (delayHours === 0) return { shownUntil: null, held: { incidents: 0, synthetic: 0 } };
  const latest = new Date(now.getTime() - delayHours * 3_600_000);
  const { rows: instants } = await db.query<{ until: string | null }>(
    `select to_char(greatest(
         (select max(known_at) from incident where known_at <= $1),
         (select max(made_at) from study_area where made_at <= $1)
       ) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as until`,
    [latest],
  );
  const shownUntil = instants[0]?.until ?? BEFORE_ALL;
  const { rows } = await db.query<Shown['held']>(
    `select count(*) as incidents, count(*) filter (where synthetic) as synthetic from incident
     where not ${isShown(shownUntil)} and not (${CONSENTED_ONLY})`,
  );
  return { shownUntil, held: rows[0] };
}

const BEFORE_ALL = '1970-01-01T00:00:00Z';

/**
 * The product date, which everything obeys unless a question names its own: today; with nothing but synthetic
 * data loaded, their last day, since they would otherwise be long past.
 */
export function productDate(status: Status, today: string): string {
  const onlySynthetic = status.incidents > 0 && status.synthetic === status.incidents;
  return onlySynthetic && status.lastDay !== null && status.lastDay < today ? status.lastDay : today;
}
