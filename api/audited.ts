import { appendAudit } from '../data/audit.ts';
import type { Queryable } from '../data/database.ts';
import type { AuditActor, AuditEntry } from '../domain/audit/entry.ts';
import type { Identity } from './auth/identify.ts';

/** Writes what whoever asks did to the audit, with who and from where. */
export async function audited(
  db: Queryable,
  { identity }: { identity: Identity },
  entry: Omit<AuditEntry, 'actor' | 'address'>,
  now: Date,
): Promise<void> {
  await appendAudit(db, { ...entry, actor: actorOf(identity), address: identity.origin.address }, now);
}

function actorOf({ reader, by }: Identity): AuditActor {
  if (by === null) return { kind: 'nobody', id: '', name: '' };
  if (by.kind === 'token') return { kind: 'token', id: by.tokenId, name: `${reader.name}: ${by.tokenName}` };
  return { kind: 'user', id: reader.userId, name: reader.name };
}
