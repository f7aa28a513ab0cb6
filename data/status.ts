import { PREDATORY_BITS } from '../domain/access/disclosure.ts';
import type { Queryable } from './database.ts';

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

/**
 * The product date, which everything obeys unless a question names its own: today; with nothing but synthetic
 * data loaded, their last day, since they would otherwise be long past.
 */
export function productDate(status: Status, today: string): string {
  const onlySynthetic = status.incidents > 0 && status.synthetic === status.incidents;
  return onlySynthetic && status.lastDay !== null && status.lastDay < today ? status.lastDay : today;
}
