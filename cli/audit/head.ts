import type { TFunction } from 'i18next';
import { signCheckpoint } from '../../data/audit-checkpoints.ts';
import type { Config } from '../../data/config.ts';
import { USAGE_ERROR, UsageError } from '../usage-error.ts';
import { auditKeyOrThrow, withDatabase } from './open.ts';

/** Signs the head and prints it as one line of JSON, to be appended to a file on another machine. */
export function printHead(config: Config, t: TFunction): Promise<void> {
  return withDatabase(config, t, async (database) => {
    const head = await signCheckpoint(database.pool, auditKeyOrThrow(config, t), new Date());
    if (!head) throw new UsageError(t('audit:cli.empty'));
    process.stdout.write(`${JSON.stringify(head)}\n`);
  });
}

/** Prints the public key; needs no database. */
export function printKey(config: Config, t: TFunction): void {
  try {
    process.stdout.write(auditKeyOrThrow(config, t).publicKeyPem);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = USAGE_ERROR;
  }
}
