import type { Logger } from 'pino';
import { signCheckpoint } from '../../data/audit-checkpoints.ts';
import type { AuditKey } from '../../data/audit-key.ts';
import type { Database } from '../../data/database.ts';

/** How long a head may go unsigned while the server runs. */
const EVERY_MS = 60_000;

/**
 * Signs the head of the audit each minute while the server runs.
 *
 * @returns signs a last time and ends; call it before the database is closed.
 */
export function startSealing(database: Database, key: AuditKey, log: Logger): () => Promise<void> {
  const seal = () =>
    signCheckpoint(database.pool, key, new Date()).then(
      () => {},
      // The next minute tries again; an unsigned tail is told by verification.
      (error: Error) => log.error({ err: error }, 'audit head not signed'),
    );
  const timer = setInterval(seal, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await seal();
  };
}
