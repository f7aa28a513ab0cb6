import type { AuditAction } from './actions.ts';

export const ACTOR_KINDS = ['user', 'token', 'terminal', 'program', 'nobody'] as const;

/** Who acted: a signed-in user, an API token, someone at the terminal, the program itself, or nobody known. */
export interface AuditActor {
  kind: (typeof ACTOR_KINDS)[number];
  /** Id within its kind: of the user or token, the account of the operating system; '' for nobody. */
  id: string;
  /** As shown to people at that time. */
  name: string;
}

export type AuditValue = string | number | boolean | null | readonly string[];
export type AuditValues = Readonly<Record<string, AuditValue>>;

/** One act, as its place in the code tells it. Absent means: does not apply. */
export interface AuditEntry {
  action: AuditAction;
  actor: AuditActor;
  /** Network address, or `terminal`. */
  address: string;
  /** What it was done to, as `{kind: 'user', id: '7'}`. */
  subject?: { kind: string; id: string };
  /** As typed by whoever acted. */
  reason?: string;
  /** What was asked for. */
  filters?: AuditValues;
  /** How many rows were read, written or exported. */
  rows?: number;
  /** Whatever else belongs to it, such as a role before and after. Never a secret. */
  details?: AuditValues;
}

/** What an entry says beyond its action and time: the part that legal deletion may take away. */
export interface AuditContent {
  /** Random, so that the hash that remains of an erased entry can't be guessed back. */
  salt: string;
  actorKind: string;
  actorId: string;
  actorName: string;
  address: string;
  subjectKind: string;
  subjectId: string;
  reason: string;
  filters: AuditValues;
  rows: number | null;
  details: AuditValues;
}

/** Longer texts are cut: an entry stays a line. */
const LONGEST_TEXT = 2000;
const LONGEST_LIST = 200;

/** The content of an entry, in texts that a database keeps letter by letter. */
export function contentOf(entry: AuditEntry, salt: string): AuditContent {
  return {
    salt,
    actorKind: entry.actor.kind,
    actorId: storable(entry.actor.id),
    actorName: storable(entry.actor.name),
    address: storable(entry.address),
    subjectKind: storable(entry.subject?.kind ?? ''),
    subjectId: storable(entry.subject?.id ?? ''),
    reason: storable(entry.reason ?? ''),
    filters: storableValues(entry.filters ?? {}),
    rows: entry.rows ?? null,
    details: storableValues(entry.details ?? {}),
  };
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair: they would come back as something else. */
function storable(text: string): string {
  return text.slice(0, LONGEST_TEXT).replaceAll(/\0|\p{Surrogate}/gu, '\uFFFD');
}

function storableValues(values: AuditValues): AuditValues {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      if (typeof value === 'string') return [storable(key), storable(value)];
      if (typeof value === 'number' && !Number.isFinite(value))
        throw new Error(`audit: ${key} is not a number`);
      if (value === null || typeof value !== 'object') return [storable(key), value];
      return [storable(key), value.slice(0, LONGEST_LIST).map(storable)];
    }),
  );
}

/** The text whose SHA-256 stands for an entry's content. */
export function contentText(content: AuditContent): string {
  return `vigia-audit-content 1\n${canonicalJson({ ...content })}`;
}

/** What chains an entry to the one before it; stays when its content is erased. */
export interface AuditEnvelope {
  chainId: string;
  /** 1, 2, 3, ... within the chain. */
  seq: number;
  /** ISO instant in UTC with milliseconds. */
  at: string;
  action: string;
  contentHash: string;
  /** Hash of the entry before; NO_HASH for the first one. */
  previousHash: string;
}

export const NO_HASH = '0'.repeat(64);

/** The text whose SHA-256 is an entry's hash; no field can hold a line break. `append_audit` in SQL says the same. */
export function envelopeText(entry: AuditEnvelope): string {
  const { chainId, seq, at, action, contentHash, previousHash } = entry;
  return ['vigia-audit-entry 1', chainId, seq, at, action, contentHash, previousHash].join('\n');
}

/** The text of a signed checkpoint: the chain had this head then. */
export function checkpointText(head: { chainId: string; seq: number; hash: string; at: string }): string {
  return ['vigia-audit-checkpoint 1', head.chainId, head.seq, head.hash, head.at].join('\n');
}

/** Says that an entry's content was erased, when, by whom and why. */
export interface AuditErasure {
  at: string;
  by: string;
  reason: string;
  keyId: string;
  signature: string;
}

/** The text of a signed tombstone. */
export function erasureText(
  entry: { chainId: string; seq: number; hash: string },
  erasure: Pick<AuditErasure, 'at' | 'by' | 'reason'>,
): string {
  const { chainId, seq, hash } = entry;
  const { at, by, reason } = erasure;
  return `vigia-audit-erasure 1\n${canonicalJson({ chainId, seq, hash, at, by, reason })}`;
}

type Json = AuditValue | { readonly [key: string]: Json };

/** JSON with sorted keys and no spaces, so that one value has one text (RFC 8785 for the values used here). */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value);
  const parts = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`);
  return `{${parts.join(',')}}`;
}
