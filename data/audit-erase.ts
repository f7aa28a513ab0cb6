import { type AuditActor, erasureText } from '../domain/audit/entry.ts';
import { appendAudit } from './audit.ts';
import type { AuditKey } from './audit-key.ts';
import type { Database } from './database.ts';

/** Which contents go: those of a chain by number, or all that are older than an instant. */
export type ErasureScope = { chainId: string; fromSeq: number; toSeq: number } | { before: Date };

/** Entries that say what was erased or replaced stay readable themselves. */
const KEPT_ACTIONS = ['audit-erased', 'restored', 'retention-applied'];
/** Tombstones signed and written in one statement. */
const BATCH = 1000;

/**
 * Takes the content of entries away for good, under a stated reason (retention, or a legal duty to delete). Number,
 * time, action and hashes stay, with a signed tombstone each, so that the chain still verifies; the erasure itself
 * becomes an entry. All of it or nothing.
 *
 * @returns how many entries lost their content; entries erased before and records of erasures are left as they are.
 */
export async function eraseAuditContent(
  database: Database,
  scope: ErasureScope,
  by: { actor: AuditActor; address: string; reason: string },
  key: AuditKey,
  now: Date,
): Promise<number> {
  return database.transaction(async (client) => {
    await client.query(`select set_config('vigia.audit_erasure', 'on', true)`);
    const [where, values] =
      'before' in scope
        ? ['at < $2', [scope.before]]
        : ['chain_id = $2 and seq between $3 and $4', [scope.chainId, scope.fromSeq, scope.toSeq]];
    const { rows } = await client.query<{ chainId: string; seq: number; hash: string }>(
      `select chain_id as "chainId", seq, hash from audit_entry
       where erased_at is null and action <> all ($1) and ${where} order by chain_id, seq`,
      [KEPT_ACTIONS, ...values],
    );
    const said = { at: now.toISOString(), by: by.actor.name, reason: by.reason };
    for (let i = 0; i < rows.length; i += BATCH) {
      const tombstones = rows.slice(i, i + BATCH).map((entry) => ({
        chain_id: entry.chainId,
        seq: entry.seq,
        signature: key.sign(erasureText(entry, said)),
      }));
      await client.query(
        `update audit_entry e set salt = null, actor_kind = null, actor_id = null, actor_name = null,
           address = null, subject_kind = null, subject_id = null, reason = null, filters = null,
           row_count = null, details = null, erased_at = $2, erased_by = $3, erased_reason = $4,
           erased_key_id = $5, erased_signature = t.signature
         from jsonb_to_recordset($1::jsonb) as t (chain_id text, seq bigint, signature text)
         where e.chain_id = t.chain_id and e.seq = t.seq`,
        [JSON.stringify(tombstones), said.at, said.by, said.reason, key.keyId],
      );
    }
    if (rows.length > 0) {
      await appendAudit(
        client,
        {
          action: 'audit-erased',
          actor: by.actor,
          address: by.address,
          reason: by.reason,
          rows: rows.length,
          filters:
            'before' in scope
              ? { before: scope.before.toISOString() }
              : { chain: scope.chainId, from: scope.fromSeq, to: scope.toSeq },
        },
        now,
      );
    }
    return rows.length;
  });
}
