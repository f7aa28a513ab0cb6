import { audited } from './audited.ts';
import type { Identity } from './auth/identify.ts';
import type { ApiContext } from './context.ts';
import type { AccessRefused } from './errors.ts';
import type { Route } from './route.ts';

const HOUR_MS = 3_600_000;

/**
 * Writes to the audit that somebody known was refused at a route: who, where, why, from where. Once an hour for each
 * person, so that no loop fills the disk; an entry says how many went unwritten since the one before. Counted in
 * memory: a restart forgets no more than that number.
 */
export function refusalAudit(
  { method, path, required }: Pick<Route, 'method' | 'path' | 'required'>,
  { database, now }: Pick<ApiContext, 'database' | 'now'>,
): (identity: Identity, refused: AccessRefused) => Promise<void> {
  const last = new Map<string, { atMs: number; unwritten: number }>();
  const subject = { kind: 'route', id: `${method.toUpperCase()} ${path}` };
  return async (identity, { code }) => {
    const at = now();
    const { userId } = identity.reader;
    const known = last.get(userId);
    if (known && at.getTime() - known.atMs < HOUR_MS) {
      known.unwritten += 1;
      return;
    }
    // Before the entry is written: of many at once one writes it.
    last.set(userId, { atMs: at.getTime(), unwritten: 0 });
    const details = { why: code, needs: required, unwritten: known?.unwritten ?? 0 };
    try {
      await audited(database.pool, { identity }, { action: 'access-refused', subject, details }, at);
    } catch (error) {
      last.delete(userId);
      throw error;
    }
  };
}
