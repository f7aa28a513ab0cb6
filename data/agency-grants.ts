import { isAgency } from './agencies.ts';
import type { Queryable } from './database.ts';

/** What one agency lets another read, and until when. */
export interface GrantRow {
  id: number;
  fromAgencyId: string;
  toAgencyId: string;
  /** Null: all sources of the agency. */
  sourceId: string | null;
  purpose: string;
  startsAt: Date;
  endsAt: Date;
  grantedBy: string;
  endedBy: string | null;
}

const COLUMNS = `grant_id as id, from_agency_id as "fromAgencyId", to_agency_id as "toAgencyId",
  source_id as "sourceId", purpose, starts_at as "startsAt", ends_at as "endsAt", granted_by as "grantedBy",
  ended_by as "endedBy"`;

/**
 * Grants, newest first.
 *
 * @param agencyId only those from or to this agency; null for all.
 */
export async function listGrants(db: Queryable, agencyId: string | null): Promise<GrantRow[]> {
  const { rows } = await db.query<GrantRow>(
    `select ${COLUMNS} from agency_grant
     where $1::text is null or from_agency_id = $1 or to_agency_id = $1
     order by grant_id desc`,
    [agencyId],
  );
  return rows;
}

export type GrantRefusal =
  | 'no-such-agency'
  | 'same-agency'
  | 'no-such-source'
  | 'no-such-grant'
  | 'ended'
  | 'not-later';
type Outcome<T> = ({ ok: true } & T) | { ok: false; reason: GrantRefusal };

/** Lets an agency read what another one's sources tell, from now until a moment. */
export async function makeGrant(
  db: Queryable,
  grant: { fromAgencyId: string; toAgencyId: string; sourceId: string | null; purpose: string; endsAt: Date },
  by: string,
  now: Date,
): Promise<Outcome<{ id: number }>> {
  if (grant.fromAgencyId === grant.toAgencyId) return { ok: false, reason: 'same-agency' };
  if (grant.endsAt <= now) return { ok: false, reason: 'not-later' };
  for (const id of [grant.fromAgencyId, grant.toAgencyId]) {
    if (!(await isAgency(db, id))) return { ok: false, reason: 'no-such-agency' };
  }
  if (grant.sourceId !== null) {
    const { rowCount } = await db.query('select from source where source_id = $1 and agency_id = $2', [
      grant.sourceId,
      grant.fromAgencyId,
    ]);
    if (rowCount === 0) return { ok: false, reason: 'no-such-source' };
  }
  const { rows } = await db.query<{ id: number }>(
    `insert into agency_grant (from_agency_id, to_agency_id, source_id, purpose, starts_at, ends_at, granted_by)
     values ($1, $2, $3, $4, $5, $6, $7) returning grant_id as id`,
    [grant.fromAgencyId, grant.toAgencyId, grant.sourceId, grant.purpose, now, grant.endsAt, by],
  );
  return { ok: true, id: rows[0].id };
}

/** Ends a grant now; it stays readable. */
export async function endGrant(
  db: Queryable,
  grantId: number,
  fromAgencyId: string | null,
  by: string,
  now: Date,
): Promise<Outcome<{ grant: GrantRow }>> {
  const { rows } = await db.query<GrantRow>(
    `select ${COLUMNS} from agency_grant
     where grant_id = $1 and ($2::text is null or from_agency_id = $2) for update`,
    [grantId, fromAgencyId],
  );
  const [grant] = rows;
  if (!grant) return { ok: false, reason: 'no-such-grant' };
  if (grant.endsAt <= now) return { ok: false, reason: 'ended' };
  await db.query(
    'update agency_grant set ends_at = greatest($2, starts_at), ended_by = $3 where grant_id = $1',
    [grantId, now, by],
  );
  return { ok: true, grant };
}
