import {
  type AuditProblem,
  type ChainVerdict,
  type Checkpoint,
  createChainVerifier,
} from '../domain/audit/verify.ts';
import { sha256 } from './audit.ts';
import { readCheckpoints } from './audit-checkpoints.ts';
import type { AuditKey } from './audit-key.ts';
import { AUDIT_COLUMNS, type AuditRow, storedEntry } from './audit-rows.ts';
import type { Queryable } from './database.ts';

export interface AuditVerdict {
  ok: boolean;
  chains: (ChainVerdict & { isCurrent: boolean })[];
  /** Of all chains, and of kept heads whose chain is not here. */
  problems: AuditProblem[];
}

/** Entries read at once: some megabytes at most. */
const BATCH = 2000;

/**
 * Reads every entry of every chain and recomputes all hashes and signatures, in constant memory and without holding
 * the database; what is appended meanwhile is no problem.
 *
 * @param keptHeads heads that were kept outside, signed; a tail that was cut after them shows.
 */
export async function verifyAudit(
  db: Queryable,
  key: Pick<AuditKey, 'checkSignature'>,
  keptHeads: readonly Checkpoint[] = [],
): Promise<AuditVerdict> {
  // Checkpoints first: entries that come later are then more than they speak of, never fewer.
  const checkpoints = [...(await readCheckpoints(db)), ...keptHeads];
  const known = await db.query<{ chainId: string; isCurrent: boolean }>(
    `select chain_id as "chainId", is_current as "isCurrent" from audit_chain
     union select distinct chain_id, false from audit_entry
       where chain_id not in (select chain_id from audit_chain)
     order by 2 desc, 1`,
  );
  const chains: AuditVerdict['chains'] = [];
  for (const { chainId, isCurrent } of known.rows) {
    const own = checkpoints.filter((one) => one.chainId === chainId);
    const verifier = createChainVerifier(chainId, own, { sha256, checkSignature: key.checkSignature });
    for await (const row of readChain(db, chainId)) verifier.take(storedEntry(row));
    chains.push({ ...verifier.end(), isCurrent });
  }
  const strangers = checkpoints
    .filter(({ chainId }) => !known.rows.some((chain) => chain.chainId === chainId))
    .map(({ chainId, seq }) => ({ chainId, reason: 'chain-missing' as const, fromSeq: 1, toSeq: seq }));
  const problems = [...chains.flatMap((chain) => chain.problems), ...strangers];
  return { ok: problems.length === 0, chains, problems };
}

/** True where an entry of any chain has this hash. */
export async function hasAuditHash(db: Queryable, hash: string): Promise<boolean> {
  const { rowCount } = await db.query('select from audit_entry where hash = $1 limit 1', [hash]);
  return rowCount !== 0;
}

async function* readChain(db: Queryable, chainId: string): AsyncGenerator<AuditRow> {
  let after = 0;
  for (;;) {
    const { rows } = await db.query<AuditRow>(
      `select ${AUDIT_COLUMNS} from audit_entry where chain_id = $1 and seq > $2 order by seq limit ${BATCH}`,
      [chainId, after],
    );
    yield* rows;
    if (rows.length < BATCH) return;
    after = rows[rows.length - 1].seq;
  }
}
