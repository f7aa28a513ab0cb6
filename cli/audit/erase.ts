import type { TFunction } from 'i18next';
import { signCheckpoint } from '../../data/audit-checkpoints.ts';
import { type ErasureScope, eraseAuditContent } from '../../data/audit-erase.ts';
import type { Config } from '../../data/config.ts';
import { UsageError } from '../usage-error.ts';
import { auditKeyOrThrow, TERMINAL, terminalActor, withDatabase } from './open.ts';

interface EraseFlags {
  before?: string;
  chain?: string;
  from?: string;
  to?: string;
  reason: string;
}

/** Erases contents under a stated reason and signs the head that says so. */
export function eraseAudit(config: Config, t: TFunction, flags: EraseFlags): Promise<void> {
  const prepare = () => {
    const scope = scopeOf(flags);
    if (!scope || flags.reason.trim() === '') throw new UsageError(t('audit:cli.scopeWrong'));
    return { scope, key: auditKeyOrThrow(config, t) };
  };
  return withDatabase(
    config,
    t,
    async (database, _say, { scope, key }) => {
      const by = { actor: terminalActor(), address: TERMINAL, reason: flags.reason.trim() };
      const count = await eraseAuditContent(database, scope, by, key, new Date());
      await signCheckpoint(database.pool, key, new Date());
      process.stdout.write(`${t('audit:cli.erased', { count })}\n`);
    },
    prepare,
  );
}

function scopeOf({ before, chain, from, to }: EraseFlags): ErasureScope | null {
  if (before !== undefined) {
    const day = new Date(`${before}T00:00:00Z`);
    // 30 February would become 2 March.
    const isDay = !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === before;
    return isDay && chain === undefined && from === undefined && to === undefined ? { before: day } : null;
  }
  const [fromSeq, toSeq] = [Number(from), Number(to)];
  const isRange =
    Number.isSafeInteger(fromSeq) && Number.isSafeInteger(toSeq) && fromSeq >= 1 && toSeq >= fromSeq;
  return chain !== undefined && isRange ? { chainId: chain, fromSeq, toSeq } : null;
}
