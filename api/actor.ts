import type { Reader } from '../domain/access/reader.ts';
import type { AuditActor } from '../domain/audit/entry.ts';

/** The reader as the audit names them. */
export function actorOf({ userId, name }: Reader): AuditActor {
  return { kind: 'user', id: userId, name };
}
