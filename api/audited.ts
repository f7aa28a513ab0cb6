import { appendAudit } from '../data/audit.ts';
import type { Queryable } from '../data/database.ts';
import type { Reader } from '../domain/access/reader.ts';
import type { AuditEntry } from '../domain/audit/entry.ts';

/** Writes what a reader did to the audit, with who and from where. */
export async function audited(
  db: Queryable,
  { reader, address }: { reader: Reader; address: string },
  entry: Omit<AuditEntry, 'actor' | 'address'>,
  now: Date,
): Promise<void> {
  const actor = { kind: 'user', id: reader.userId, name: reader.name } as const;
  await appendAudit(db, { ...entry, actor, address }, now);
}
