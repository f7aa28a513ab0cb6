import { userInfo } from 'node:os';
import type { TFunction } from 'i18next';
import { type AuditKey, readAuditKey } from '../../data/audit-key.ts';
import type { Config } from '../../data/config.ts';
import type { Database } from '../../data/database.ts';
import type { AuditActor } from '../../domain/audit/entry.ts';
import { openReady } from '../open.ts';
import { USAGE_ERROR, UsageError } from '../usage-error.ts';

/** Whoever sits at the terminal, by the name the operating system has for them. */
export function terminalActor(): AuditActor {
  const { username } = userInfo();
  return { kind: 'terminal', id: username, name: username };
}

/** What a verb at the terminal gives as its address. */
export const TERMINAL = 'terminal';

/** The key that signs, or a UsageError that names the file. */
export function auditKeyOrThrow(config: Config, t: TFunction, more: readonly string[] = []): AuditKey {
  const read = readAuditKey(config, more);
  if (!read.ok) throw new UsageError(t(`audit:cli.${read.reason}`, { file: read.file }));
  return read.key;
}

/** Runs a verb on an open database; says what the user can mend, with exit code 2. */
export async function withDatabase(
  config: Config,
  t: TFunction,
  work: (database: Database, say: (line: string) => void) => Promise<void>,
): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  try {
    const opened = await openReady(config, t, { join: true, say });
    if (!opened.ok) throw new UsageError(opened.message);
    await work(opened.database, say).finally(() => opened.database.close());
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(error.message);
    process.exitCode = USAGE_ERROR;
  }
}
