import type { AuditAction } from '../domain/audit/actions.ts';
import { AUDIT_COLUMNS, type AuditRow } from './audit-rows.ts';
import type { Queryable } from './database.ts';

/** Which entries are asked for; null: all. */
export interface AuditFilter {
  /** Instants; `from` included, `until` not. */
  from: Date | null;
  until: Date | null;
  actions: readonly AuditAction[] | null;
  /** Part of the actor's name or id, in any case. */
  actor: string | null;
  /** Id of what it was done to. */
  subject: string | null;
}

const MATCHES = `($1::timestamptz is null or at >= $1) and ($2::timestamptz is null or at < $2)
  and ($3::text[] is null or action = any ($3))
  and ($4::text is null or position(lower($4) in lower(actor_name)) > 0 or lower(actor_id) = lower($4))
  and ($5::text is null or subject_id = $5)`;

function valuesOf({ from, until, actions, actor, subject }: AuditFilter): unknown[] {
  return [from, until, actions, actor, subject];
}

export async function countAudit(db: Queryable, filter: AuditFilter): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from audit_entry where ${MATCHES}`,
    valuesOf(filter),
  );
  return rows[0].n;
}

/** Entries that match, newest first. */
export async function listAudit(
  db: Queryable,
  filter: AuditFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<AuditRow[]> {
  const { rows } = await db.query<AuditRow>(
    `select ${AUDIT_COLUMNS} from audit_entry where ${MATCHES}
     order by at desc, chain_id, seq desc limit $6 offset $7`,
    [...valuesOf(filter), limit, offset],
  );
  return rows;
}
