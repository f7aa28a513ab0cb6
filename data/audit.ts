import { createHash, randomBytes } from 'node:crypto';
import { type AuditEntry, contentOf, contentText } from '../domain/audit/entry.ts';
import type { Queryable } from './database.ts';

/** Where an entry stands: its chain, its number in it, its hash. */
export interface AuditHead {
  chainId: string;
  seq: number;
  hash: string;
}

/**
 * Appends one entry to the audit.
 *
 * What changes something: call it as the last statement of the transaction that changes it, so that both stand or
 * neither does, and writers of the audit wait for each other only that long. What reads: call it with the pool
 * before the answer is sent, so that nothing is read without its entry.
 *
 * @throws when the database refuses: then the act must not happen either.
 */
export async function appendAudit(db: Queryable, entry: AuditEntry, now: Date): Promise<AuditHead> {
  const content = contentOf(entry, randomBytes(16).toString('hex'));
  const { rows } = await db.query<AuditHead>(
    `select chain_id as "chainId", seq, hash
     from append_audit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13::bigint, $14::jsonb)`,
    [
      now.toISOString(),
      entry.action,
      sha256(contentText(content)),
      content.salt,
      content.actorKind,
      content.actorId,
      content.actorName,
      content.address,
      content.subjectKind,
      content.subjectId,
      content.reason,
      JSON.stringify(content.filters),
      content.rows,
      JSON.stringify(content.details),
    ],
  );
  return rows[0];
}

/** Lower-case hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
