import type { AuditContent, AuditErasure, AuditValues } from '../domain/audit/entry.ts';
import type { Checkpoint, StoredEntry } from '../domain/audit/verify.ts';

/** A row of `audit_entry`, by the columns that follow. */
export interface AuditRow {
  chainId: string;
  seq: number;
  at: Date;
  action: string;
  salt: string | null;
  actorKind: string | null;
  actorId: string | null;
  actorName: string | null;
  address: string | null;
  subjectKind: string | null;
  subjectId: string | null;
  reason: string | null;
  filters: AuditValues | null;
  rows: number | null;
  details: AuditValues | null;
  contentHash: string;
  previousHash: string;
  hash: string;
  erasedAt: Date | null;
  erasedBy: string | null;
  erasedReason: string | null;
  erasedKeyId: string | null;
  erasedSignature: string | null;
}

export const AUDIT_COLUMNS = `chain_id as "chainId", seq, at, action, salt, actor_kind as "actorKind",
  actor_id as "actorId", actor_name as "actorName", address, subject_kind as "subjectKind",
  subject_id as "subjectId", reason, filters, row_count as rows, details, content_hash as "contentHash",
  previous_hash as "previousHash", hash, erased_at as "erasedAt", erased_by as "erasedBy",
  erased_reason as "erasedReason", erased_key_id as "erasedKeyId", erased_signature as "erasedSignature"`;

/** As the verifier takes it. Null fields where a text belongs are read as empty: then the hash differs. */
export function storedEntry(row: AuditRow): StoredEntry {
  const { chainId, seq, action, contentHash, previousHash, hash } = row;
  const at = row.at.toISOString();
  return {
    chainId,
    seq,
    at,
    action,
    contentHash,
    previousHash,
    hash,
    content: content(row),
    erasure: erasure(row),
  };
}

function content(row: AuditRow): AuditContent | null {
  if (row.salt === null) return null;
  return {
    salt: row.salt,
    actorKind: row.actorKind ?? '',
    actorId: row.actorId ?? '',
    actorName: row.actorName ?? '',
    address: row.address ?? '',
    subjectKind: row.subjectKind ?? '',
    subjectId: row.subjectId ?? '',
    reason: row.reason ?? '',
    filters: row.filters ?? {},
    rows: row.rows,
    details: row.details ?? {},
  };
}

function erasure(row: AuditRow): AuditErasure | null {
  const {
    erasedAt,
    erasedBy: by,
    erasedReason: reason,
    erasedKeyId: keyId,
    erasedSignature: signature,
  } = row;
  if (erasedAt === null || by === null || reason === null || keyId === null || signature === null)
    return null;
  return { at: erasedAt.toISOString(), by, reason, keyId, signature };
}

/** A row of `audit_checkpoint`. */
export type CheckpointRow = Omit<Checkpoint, 'at'> & { at: Date };

export const CHECKPOINT_COLUMNS = `chain_id as "chainId", seq, hash, at, key_id as "keyId", signature`;

export function storedCheckpoint(row: CheckpointRow): Checkpoint {
  return { ...row, at: row.at.toISOString() };
}
