import { userInfo } from 'node:os';
import type { TFunction } from 'i18next';
import { appendAudit } from '../../data/audit.ts';
import { type AuditKey, readAuditKey } from '../../data/audit-key.ts';
import type { Config } from '../../data/config.ts';
import type { Database, Queryable } from '../../data/database.ts';
import type { AuditActor, AuditEntry } from '../../domain/audit/entry.ts';
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

/** Writes what somebody at the terminal did to the audit. */
export async function auditTerminal(
  db: Queryable,
  entry: Omit<AuditEntry, 'actor' | 'address'>,
): Promise<void> {
  await appendAudit(db, { ...entry, actor: terminalActor(), address: TERMINAL }, new Date());
}

type Say = (line: string) => void;

/**
 * Runs a verb on an open database; says what the user can mend, with exit code 2.
 *
 * @param prepare throws what can be refused without a database, so that none is made for it; its value goes to `work`.
 */
export async function withDatabase<Prepared = void>(
  config: Config,
  t: TFunction,
  work: (database: Database, say: Say, prepared: Prepared) => Promise<void>,
  prepare?: () => Prepared | Promise<Prepared>,
): Promise<void> {
  const say: Say = (line) => process.stderr.write(`${line}\n`);
  try {
    const prepared = (await prepare?.()) as Prepared;
    const opened = await openReady(config, t, { join: true, say });
    if (!opened.ok) throw new UsageError(opened.message);
    await work(opened.database, say, prepared).finally(() => opened.database.close());
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(error.message);
    process.exitCode = USAGE_ERROR;
  }
}
