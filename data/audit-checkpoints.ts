import { checkpointText } from '../domain/audit/entry.ts';
import type { Checkpoint } from '../domain/audit/verify.ts';
import type { AuditHead } from './audit.ts';
import type { AuditKey } from './audit-key.ts';
import { CHECKPOINT_COLUMNS, type CheckpointRow, storedCheckpoint } from './audit-rows.ts';
import type { Queryable } from './database.ts';

/** Signs the head of the current chain, unless that is signed already; null while the chain is empty. */
export async function signCheckpoint(db: Queryable, key: AuditKey, now: Date): Promise<Checkpoint | null> {
  const head = await readHead(db);
  if (!head) return null;
  const known = await db.query<CheckpointRow>(
    `select ${CHECKPOINT_COLUMNS} from audit_checkpoint where chain_id = $1 and seq = $2`,
    [head.chainId, head.seq],
  );
  if (known.rows.length > 0) return storedCheckpoint(known.rows[0]);
  const at = now.toISOString();
  const signature = key.sign(checkpointText({ ...head, at }));
  await db.query(
    `insert into audit_checkpoint (chain_id, seq, hash, at, key_id, signature) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [head.chainId, head.seq, head.hash, at, key.keyId, signature],
  );
  return { ...head, at, keyId: key.keyId, signature };
}

/** The last entry of the current chain; null while there is none. */
export async function readHead(db: Queryable): Promise<AuditHead | null> {
  const { rows } = await db.query<AuditHead>(
    `select e.chain_id as "chainId", e.seq, e.hash
     from audit_entry e join audit_chain c on c.chain_id = e.chain_id and c.is_current
     order by e.seq desc limit 1`,
  );
  return rows[0] ?? null;
}

export async function readCheckpoints(db: Queryable): Promise<Checkpoint[]> {
  const { rows } = await db.query<CheckpointRow>(
    `select ${CHECKPOINT_COLUMNS} from audit_checkpoint order by chain_id, seq`,
  );
  return rows.map(storedCheckpoint);
}
