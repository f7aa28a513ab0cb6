import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { TFunction } from 'i18next';
import { z } from 'zod';
import { type AuditVerdict, hasAuditHash, verifyAudit } from '../../data/audit-verify.ts';
import type { Config } from '../../data/config.ts';
import type { Checkpoint } from '../../domain/audit/verify.ts';
import { UsageError } from '../usage-error.ts';
import { auditKeyOrThrow, withDatabase } from './open.ts';

interface VerifyFlags {
  head: string[];
  publicKey: string[];
  json?: boolean;
}

const HASH = /^[0-9a-f]{64}$/i;
/** The audit is not what it was: neither wrong input (2) nor a bug. */
const NOT_INTACT = 1;

const headSchema: z.ZodType<Checkpoint> = z.object({
  chainId: z.string(),
  seq: z.int().min(1),
  hash: z.string().regex(HASH),
  at: z.string(),
  keyId: z.string(),
  signature: z.string(),
});

/** Recomputes the whole audit and compares it with the heads that were kept outside. */
export function verify(config: Config, t: TFunction, flags: VerifyFlags): Promise<void> {
  const prepare = () => {
    const hashes = flags.head.filter((one) => HASH.test(one)).map((hash) => hash.toLowerCase());
    const heads = flags.head.filter((one) => !HASH.test(one)).flatMap((file) => readHeads(file, t));
    const key = auditKeyOrThrow(
      config,
      t,
      flags.publicKey.map((file) => readPublicKey(file, t)),
    );
    return { hashes, heads, key };
  };
  return withDatabase(
    config,
    t,
    async (database, _say, { hashes, heads, key }) => {
      const verdict = await verifyAudit(database.pool, key, heads);
      const kept = await Promise.all(
        [...hashes, ...heads.map(({ hash }) => hash)].map(async (hash) => ({
          hash,
          found: await hasAuditHash(database.pool, hash),
        })),
      );
      const ok = verdict.ok && kept.every(({ found }) => found);
      const answer = flags.json
        ? JSON.stringify({ ...verdict, ok, heads: kept })
        : text(verdict, kept, ok, t);
      process.stdout.write(`${answer}\n`);
      if (!ok) process.exitCode = NOT_INTACT;
    },
    prepare,
  );
}

function readHeads(file: string, t: TFunction): Checkpoint[] {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    const heads = lines
      .filter((line) => line.trim() !== '')
      .map((line) => headSchema.parse(JSON.parse(line)));
    if (heads.length > 0) return heads;
  } catch {
    // Told below, whatever is wrong with it.
  }
  throw new UsageError(t('audit:cli.headUnreadable', { file }));
}

function readPublicKey(file: string, t: TFunction): string {
  try {
    const pem = existsSync(file) ? readFileSync(file, 'utf8') : '';
    createPublicKey(pem);
    return pem;
  } catch {
    throw new UsageError(t('audit:cli.keyUnreadable', { file }));
  }
}

function text(
  verdict: AuditVerdict,
  kept: { hash: string; found: boolean }[],
  ok: boolean,
  t: TFunction,
): string {
  const chains = verdict.chains.flatMap((chain) => [
    t('audit:cli.chain', { ...chain, ...chain.head }),
    t('audit:cli.chainSigned', { ...chain, unsigned: chain.head.seq - chain.signedThroughSeq }),
  ]);
  const problems = verdict.problems.map(({ reason, fromSeq, toSeq, chainId }) =>
    t('audit:cli.problem', { reason: t(`audit:problem.${reason}`), from: fromSeq, to: toSeq, chainId }),
  );
  const heads = kept.map(({ hash, found }) =>
    t(found ? 'audit:cli.headFound' : 'audit:cli.headMissing', { hash }),
  );
  const more = verdict.chains.some(({ truncated }) => truncated) ? [t('audit:cli.more')] : [];
  return [...chains, ...problems, ...more, ...heads, t(ok ? 'audit:cli.ok' : 'audit:cli.broken')].join('\n');
}
