import {
  type AuditContent,
  type AuditEnvelope,
  type AuditErasure,
  checkpointText,
  contentText,
  envelopeText,
  erasureText,
  NO_HASH,
} from './entry.ts';

/** An entry as it was read back; `content` is null once erased. */
export interface StoredEntry extends AuditEnvelope {
  hash: string;
  content: AuditContent | null;
  erasure: AuditErasure | null;
}

/** A signed statement that a chain had a head: kept beside the chain, or outside the machine. */
export interface Checkpoint {
  chainId: string;
  seq: number;
  hash: string;
  at: string;
  keyId: string;
  signature: string;
}

export type AuditProblemReason =
  /** Entry or content says otherwise than when it was written. */
  | 'changed'
  /** The entry stands at another place than the one it was written at. */
  | 'reordered'
  /** Entries are gone from the middle. */
  | 'missing'
  /** A checkpoint or kept head knows later entries: the tail was cut. */
  | 'cut'
  /** The entry does not continue the one before it. */
  | 'not-linked'
  /** The chain was written anew: a checkpoint or kept head knows another entry at this place. */
  | 'rewritten'
  /** A checkpoint whose signature is wrong. */
  | 'checkpoint-forged'
  /** A content was taken away without a signed tombstone. */
  | 'erased-unsigned'
  /** Signed with a key that is not trusted here. */
  | 'key-unknown'
  /** A kept head names a chain that is not here. */
  | 'chain-missing';

export interface AuditProblem {
  chainId: string;
  reason: AuditProblemReason;
  fromSeq: number;
  toSeq: number;
}

export interface VerifyTools {
  /** Lower-case hexadecimal. */
  sha256(text: string): string;
  checkSignature(keyId: string, text: string, signature: string): 'good' | 'bad' | 'unknown-key';
}

export interface ChainVerdict {
  chainId: string;
  entries: number;
  erased: number;
  head: { seq: number; hash: string };
  /** The last entry that a good checkpoint covers; 0 when none does. */
  signedThroughSeq: number;
  problems: AuditProblem[];
  /** More problems than are listed. */
  truncated: boolean;
}

const MOST_PROBLEMS = 200;

/**
 * Walks one chain: `take` its entries by ascending sequence number, then `end`.
 *
 * @param checkpoints of this chain, kept here and outside, in any order.
 */
export function createChainVerifier(chainId: string, checkpoints: readonly Checkpoint[], tools: VerifyTools) {
  const problems: AuditProblem[] = [];
  let truncated = false;
  const found = (reason: AuditProblemReason, fromSeq: number, toSeq = fromSeq) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ chainId, reason, fromSeq, toSeq });
    else truncated = true;
  };
  const trusted = checkpoints
    .filter((one) => {
      const verdict = tools.checkSignature(one.keyId, checkpointText(one), one.signature);
      if (verdict === 'bad') found('checkpoint-forged', one.seq);
      if (verdict === 'unknown-key') found('key-unknown', one.seq);
      return verdict === 'good';
    })
    .sort((a, b) => a.seq - b.seq);
  /** Entries whose hash is not that of their place; told apart at the end. */
  const suspects: StoredEntry[] = [];
  let head = { seq: 0, hash: NO_HASH };
  let entries = 0;
  let erased = 0;
  let signedThroughSeq = 0;
  let next = 0;

  function take(entry: StoredEntry): void {
    entries += 1;
    const gap = entry.seq !== head.seq + 1;
    if (gap) found('missing', head.seq + 1, entry.seq - 1);
    const isItself = tools.sha256(envelopeText(entry)) === entry.hash;
    if (!isItself && suspects.length < MOST_PROBLEMS) suspects.push(entry);
    else if (!isItself) truncated = true;
    else if (entry.content && tools.sha256(contentText(entry.content)) !== entry.contentHash) {
      found('changed', entry.seq);
    } else if (!gap && entry.previousHash !== head.hash) found('not-linked', entry.seq);
    if (!entry.content) {
      erased += 1;
      checkTombstone(entry);
    }
    head = { seq: entry.seq, hash: entry.hash };
    for (; next < trusted.length && trusted[next].seq <= entry.seq; next++) {
      const { seq, hash } = trusted[next];
      // One within a gap has nothing to be compared with; the gap is told already.
      if (seq !== entry.seq) continue;
      if (hash === entry.hash) signedThroughSeq = seq;
      else found('rewritten', seq);
    }
  }

  function checkTombstone(entry: StoredEntry): void {
    const { erasure } = entry;
    const verdict = erasure
      ? tools.checkSignature(erasure.keyId, erasureText(entry, erasure), erasure.signature)
      : 'bad';
    if (verdict === 'bad') found('erased-unsigned', entry.seq);
    if (verdict === 'unknown-key') found('key-unknown', entry.seq);
  }

  /** An entry that is whole at another place, be it that of another suspect or beside its own, was moved. */
  function nameSuspects(): void {
    const places = suspects.map(({ seq }) => seq);
    for (const suspect of suspects) {
      const moved = [...places, suspect.seq - 1, suspect.seq + 1].some(
        (seq) => tools.sha256(envelopeText({ ...suspect, seq })) === suspect.hash,
      );
      found(moved ? 'reordered' : 'changed', suspect.seq);
    }
  }

  function end(): ChainVerdict {
    nameSuspects();
    const last = trusted.at(-1);
    if (last && last.seq > head.seq) found('cut', head.seq + 1, last.seq);
    problems.sort((a, b) => a.fromSeq - b.fromSeq);
    return { chainId, entries, erased, head, signedThroughSeq, problems, truncated };
  }

  return { take, end };
}
